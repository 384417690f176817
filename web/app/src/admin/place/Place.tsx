// The place itself: how it looks, and by which doors one comes in.
import { useState } from "react";
import { useClient } from "@madang/react";
import { useAsked } from "../../api/asking.ts";
import { house, useHouse, type HouseFace, type Registration } from "../../api/house.ts";
import { Field } from "../../forms/Field.tsx";
import { Form } from "../../forms/Form.tsx";
import { FormError } from "../../forms/FormError.tsx";
import { SubmitButton } from "../../forms/SubmitButton.tsx";
import { TextArea } from "../../forms/TextArea.tsx";
import { useForm } from "../../forms/useForm.ts";
import { SectionPage } from "../../shell/Sections.tsx";
import { Choices } from "../parts/Choices.tsx";
import { say } from "../../shell/said.tsx";
import { Answer } from "../parts/States.tsx";
import { useAdminWords } from "../words/words.ts";
import { onlyChanged } from "./change.ts";
import { Colour } from "./Colour.tsx";
import { Limits } from "./Limits.tsx";
import { Logo } from "./Logo.tsx";
import styles from "./Place.module.css";

export function Place() {
  const words = useAdminWords();
  const { look } = useHouse();
  const asked = useAsked(["house"], house.look);
  // A discarded change begins anew with what the house holds.
  const [turn, setTurn] = useState(0);
  const again = async () => {
    await Promise.all([asked.refetch(), look()]);
    setTurn((before) => before + 1);
  };
  return (
    <SectionPage title={words.sections.place} back={{ page: "admin", section: null, id: null }}>
      <Answer asked={asked} lines={4}>
        {(face) => (
          <>
            <h2 className={styles["section"]}>{words.placeLooks}</h2>
            <Logo logo={face.logo} name={face.name} onChanged={() => void again()} />
            <Settings key={turn} face={face} onSaved={again} onDiscard={() => setTurn(turn + 1)} />
          </>
        )}
      </Answer>
    </SectionPage>
  );
}

type Plain = "auto" | "on" | "off";
const PLAIN: Record<Plain, boolean | null> = { auto: null, on: true, off: false };
const plainOf = (value: boolean | null | undefined): Plain =>
  value ? "on" : value === false ? "off" : "auto";
const REGISTRATIONS: readonly Registration[] = ["invitation", "open", "closed"];
const PLAINS: readonly Plain[] = ["auto", "on", "off"];

interface SettingsProps {
  face: HouseFace;
  onSaved: () => Promise<void>;
  onDiscard: () => void;
}

function Settings({ face, onSaved, onDiscard }: SettingsProps) {
  const words = useAdminWords();
  const client = useClient();
  const [colour, setColour] = useState(face.color);
  const [registration, setRegistration] = useState(face.registration);
  const [plain, setPlain] = useState(plainOf(face.plain_doors));
  const [messages, setMessages] = useState(face.messages_a_minute ?? null);
  const [arrivals, setArrivals] = useState(face.arrivals_a_minute ?? null);
  const [typed, setTyped] = useState(false);
  const chosen = {
    color: colour,
    registration,
    plain_doors: PLAIN[plain],
    messages_a_minute: messages,
    arrivals_a_minute: arrivals,
  };
  const changed = typed || Object.keys(onlyChanged(face, chosen)).length > 0;
  const form = useForm({
    fields: { name: { most: 80 }, welcome: { optional: true, most: 1000 } },
    send: ({ name, welcome }) => house.change(client, onlyChanged(face, { name, welcome, ...chosen })),
    done: () => void onSaved().then(() => say(words.saved)),
  });
  return (
    <Form form={form} className={styles["form"]}>
      <Field
        name="name"
        label={words.placeName}
        hint={words.placeNameText}
        defaultValue={face.name}
        onInput={() => setTyped(true)}
      />
      <TextArea
        name="welcome"
        label={words.placeWelcome}
        hint={words.placeWelcomeText}
        placeholder={words.placeWelcomeHint}
        defaultValue={face.welcome}
        onInput={() => setTyped(true)}
      />
      <Colour value={colour} onChange={setColour} />
      <h2 className={styles["section"]}>{words.placeDoors}</h2>
      <Choices
        name={words.placeRegistration}
        value={registration}
        options={REGISTRATIONS.map(
          (one) => [one, words.registrations[one], words.registrationTexts[one]] as const,
        )}
        onChange={setRegistration}
      />
      <div>
        <Choices
          name={words.placePlain}
          text={words.placePlainText}
          value={plain}
          options={PLAINS.map((one) => [one, words.plains[one], words.plainTexts[one]] as const)}
          onChange={setPlain}
        />
      </div>
      <h2 className={styles["section"]}>{words.placeLimits}</h2>
      <Limits messages={messages} arrivals={arrivals} onMessages={setMessages} onArrivals={setArrivals} />
      {changed ? (
        <div className={styles["bar"]} data-changed="">
          <p>{words.placeChanged}</p>
          <FormError />
          <button type="button" className="md-button" onClick={onDiscard}>
            {words.placeDiscard}
          </button>
          <SubmitButton>{words.save}</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
