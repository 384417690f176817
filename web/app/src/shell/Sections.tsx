// A part of the house with pages of its own (administration, account): their list where the rooms otherwise
// are, and the way back to the rooms. On a phone the list is a page, and the pages cover it.
import { useRef, type ReactNode } from "react";
import { Icon, type IconName } from "@madang/react/ui";
import { Link } from "../Link.tsx";
import type { Route } from "../route.ts";
import { useAppWords } from "../words/words.ts";
import { PageHead } from "./PageHead.tsx";
import styles from "./Sections.module.css";
import { Unsaved } from "./Unsaved.tsx";
import { useNarrow } from "./useNarrow.ts";

export interface Section {
  readonly to: Route;
  readonly label: string;
  readonly icon: IconName;
  readonly here: boolean;
  /** How many things wait there. */
  readonly waiting?: number | undefined;
}

export interface SectionsProps {
  title: string;
  sections: readonly Section[];
  /** Below the list: the way to a neighbouring part. */
  foot?: ReactNode;
  /** The page; null: the list alone, on a phone. */
  children: ReactNode;
}

export function Sections({ title, sections, foot, children }: SectionsProps) {
  const words = useAppWords();
  const alone = useNarrow() && children === null;
  const Title = alone ? "h1" : "h2";
  const list = (
    <nav className={styles["side"]} aria-label={title}>
      <Link to={{ page: "home" }} className={styles["back"]}>
        <Icon name="back" />
        {words.back}
      </Link>
      <Title className={styles["title"]}>{title}</Title>
      <ul>
        {sections.map((section) => (
          <li key={section.label}>
            <Link to={section.to} aria-current={section.here ? "page" : undefined}>
              <Icon name={section.icon} />
              <b>{section.label}</b>
              {section.waiting ? <span className={styles["waiting"]}>{section.waiting}</span> : null}
            </Link>
          </li>
        ))}
      </ul>
      {foot}
    </nav>
  );
  if (alone) return <main className={styles["alone"]}>{list}</main>;
  return (
    <>
      {list}
      <main className={styles["place"]}>{children}</main>
    </>
  );
}

export interface SectionPageProps {
  title: string;
  /** Where "back" leads on a phone, for who came by a link. */
  back: Route;
  /** What one can do here, at the right of the title. */
  tools?: ReactNode;
  children: ReactNode;
}

/** One page of such a part: its title, and what scrolls under it. */
export function SectionPage({ title, back, tools, children }: SectionPageProps) {
  const page = useRef<HTMLDivElement>(null);
  return (
    <div className={styles["page"]} ref={page}>
      <Unsaved page={page} />
      <PageHead title={title} back={back}>
        {tools}
      </PageHead>
      <div className={styles["body"]}>
        <div>{children}</div>
      </div>
    </div>
  );
}
