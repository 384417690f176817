// The frame of a thing that is opened beside its list.
import { useEffect, useEffectEvent, useRef, type ReactNode } from "react";
import type { Route } from "../../route.ts";
import { closePane, Pane } from "../../shell/Pane.tsx";
import { isNarrow } from "../../shell/useNarrow.ts";
import styles from "./Panel.module.css";

export interface PanelProps {
  title: string;
  /** The list it belongs to. */
  list: Route;
  children: ReactNode;
}

export function Panel({ title, list, children }: PanelProps) {
  const close = () => closePane(list);
  const heading = useFocus();
  useEscape(close);
  return (
    <Pane title={title} className={styles["panel"]} heading={heading} onClose={close}>
      <div className={styles["inside"]}>{children}</div>
    </Pane>
  );
}

/** Where it covers the list, it takes the focus, and gives it back. */
function useFocus() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isNarrow()) return;
    const before = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () =>
      queueMicrotask(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && before instanceof HTMLElement) before.focus({ preventScroll: true });
      });
  }, []);
  return heading;
}

/** A window above it, and a list of the system, have their own Escape. */
function useEscape(close: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const taken = event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]");
    if (event.key === "Escape" && !taken) close();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}
