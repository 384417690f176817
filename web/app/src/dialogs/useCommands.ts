// What one may have done from anywhere by its name. Each has a name in both languages and is found by either.
import { useLocale, useMe, type Locale } from "@madang/react";
import type { IconName } from "@madang/react/ui";
import { mayAdminister } from "../admin/access.ts";
import { isOutside } from "../people/useDirectory.ts";
import { LANGUAGES, chooseLocale, chooseTheme, useTheme } from "../preferences.ts";
import { navigate, type Route } from "../route.ts";
import type { DialogName } from "../shell/House.tsx";
import { en } from "../words/en.ts";
import { ko } from "../words/ko.ts";
import type { AppWords } from "../words/words.ts";

export interface Command {
  readonly icon: IconName;
  /** As it is shown. */
  readonly title: string;
  /** All it is found by. */
  readonly name: string;
  readonly go: () => void;
}

/** Its sign, its name, what it does, and how else one may call it. */
type Wish = readonly [icon: IconName, of: (words: AppWords) => string, go: () => void, also?: string];

const prefersDark = () => matchMedia("(prefers-color-scheme: dark)").matches;
const to = (route: Route) => () => navigate(route);

export function useCommands(show: (dialog: DialogName) => void): readonly Command[] {
  const me = useMe();
  const locale = useLocale();
  const theme = useTheme();
  const [mine, others] = locale === "ko" ? [ko, en] : [en, ko];
  const opens = (dialog: DialogName) => () => show(dialog);
  const isDark = theme === "dark" || (theme === "system" && prefersDark());
  const other: Locale = locale === "ko" ? "en" : "ko";

  const member: readonly Wish[] = [
    ["letter", (words) => words.newMessage, opens("write"), "새 메시지 dm"],
    ["plus", (words) => words.openRoom, opens("open"), "새 방 만들기 new room"],
  ];
  const everybody: readonly Wish[] = [
    ["gate", (words) => words.browse, to({ page: "rooms" })],
    ["card", (words) => words.account, to({ page: "account", section: null }), "프로필 profile"],
    ["gear", (words) => words.settings, opens("settings")],
    [
      isDark ? "sun" : "moon",
      (words) => `${words.theme}: ${isDark ? words.themeLight : words.themeDark}`,
      () => chooseTheme(isDark ? "light" : "dark"),
      "테마 theme",
    ],
    ["book", (words) => `${words.language}: ${LANGUAGES[other]}`, () => chooseLocale(other)],
    ["keys", (words) => words.keys, opens("keys"), "도움말 help"],
  ];
  const keeper: readonly Wish[] = [
    ["link", (words) => words.invite, to({ page: "admin", section: "invitations", id: null })],
    ["key", (words) => words.administration, to({ page: "admin", section: null, id: null })],
  ];
  // Where it is said what that means: a name and Enter are pressed too easily.
  const out: Wish = ["leave", (words) => `${words.signOut}…`, opens("settings"), "log out"];
  const all = [...(isOutside(me) ? [] : member), ...everybody, ...(mayAdminister(me) ? keeper : []), out];
  return all.map(([icon, of, go, also = ""]) => ({
    icon,
    title: of(mine),
    name: `${of(mine)} ${of(others)} ${also}`,
    go,
  }));
}
