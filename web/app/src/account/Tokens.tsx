// Tokens with which programs speak in my name.
import { useState } from "react";
import { useLocale, useRooms } from "@madang/react";
import { Icon, until } from "@madang/react/ui";
import { useAsked } from "../api/asking.ts";
import { tokens, type TokenEntry } from "../api/tokens.ts";
import { SectionPage } from "../shell/Sections.tsx";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";
import { Answered } from "./Answered.tsx";
import { Block } from "./Block.tsx";
import { NewToken } from "./NewToken.tsx";
import { RevokeToken } from "./RevokeToken.tsx";
import { ago } from "./times.ts";

export function Tokens() {
  const words = useAccountWords();
  const asked = useAsked(["tokens"], (client) => tokens.list(client));
  const [making, setMaking] = useState(false);
  return (
    <SectionPage title={words.tokens} back={{ page: "account", section: null }}>
      <Block
        title={words.tokens}
        text={words.tokensText}
        tools={
          <button type="button" className="md-button md-primary" onClick={() => setMaking(true)}>
            <Icon name="plus" />
            {words.newToken}
          </button>
        }
      >
        <Answered asked={asked}>{(found) => <TokenList all={found.tokens} />}</Answered>
      </Block>
      {making ? <NewToken onClose={() => setMaking(false)} /> : null}
    </SectionPage>
  );
}

export function TokenList({ all }: { all: readonly TokenEntry[] }) {
  const words = useAccountWords();
  const [revoking, setRevoking] = useState<TokenEntry | null>(null);
  if (all.length === 0) return <p className={styles["empty"]}>{words.tokensNone}</p>;
  return (
    <>
      <ul className={styles["list"]}>
        {all.map((token) => (
          <Token key={token.id} token={token} onRevoke={() => setRevoking(token)} />
        ))}
      </ul>
      {revoking ? <RevokeToken token={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}

function Token({ token, onRevoke }: { token: TokenEntry; onRevoke: () => void }) {
  const words = useAccountWords();
  const locale = useLocale();
  const rooms = useRooms();
  const names = token.rooms?.map((id) => rooms.find((room) => room.id === id)?.name);
  const where =
    names === undefined
      ? words.tokenAllRooms
      : names.length <= 3 && names.every((name) => name !== undefined)
        ? names.join(", ")
        : words.tokenRoomCount(names.length);
  return (
    <li>
      <Icon name="key" />
      <div>
        <b>{token.name}</b>
        <p>
          {token.rights.includes("write") ? words.tokenWrite : words.tokenRead} · {where} ·{" "}
          {token.expires_at ? words.tokenUntilDate(until(token.expires_at, locale)) : words.tokenNever}
        </p>
        <p>{token.seen_at ? words.tokenSeen(ago(token.seen_at, locale)) : words.tokenUnused}</p>
      </div>
      <button
        type="button"
        className="md-button"
        aria-label={words.revokeToken(token.name)}
        onClick={onRevoke}
      >
        {words.revoke}
      </button>
    </li>
  );
}
