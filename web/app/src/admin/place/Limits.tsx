// How much one person says in a minute, and how many come from one address.
import { Choice } from "../../forms/Choice.tsx";
import { useAdminWords } from "../words/words.ts";
import { choicesWith } from "./limits.ts";

const MESSAGES = [6, 12, 30, 60, 120];
const ARRIVALS = [60, 120, 300, 600];

export interface LimitsProps {
  messages: number | null;
  arrivals: number | null;
  onMessages: (limit: number | null) => void;
  onArrivals: (limit: number | null) => void;
}

export function Limits({ messages, arrivals, onMessages, onArrivals }: LimitsProps) {
  const words = useAdminWords();
  return (
    <>
      <Choice
        label={words.placeMessages}
        hint={words.placeMessagesText}
        value={String(messages ?? "")}
        options={choicesWith(MESSAGES, messages, words.placeMessagesFree, words.aMinute)}
        onChange={(value) => onMessages(value === "" ? null : Number(value))}
      />
      <Choice
        label={words.placeArrivals}
        hint={words.placeArrivalsText}
        value={String(arrivals ?? "")}
        options={choicesWith(ARRIVALS, arrivals, words.placeArrivalsUsual, words.peopleAMinute)}
        onChange={(value) => onArrivals(value === "" ? null : Number(value))}
      />
    </>
  );
}
