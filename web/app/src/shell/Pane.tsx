// The frame of what is opened beside something: what it is, the way to close it, and what is in it.
import { useEffect, useEffectEvent, useRef, type ReactNode } from "react";
import { Icon } from "@madang/react/ui";
import { goBack, navigate, type Route } from "../route.ts";
import { useAppWords } from "../words/words.ts";
import styles from "./Pane.module.css";
import { isNarrow } from "./useNarrow.ts";

export interface PaneProps {
  title: string;
  /** What it is called, if that is not its title. */
  label?: string;
  className?: string | undefined;
  onClose: () => void;
  children: ReactNode;
}

export function Pane({ title, label = title, className = "", onClose, children }: PaneProps) {
  const words = useAppWords();
  const heading = useFocus();
  const pane = useEscape(onClose);
  return (
    <aside ref={pane} className={`${styles["pane"]} ${className}`} aria-label={label}>
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" onClick={onClose} aria-label={words.close}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </aside>
  );
}

/** Where it covers what it stands beside, it takes the focus, and gives it back. */
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

/** Windows above it, lists of the system, and where one writes beside it have their own Escape. */
function useEscape(close: () => void) {
  const pane = useRef<HTMLElement>(null);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const at = event.target instanceof Element ? event.target : null;
    const beside = at?.closest("input, textarea") && !pane.current?.contains(at);
    const taken = event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]");
    if (event.key === "Escape" && !beside && !taken) close();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
  return pane;
}

/** To what it stands beside. On a phone it covers that, so "back" must close it. */
export function closePane(back: Route): void {
  if (isNarrow()) goBack(back);
  else navigate(back, { replace: true });
}
