// What goes wrong while something is drawn stays where it is: the rest of the page goes on.
import { Component, type ReactNode } from "react";

export interface BoundaryProps {
  /** In its place; `again` draws it anew. */
  fallback: (again: () => void) => ReactNode;
  children: ReactNode;
}

export class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return this.props.fallback(() => this.setState({ failed: false }));
  }
}
