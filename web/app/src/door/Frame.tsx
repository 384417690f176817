// What every page of the door looks like: a yard in the morning (or at dusk), and a sheet of paper in it.
import { useEffect, type ReactNode } from "react";
import { LOCALES, useLocale } from "@madang/react";
import { Mark } from "@madang/react/ui";
import type { HouseFace } from "../api/house.ts";
import { chooseLocale } from "../preferences.ts";
import { useAppWords } from "../words/words.ts";
import styles from "./Frame.module.css";
import { Yard } from "./Yard.tsx";

export interface FrameProps {
  /** Null while nobody has named it. */
  house: HouseFace | null;
  title: string;
  text?: ReactNode;
  children?: ReactNode;
  /** Below the sheet's content: other ways. */
  ways?: ReactNode;
}

export function Frame({ house, title, text, children, ways }: FrameProps) {
  const words = useAppWords();
  const name = house?.claimed ? house.name : words.name;
  useEffect(() => {
    document.title = `${title} – ${name}`;
  }, [title, name]);
  return (
    <div className={styles["frame"]}>
      <Yard className={styles["yard"]} />
      <header className={styles["top"]}>
        <p className={styles["brand"]}>
          {house?.logo ? <img src={house.logo} alt="" width={34} height={34} /> : <Mark size={30} />}
          <span>{name}</span>
        </p>
        <Languages />
      </header>
      <main className={styles["sheet"]}>
        <h1>{title}</h1>
        {text ? <div className={styles["lead"]}>{text}</div> : null}
        {children}
        {ways ? <div className={styles["ways"]}>{ways}</div> : null}
      </main>
    </div>
  );
}

function Languages() {
  const locale = useLocale();
  return (
    <div className={styles["languages"]}>
      {LOCALES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === locale}
          onClick={() => chooseLocale(one)}
        >
          {one === "ko" ? "한국어" : "English"}
        </button>
      ))}
    </div>
  );
}

/** Another way than the one this page is about; a link when it has an address, a button when it has none. */
export function Way({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onClick}>
      {children}
    </button>
  );
}
