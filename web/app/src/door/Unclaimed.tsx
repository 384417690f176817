// A house that nobody owns yet: whoever sits at the machine may, and may also just look around.
import { useState } from "react";
import { useMe } from "@madang/react";
import type { HouseFace } from "../api/house.ts";
import { keyOfLink, useRoute } from "../route.ts";
import { useDoorWords } from "../words/door/words.ts";
import { Arrive } from "./Arrive.tsx";
import { goHome } from "./Door.tsx";
import { Frame } from "./Frame.tsx";
import { SetUp } from "./SetUp.tsx";

export function Unclaimed({ house }: { house: HouseFace }) {
  const words = useDoorWords();
  const { page } = useRoute();
  const inside = useMe() !== null;
  const [looking, setLooking] = useState(false);
  if (looking) return <Arrive house={house} room={null} back={[words.toSetUp, () => setLooking(false)]} />;
  const may = house.may_claim || (page === "setup" && keyOfLink() !== "");
  if (!may) return <Frame house={house} title={words.notOpenTitle} text={words.notOpenText} />;
  return <SetUp house={house} lookAround={inside ? goHome : () => setLooking(true)} />;
}
