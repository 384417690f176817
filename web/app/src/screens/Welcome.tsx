// The first screen: a yard in the morning (or at dusk), and one question.
import { useEffect } from "react";
import { LOCALES, useLocale, useRoom } from "@madang/react";
import { Mark, NameForm } from "@madang/react/ui";
import { chooseLocale } from "../preferences.ts";
import { useRoute } from "../route.ts";
import { useAppWords } from "../words/words.ts";
import styles from "./Welcome.module.css";
import { Yard } from "./Yard.tsx";

export function Welcome() {
  const words = useAppWords();
  const locale = useLocale();
  const route = useRoute();
  useEffect(() => {
    document.title = words.name;
  }, [words]);
  return (
    <main className={styles["welcome"]}>
      <Yard className={styles["yard"]} />
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
      <div className={styles["gate"]}>
        <p className={styles["brand"]}>
          <Mark size={34} />
          {words.name}
        </p>
        <h1>{words.welcome}</h1>
        <p className={styles["lead"]}>{words.welcomeText}</p>
        <NameForm focusFirst />
        {route.page === "room" ? <Destination roomId={route.roomId} /> : null}
      </div>
    </main>
  );
}

/** Who came by a link to a room is taken there; its name is known only inside. */
function Destination({ roomId }: { roomId: string }) {
  const words = useAppWords();
  const name = useRoom(roomId)?.name ?? (roomId.length < 30 ? roomId : null);
  return name === null ? null : <p className={styles["destination"]}>{words.welcomeRoom(name)}</p>;
}
