// How long and how often a link lets somebody in.
import { Choice } from "../forms/Choice.tsx";
import { useLinkWords } from "../words/links/words.ts";
import styles from "./Terms.module.css";

const DAY = 86_400;
const EXPIRIES = { day: DAY, week: 7 * DAY, month: 30 * DAY, never: null } as const;
const USES = { one: 1, ten: 10, hundred: 100, many: null } as const;
const keys = <K extends string>(of: Readonly<Record<K, unknown>>) => Object.keys(of) as K[];

export interface LinkTerms {
  readonly expiry: keyof typeof EXPIRIES;
  readonly uses: keyof typeof USES;
}

export const USUAL: LinkTerms = { expiry: "week", uses: "ten" };

/** As the server wants to have them. */
export function wishOf({ expiry, uses }: LinkTerms) {
  return { expires_in: EXPIRIES[expiry], uses: USES[uses] };
}

export function Terms({ terms, onChange }: { terms: LinkTerms; onChange: (terms: LinkTerms) => void }) {
  const words = useLinkWords();
  return (
    <div className={styles["two"]}>
      <Choice
        label={words.inviteExpiry}
        value={terms.expiry}
        options={keys(EXPIRIES).map((one) => [one, words.expiries[one]] as const)}
        onChange={(expiry) => onChange({ ...terms, expiry })}
      />
      <Choice
        label={words.inviteUses}
        value={terms.uses}
        options={keys(USES).map((one) => [one, words.usesOf[one]] as const)}
        onChange={(uses) => onChange({ ...terms, uses })}
      />
    </div>
  );
}
