// Taking all that is mine with me, and leaving for good.
import { useState } from "react";
import { account } from "../api/account.ts";
import { SectionPage } from "../shell/Sections.tsx";
import { useAccountWords } from "../words/account/words.ts";
import { Block } from "./Block.tsx";
import { Leave } from "./Leave.tsx";

export function MyData() {
  const words = useAccountWords();
  const [leaving, setLeaving] = useState(false);
  return (
    <SectionPage title={words.data} back={{ page: "account", section: null }}>
      <Block
        title={words.exported}
        text={words.exportedText}
        tools={
          <a className="md-button" href={account.exported} download>
            {words.download}
          </a>
        }
      />
      <Block
        title={words.leave}
        text={words.leaveText}
        tools={
          <button type="button" className="md-button" onClick={() => setLeaving(true)}>
            {words.leave}
          </button>
        }
      />
      {leaving ? <Leave onClose={() => setLeaving(false)} /> : null}
    </SectionPage>
  );
}
