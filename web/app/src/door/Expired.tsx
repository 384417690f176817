// A link that leads nowhere: what may have happened, and the way on.
import { useMe } from "@madang/react";
import { useWords, whyRefused } from "@madang/react/ui";
import type { HouseFace } from "../api/house.ts";
import { Link } from "../Link.tsx";
import { useDoorWords } from "../words/door/words.ts";
import { useAppWords } from "../words/words.ts";
import { Frame } from "./Frame.tsx";

/** Of a link without a key. */
export const NO_KEY = "no_key";

export interface ExpiredProps {
  house: HouseFace;
  /** Why it was refused. */
  code: string;
  /** What is said when it was used, is over, or never was one. */
  text: string;
}

export function Expired({ house, code, text }: ExpiredProps) {
  const me = useMe();
  const words = useDoorWords();
  const app = useAppWords();
  const common = useWords();
  if (code !== "expired" && code !== NO_KEY) {
    return (
      <Frame house={house} title={words.notNowTitle} text={whyRefused(code, common)}>
        <button type="button" className="md-button" onClick={() => location.reload()}>
          {app.tryAgain}
        </button>
      </Frame>
    );
  }
  return (
    <Frame house={house} title={words.expiredTitle} text={code === NO_KEY ? words.noKeyText : text}>
      <Link to={{ page: "home" }} replace className="md-button">
        {me || !house.claimed ? words.goIn : words.signIn}
      </Link>
    </Frame>
  );
}
