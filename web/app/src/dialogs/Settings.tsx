// What a person may choose: name, theme, language; and the way out.
import { drafts, useClient, useLocale, useMe } from "@madang/react";
import type { IconName } from "@madang/react/ui";
import { useHouse } from "../api/house.ts";
import { LANGUAGES, chooseLocale, chooseTheme, lastRooms, useTheme, type Theme } from "../preferences.ts";
import { useAppWords } from "../words/words.ts";
import { Dialog } from "./Dialog.tsx";
import styles from "./Form.module.css";
import { MyName } from "./MyName.tsx";
import { Segments } from "./Segments.tsx";

const THEME_ICONS: Record<Theme, IconName> = { system: "screen", light: "sun", dark: "moon" };

export default function Settings({ onClose }: { onClose: () => void }) {
  const words = useAppWords();
  const client = useClient();
  const theme = useTheme();
  const locale = useLocale();
  const themes: Record<Theme, string> = {
    system: words.themeSystem,
    light: words.themeLight,
    dark: words.themeDark,
  };
  const { known } = useHouse();
  // Who has no account is somebody else the next time.
  const forGood = useMe()?.role === "guest" || (known.state === "there" && !known.house.claimed);
  const signOut = () => {
    drafts.clear();
    lastRooms.forget();
    void client.signOut();
  };
  return (
    <Dialog title={words.settings} onClose={onClose}>
      <div className={styles["form"]}>
        <MyName />
        <Segments
          name={words.theme}
          value={theme}
          options={themes}
          onChange={chooseTheme}
          icons={THEME_ICONS}
        />
        <Segments name={words.language} value={locale} options={LANGUAGES} onChange={chooseLocale} />
        <div className={styles["foot"]}>
          <p>{forGood ? words.signOutHint : null}</p>
          <button type="button" className="md-button" onClick={signOut}>
            {words.signOut}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
