// The frame of a thing that is opened beside its list.
import type { ReactNode } from "react";
import type { Route } from "../../route.ts";
import { closePane, Pane } from "../../shell/Pane.tsx";
import styles from "./Panel.module.css";

export interface PanelProps {
  title: string;
  /** The list it belongs to. */
  list: Route;
  children: ReactNode;
}

export function Panel({ title, list, children }: PanelProps) {
  const close = () => closePane(list);
  return (
    <Pane title={title} className={styles["panel"]} onClose={close}>
      <div className={styles["inside"]}>{children}</div>
    </Pane>
  );
}
