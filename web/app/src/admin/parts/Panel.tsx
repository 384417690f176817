// The frame of a thing that is opened beside its list.
import type { ReactNode } from "react";
import { Icon } from "@madang/react/ui";
import { goBack, navigate, type Route } from "../../route.ts";
import { isNarrow } from "../../shell/useNarrow.ts";
import { useAdminWords } from "../words/words.ts";
import styles from "./Panel.module.css";

export interface PanelProps {
  title: string;
  /** The list it belongs to. */
  list: Route;
  children: ReactNode;
}

export function Panel({ title, list, children }: PanelProps) {
  const words = useAdminWords();
  const close = () => {
    // On a phone it covers the list, so "back" must close it.
    if (isNarrow()) goBack(list);
    else navigate(list, { replace: true });
  };
  return (
    <aside className={styles["panel"]} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <button type="button" onClick={close} aria-label={words.close}>
          <Icon name="close" />
        </button>
      </header>
      <div className={styles["inside"]}>{children}</div>
    </aside>
  );
}
