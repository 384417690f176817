// Other houses that vouch for me, by which I sign in here as well; and parting with one of them.
import { useState } from "react";
import { useClient, useLocale } from "@madang/react";
import { Icon, until } from "@madang/react/ui";
import { account, type Account, type Identity } from "../api/account.ts";
import { useAskAnew } from "../api/asking.ts";
import { useHouse } from "../api/house.ts";
import { PasswordField } from "../forms/PasswordField.tsx";
import { useForm } from "../forms/useForm.ts";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";
import { Block } from "./Block.tsx";
import { FormDialog } from "./FormDialog.tsx";

export function Identities({ mine }: { mine: Account }) {
  const words = useAccountWords();
  const locale = useLocale();
  const [parting, setParting] = useState<Identity | null>(null);
  const nameOf = useNameOfIssuer();
  // The last way in stays, until there is another one.
  const only = !mine.password && mine.identities.length === 1;
  return (
    <Block title={words.identities} text={only ? words.identitiesOnly : words.identitiesText}>
      <ul className={styles["list"]}>
        {mine.identities.map((identity) => (
          <li key={`${identity.issuer} ${identity.subject}`}>
            <Icon name="link" />
            <div>
              <b>{nameOf(identity.issuer)}</b>
              <p>{words.linkedSince(until(identity.created_at, locale))}</p>
            </div>
            {only ? null : (
              <button
                type="button"
                className="md-button"
                aria-label={words.unlinkOf(nameOf(identity.issuer))}
                onClick={() => setParting(identity)}
              >
                {words.unlink}
              </button>
            )}
          </li>
        ))}
      </ul>
      {parting ? (
        <Unlink
          identity={parting}
          name={nameOf(parting.issuer)}
          password={mine.password}
          onClose={() => setParting(null)}
        />
      ) : null}
    </Block>
  );
}

/** What the house calls the one it sends people to; others by their address. */
function useNameOfIssuer(): (issuer: string) => string {
  const { known } = useHouse();
  const oidc = known.state === "there" ? known.house.sign_in.oidc : null;
  return (issuer) => {
    const host = URL.canParse(issuer) ? new URL(issuer).host : issuer;
    return oidc === null ? host : `${oidc.name} (${host})`;
  };
}

interface UnlinkProps {
  identity: Identity;
  name: string;
  /** Whether there is one to ask for. */
  password: boolean;
  onClose: () => void;
}

function Unlink({ identity, name, password, onClose }: UnlinkProps) {
  const client = useClient();
  const words = useAccountWords();
  const askAnew = useAskAnew();
  const form = useForm({
    fields: { password: { optional: !password } },
    send: (values) => account.unlink(client, identity, values.password),
    done: () => void askAnew("account").then(onClose),
    blame: { wrong_login: "password" },
    why: ({ code }) => (code === "wrong_login" ? words.wrongPassword : undefined),
  });
  return (
    <FormDialog
      title={words.unlinkTitle(name)}
      text={words.unlinkText}
      form={form}
      act={words.unlink}
      danger
      onClose={onClose}
    >
      {password ? <PasswordField name="password" label={words.password} first /> : null}
    </FormDialog>
  );
}
