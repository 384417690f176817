// The administration: its sections, and the page one looks at. Loaded when somebody goes there.
import { useState } from "react";
import { QueryClientProvider } from "@tanstack/react-query";
import type { IconName } from "@madang/react/ui";
import { newQueries, useAsked } from "../api/asking.ts";
import { reports } from "../api/reports.ts";
import { ADMIN_SECTIONS, type AdminSection } from "../route.ts";
import { Sections } from "../shell/Sections.tsx";
import { useNarrow } from "../shell/useNarrow.ts";
import { Audit } from "./audit/Audit.tsx";
import { Invitations } from "./invitations/Invitations.tsx";
import { People } from "./people/People.tsx";
import { Place } from "./place/Place.tsx";
import { Reports } from "./reports/Reports.tsx";
import { Rooms } from "./rooms/Rooms.tsx";
import { Storage } from "./rooms/Storage.tsx";
import { useAdminWords } from "./words/words.ts";

const ICONS: Record<AdminSection, IconName> = {
  people: "people",
  rooms: "hash",
  invitations: "letter",
  place: "gate",
  reports: "flag",
  audit: "book",
  storage: "box",
};

export interface AdminProps {
  section: AdminSection | null;
  /** Of the thing that is open beside the list of the section. */
  id: string | null;
}

export default function Admin(props: AdminProps) {
  // What was found is kept as long as somebody is here: nothing of it is for the next person.
  const [queries] = useState(newQueries);
  return (
    <QueryClientProvider client={queries}>
      <Inside {...props} />
    </QueryClientProvider>
  );
}

function Inside({ section, id }: AdminProps) {
  const words = useAdminWords();
  // With two panes one is always somewhere; on a phone the list is a page of its own.
  const narrow = useNarrow();
  const shown = section ?? (narrow ? null : "people");
  const waiting = useAsked(["reports"], (client) => reports.list(client, true)).data?.reports.length;
  const sections = ADMIN_SECTIONS.map((one) => ({
    to: { page: "admin", section: one, id: null } as const,
    label: words.sections[one],
    icon: ICONS[one],
    here: one === shown,
    waiting: one === "reports" ? waiting : undefined,
  }));
  return (
    <Sections title={words.title} sections={sections}>
      {shown === null ? null : <PageOf section={shown} id={id} />}
    </Sections>
  );
}

function PageOf({ section, id }: { section: AdminSection; id: string | null }) {
  switch (section) {
    case "people":
      return <People id={id} />;
    case "rooms":
      return <Rooms />;
    case "invitations":
      return <Invitations id={id} />;
    case "place":
      return <Place />;
    case "reports":
      return <Reports />;
    case "audit":
      return <Audit />;
    case "storage":
      return <Storage />;
  }
}
