// What is asked before something is done about a person, and what is said afterwards.
import { useState } from "react";
import { useClient, useLocale, useMe } from "@madang/react";
import { useAskAnew } from "../../api/asking.ts";
import { people, type ErasureReport, type Profile, type Role } from "../../api/people.ts";
import type { TimedLink } from "../../api/sessions.ts";
import { rolesFor } from "../access.ts";
import { Choices, Tick } from "../parts/Choices.tsx";
import { Confirm } from "../parts/Confirm.tsx";
import { dayAndTime } from "../parts/dates.ts";
import { say } from "../../shell/said.tsx";
import { Once } from "../parts/Once.tsx";
import { useLinkWords } from "../../words/links/words.ts";
import { useAdminWords, type AdminWords } from "../words/words.ts";
import { BotTokens } from "./BotTokens.tsx";
import type { Deed } from "./deeds.ts";
import { Erased, EraseQuestion } from "./Erase.tsx";
import { SignedIn } from "./SignedIn.tsx";

interface DialogProps {
  person: Profile;
  onClose: () => void;
}

export function PersonDialog({ deed, ...rest }: DialogProps & { deed: Deed }) {
  switch (deed) {
    case "role":
      return <ChangeRole {...rest} />;
    case "reset":
      return <ResetLink {...rest} />;
    case "sessions":
      return <SignedIn {...rest} />;
    case "token":
      return <BotTokens {...rest} />;
    case "deactivate":
    case "reactivate":
      return <Rest {...rest} />;
    case "ban":
      return <Ban {...rest} />;
    case "unban":
      return <Unban {...rest} />;
    case "erase":
      return <Erase {...rest} />;
  }
}

/** After something was done: the person, and every list they may stand in. */
function useLookAgain() {
  const anew = useAskAnew();
  return (id: string) => {
    void anew("people");
    void anew("person", id);
  };
}

function ChangeRole({ person, onClose }: DialogProps) {
  const words = useAdminWords();
  const client = useClient();
  const again = useLookAgain();
  const [role, setRole] = useState<Role>(person.role);
  const options = rolesFor(useMe(), person).map(
    (one) => [one, words.roles[one], words.roleTexts[one]] as const,
  );
  const become = async (next: Role) => {
    const result = await people.change(client, person.id, { role: next });
    if (result.ok) again(person.id);
  };
  return (
    <Confirm
      title={role === person.role ? words.role : words.roleChange(person.name, words.roles[role])}
      lines={linesOf(person.role, role, words)}
      chosen
      act={words.change}
      blocked={role === person.role}
      deed={() => people.change(client, person.id, { role })}
      onDone={() => {
        again(person.id);
        say(words.roleIs[role](person.name), () => void become(person.role));
      }}
      onClose={onClose}
    >
      <Choices name={words.role} quiet value={role} options={options} onChange={setRole} />
    </Confirm>
  );
}

const RANK: Record<Role, number> = { owner: 3, admin: 2, member: 1, bot: 1, guest: 0 };

function linesOf(from: Role, to: Role, words: AdminWords): readonly string[] {
  if (from === to) return [];
  if (to === "owner") return [words.roleOwner];
  if (to === "admin" && RANK[from] < 2) return [words.roleUp];
  if (from === "guest") return [words.roleMember, words.roleKeeps];
  const down = RANK[from] >= 2 ? [words.roleDown] : [];
  return [...down, ...(to === "guest" ? [words.roleGuest] : []), words.roleKeeps];
}

function ResetLink({ person, onClose }: DialogProps) {
  const words = useAdminWords();
  const links = useLinkWords();
  const client = useClient();
  const locale = useLocale();
  const [made, setMade] = useState<TimedLink | null>(null);
  if (made)
    return (
      <Once
        title={words.resetLinkTitle(person.name)}
        text={words.resetLinkOnce}
        until={links.until(dayAndTime(made.expires_at, locale))}
        url={made.url}
        onClose={onClose}
      />
    );
  return (
    <Confirm
      title={words.resetLinkTitle(person.name)}
      lines={words.resetLinkLines}
      act={words.resetLinkMake}
      deed={() => people.resetLink(client, person.id)}
      stays
      onDone={setMade}
      onClose={onClose}
    />
  );
}

function Rest({ person, onClose }: DialogProps) {
  const words = useAdminWords();
  const client = useClient();
  const again = useLookAgain();
  const active = person.state === "active";
  const back = async () => {
    const result = await people.change(client, person.id, { state: "active" });
    if (result.ok) again(person.id);
  };
  return (
    <Confirm
      title={active ? words.deactivateTitle(person.name) : words.reactivateTitle(person.name)}
      lines={active ? words.deactivateLines : [words.reactivateText]}
      act={active ? words.deactivateAct : words.reactivateAct}
      deed={() => people.change(client, person.id, { state: active ? "deactivated" : "active" })}
      onDone={() => {
        again(person.id);
        if (active) say(words.deactivated(person.name), () => void back());
        else say(words.reactivated(person.name));
      }}
      onClose={onClose}
    />
  );
}

function Ban({ person, onClose }: DialogProps) {
  const words = useAdminWords();
  const client = useClient();
  const again = useLookAgain();
  const [purge, setPurge] = useState(false);
  return (
    <Confirm
      title={words.banTitle(person.name)}
      lines={words.banLines}
      act={words.banAct}
      danger
      deed={() => people.ban(client, person.id, purge)}
      onDone={() => {
        again(person.id);
        say(words.banned(person.name));
      }}
      onClose={onClose}
    >
      <Tick checked={purge} onChange={setPurge} title={words.banPurge} text={words.banPurgeText} />
    </Confirm>
  );
}

function Unban({ person, onClose }: DialogProps) {
  const words = useAdminWords();
  const client = useClient();
  const again = useLookAgain();
  return (
    <Confirm
      title={words.unbanTitle(person.name)}
      lines={[words.unbanText]}
      act={words.unbanAct}
      deed={() => people.unban(client, person.id)}
      onDone={() => {
        again(person.id);
        say(words.unbanned(person.name));
      }}
      onClose={onClose}
    />
  );
}

function Erase({ person, onClose }: DialogProps) {
  const again = useLookAgain();
  const [report, setReport] = useState<ErasureReport | null>(null);
  if (report === null) return <EraseQuestion person={person} onErased={setReport} onClose={onClose} />;
  return (
    <Erased
      person={person}
      report={report}
      onClose={() => {
        onClose();
        again(person.id);
      }}
    />
  );
}
