// A link that leads nowhere any more: what may have happened, and the way on.
import type { HouseFace } from "../api/house.ts";
import { Link } from "../Link.tsx";
import { useDoorWords } from "../words/door/words.ts";
import { Frame } from "./Frame.tsx";

export function Expired({ house, text }: { house: HouseFace; text: string }) {
  const words = useDoorWords();
  return (
    <Frame house={house} title={words.expiredTitle} text={text}>
      <Link to={{ page: "home" }} replace className="md-button">
        {words.goIn}
      </Link>
    </Frame>
  );
}
