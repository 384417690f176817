// The tokens of a bot: which there are, taking one away, and making another one.
import { useState } from "react";
import { useMe } from "@madang/react";
import { NewToken } from "../../account/NewToken.tsx";
import { TokenList } from "../../account/Tokens.tsx";
import { useAsked } from "../../api/asking.ts";
import type { Profile } from "../../api/people.ts";
import { tokens } from "../../api/tokens.ts";
import { Dialog } from "../../dialogs/Dialog.tsx";
import form from "../../dialogs/Form.module.css";
import { Answer } from "../parts/States.tsx";
import { useAdminWords } from "../words/words.ts";

export function BotTokens({ person, onClose }: { person: Profile; onClose: () => void }) {
  const words = useAdminWords();
  const asked = useAsked(["tokens", person.id], (client) => tokens.list(client, person.id));
  const mine = useMe()?.id === person.maker;
  const [making, setMaking] = useState(false);
  if (making) return <NewToken bot={person.id} onClose={() => setMaking(false)} />;
  return (
    <Dialog title={words.tokensOf(person.name)} onClose={onClose}>
      <div className={form["form"]}>
        <p className={form["intro"]}>{mine ? words.tokenText : words.tokenOfMaker}</p>
        <Answer asked={asked} lines={2}>
          {(found) => <TokenList all={found.tokens} />}
        </Answer>
        <div className={form["bar"]}>
          <button type="button" className="md-button" onClick={onClose}>
            {words.close}
          </button>
          {mine ? (
            <button type="button" className="md-button md-primary" onClick={() => setMaking(true)}>
              {words.tokenMake}
            </button>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}
