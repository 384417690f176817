// The head of a page: on a phone the way back, its title, and what one can do there.
import type { ReactNode } from "react";
import { Icon } from "@madang/react/ui";
import { goBack, type Route } from "../route.ts";
import { useAppWords } from "../words/words.ts";
import styles from "./PageHead.module.css";
import { useNarrow } from "./useNarrow.ts";

export interface PageHeadProps {
  title: string;
  /** Where "back" leads on a phone, for who came by a link. */
  back: Route;
  /** At the right of the title. */
  children?: ReactNode;
}

export function PageHead({ title, back, children }: PageHeadProps) {
  const words = useAppWords();
  const narrow = useNarrow();
  return (
    <header className={styles["head"]}>
      {narrow ? (
        <button
          type="button"
          onClick={() => goBack(back)}
          aria-label={back.page === "home" ? words.back : words.backOne}
        >
          <Icon name="back" />
        </button>
      ) : null}
      <h1>{title}</h1>
      {children}
    </header>
  );
}
