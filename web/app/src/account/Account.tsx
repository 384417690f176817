// My account: its sections, and the page one looks at. Loaded when somebody goes there.
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import type { IconName } from "@madang/react/ui";
import { newQueries } from "../api/asking.ts";
import { ACCOUNT_SECTIONS, type AccountSection } from "../route.ts";
import { Sections } from "../shell/Sections.tsx";
import { useNarrow } from "../shell/useNarrow.ts";
import { useAccountWords } from "../words/account/words.ts";
import { Devices } from "./Devices.tsx";
import { MyData } from "./MyData.tsx";
import { Profile } from "./Profile.tsx";
import { useStanding } from "./standing.ts";
import { Security } from "./Security.tsx";
import { Tokens } from "./Tokens.tsx";

const ICONS: Record<AccountSection, IconName> = {
  profile: "people",
  security: "lock",
  devices: "screen",
  tokens: "key",
  data: "box",
};

/** What there is for who has no account yet. */
const FOR_GUESTS: readonly AccountSection[] = ["profile", "devices", "data"];

export default function Account({ section }: { section: AccountSection | null }) {
  const words = useAccountWords();
  const [queries] = useState(newQueries);
  // With two panes one is always somewhere; on a phone the list is a page of its own.
  const narrow = useNarrow();
  const all = useStanding() === "account" ? ACCOUNT_SECTIONS : FOR_GUESTS;
  const shown =
    section !== null && all.includes(section) ? section : narrow && section === null ? null : "profile";
  const sections = all.map((one) => ({
    to: { page: "account", section: one } as const,
    label: words[one],
    icon: ICONS[one],
    here: one === shown,
  }));
  return (
    <QueryClientProvider client={queries}>
      <Sections title={words.account} sections={sections}>
        {shown === null ? null : <PageOf section={shown} />}
      </Sections>
    </QueryClientProvider>
  );
}

function PageOf({ section }: { section: AccountSection }) {
  switch (section) {
    case "profile":
      return <Profile />;
    case "security":
      return <Security />;
    case "devices":
      return <Devices />;
    case "tokens":
      return <Tokens />;
    case "data":
      return <MyData />;
  }
}
