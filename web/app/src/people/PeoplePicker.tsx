// Choosing people: a field that finds them, those who fit, and those who are chosen. All by keyboard: letters find, the
// arrows go through the list, Enter chooses, Backspace in the empty field takes the last one out.
import { useEffect, useId, useState } from "react";
import { useField, useMe, type Arrow, type Field } from "@madang/react";
import { Avatar, Badge, Icon } from "@madang/react/ui";
import type { Profile } from "../api/people.ts";
import { matching } from "../rooms/matching.ts";
import { useRoomWords } from "../words/rooms/words.ts";
import styles from "./PeoplePicker.module.css";
import { isOutside, useDirectory } from "./useDirectory.ts";
import { useEager } from "./useEager.ts";

export type Chosen = Pick<Profile, "id" | "name" | "picture">;

export interface PeoplePickerProps {
  label: string;
  chosen: readonly Chosen[];
  onChange: (chosen: readonly Chosen[]) => void;
  most: number;
  /** Those who are in already: shown, and not to be chosen. */
  inside?: ReadonlySet<string>;
  /** Not those without an account. */
  accounts?: boolean;
  /** Enter in the empty field, with somebody chosen. */
  onDone: () => void;
}

export function PeoplePicker({ label, chosen, onChange, most, inside, accounts, onDone }: PeoplePickerProps) {
  const words = useRoomWords();
  const me = useMe();
  const id = useId();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const directory = useDirectory(query);

  const known = directory.items.filter((person) => person.id !== me?.id && !(accounts && isOutside(person)));
  const fitting = whoFits(known, query, directory.settled);
  // Nobody, in the middle of a syllable or before the answer: the list stays as it was, and Enter waits.
  const waiting = fitting.length === 0 && !directory.settled;
  const free = (waiting ? known : fitting).filter((person) => !chosen.some((one) => one.id === person.id));
  const isIn = (person: Profile) => inside?.has(person.id) === true;
  const pointed = waiting ? -1 : Math.min(at, free.length - 1);
  const full = chosen.length >= most;

  const said = () => {
    if (full) return words.full(most + 1);
    if (query.trim() === "") return null;
    if (directory.settled) return free.length === 0 ? words.nobodyFound(query) : null;
    return directory.offline ? words.pickOffline : null;
  };

  const choose = (person: Profile | undefined, input: Field | null) => {
    if (person === undefined || isIn(person) || full) return;
    onChange([...chosen, { id: person.id, name: person.name, picture: person.picture }]);
    if (input) input.value = "";
    setQuery("");
    setAt(0);
    input?.focus();
  };
  const unchoose = (person: Chosen) => {
    onChange(chosen.filter((one) => one.id !== person.id));
    field.current?.focus();
  };
  const onArrow = (arrow: Arrow) => {
    if (arrow === "ArrowLeft" || arrow === "ArrowRight") return false;
    const step = arrow === "ArrowDown" ? 1 : -1;
    if (free.length > 0 && !waiting) setAt((pointed + step + free.length) % free.length);
    return true;
  };
  const { attach, field } = useField<HTMLInputElement>({
    onEnter: (input) => {
      if (input.value.trim() === "" && chosen.length > 0) onDone();
      else if (waiting) onAnswer(input);
      else choose(free[pointed], input);
    },
    onArrow,
  });
  const onAnswer = useEager(query, directory.settled, (input: Field) => choose(free[0], input));
  useEffect(() => {
    document.getElementById(`${id}-${pointed}`)?.scrollIntoView({ block: "nearest" });
  }, [id, pointed]);

  return (
    <div className={styles["picker"]}>
      <div className={styles["field"]}>
        <Icon name="find" />
        <input
          ref={attach}
          data-first=""
          className="md-input"
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={pointed >= 0 ? `${id}-${pointed}` : undefined}
          placeholder={words.pickHint}
          autoComplete="off"
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            const last = chosen.at(-1);
            if (event.key === "Backspace" && event.currentTarget.value === "" && last) unchoose(last);
          }}
        />
      </div>
      {chosen.length > 0 ? (
        <ul className={styles["chosen"]} aria-label={words.chosen}>
          {chosen.map((person) => (
            <li key={person.id}>
              <Avatar id={person.id} name={person.name} picture={person.picture} size="s" />
              <span>{person.name}</span>
              <button type="button" onClick={() => unchoose(person)} aria-label={words.unchoose(person.name)}>
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles["results"]}>
        <output className={styles["none"]}>{said()}</output>
        {/* A list that the field above steers; no native element is one. */}
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
        <div className={styles["list"]} id={`${id}-list`} role="listbox" aria-label={words.people}>
          {free.map((person, index) => (
            // The keys are those of the field above.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={person.id}
              id={`${id}-${index}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
              role="option"
              tabIndex={-1}
              aria-selected={index === pointed}
              aria-disabled={isIn(person) || full}
              onClick={() => choose(person, field.current)}
              onPointerMove={() => setAt(index)}
            >
              <Avatar id={person.id} name={person.name} picture={person.picture} size="m" />
              <b>{person.name}</b>
              <Badge role={person.role} />
              <small>
                {isIn(person) ? words.inAlready : person.handle ? `@${person.handle}` : person.title}
              </small>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Those whose name fits best first; then those who fit by what else the server knows of them, once it answered. */
function whoFits(people: readonly Profile[], query: string, settled: boolean): readonly Profile[] {
  if (query.trim() === "") return people;
  const byName = matching(people, query);
  return settled ? [...byName, ...people.filter((person) => !byName.includes(person))] : byName;
}
