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

const to = (route: Route) => () => navigate(route);

export function useCommands(show: (dialog: DialogName) => void): readonly Command[] {
  const me = useMe();
  const locale = useLocale();
  const theme = useTheme();
  const inside = !isOutside(me);
  const isDark =
    theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  const other: Locale = locale === "ko" ? "en" : "ko";
  const [mine, others] = locale === "ko" ? [ko, en] : [en, ko];

  const command = (icon: IconName, of: (words: AppWords) => string, go: () => void): Command => ({
    icon,
    title: of(mine),
    name: `${of(mine)} ${of(others)}`,
    go,
  });
  return [
    ...(inside
      ? [
          command(
            "letter",
            (words) => words.newMessage,
            () => show("write"),
          ),
          command(
            "plus",
            (words) => words.openRoom,
            () => show("open"),
          ),
        ]
      : []),
    command("gate", (words) => words.browse, to({ page: "rooms" })),
    command("card", (words) => words.account, to({ page: "account", section: null })),
    command(
      "gear",
      (words) => words.settings,
      () => show("settings"),
    ),
    command(
      isDark ? "sun" : "moon",
      (words) => `${words.theme}: ${isDark ? words.themeLight : words.themeDark}`,
      () => chooseTheme(isDark ? "light" : "dark"),
    ),
    command(
      "book",
      (words) => `${words.language}: ${LANGUAGES[other]}`,
      () => chooseLocale(other),
    ),
    ...(mayAdminister(me)
      ? [
          command("link", (words) => words.invite, to({ page: "admin", section: "invitations", id: null })),
          command("key", (words) => words.administration, to({ page: "admin", section: null, id: null })),
        ]
      : []),
    command(
      "keys",
      (words) => words.keys,
      () => show("keys"),
    ),
    // Where it is said what that means: a name and Enter are pressed too easily.
    command(
      "leave",
      (words) => `${words.signOut}…`,
      () => show("settings"),
    ),
  ];
}
