// What goes wrong while something is drawn stays where it is: the rest of the page goes on.
import { Component, type ReactNode } from "react";

export interface BoundaryProps {
  /** In its place; `again` draws it anew. */
  fallback: (error: unknown, again: () => void) => ReactNode;
  /** What is drawn, an address for instance: when it becomes another, that is drawn as if nothing had happened. */
  of?: unknown;
  children: ReactNode;
}

interface State {
  readonly failure: { readonly error: unknown } | null;
}

const SOUND: State = { failure: null };

export class Boundary extends Component<BoundaryProps, State> {
  override state = SOUND;

  static getDerivedStateFromError(error: unknown): State {
    return { failure: { error } };
  }

  override componentDidUpdate(before: BoundaryProps, { failure }: State): void {
    // What failed only now is the other one itself. Before drawing the two could not be told apart.
    // oxlint-disable-next-line react/no-did-update-set-state
    if (failure !== null && before.of !== this.props.of) this.setState(SOUND);
  }

  override render(): ReactNode {
    const { failure } = this.state;
    return failure === null
      ? this.props.children
      : this.props.fallback(failure.error, () => this.setState(SOUND));
  }
}
