// The frame of what is opened beside something: what it is, the way to close it, and what is in it.
import type { ReactNode, Ref } from "react";
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
  /** To have the focus. */
  heading?: Ref<HTMLHeadingElement>;
  onClose: () => void;
  children: ReactNode;
}

export function Pane({ title, label = title, className = "", heading, onClose, children }: PaneProps) {
  const words = useAppWords();
  return (
    <aside className={`${styles["pane"]} ${className}`} aria-label={label}>
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

/** To what it stands beside. On a phone it covers that, so "back" must close it. */
export function closePane(back: Route): void {
  if (isNarrow()) goBack(back);
  else navigate(back, { replace: true });
}
