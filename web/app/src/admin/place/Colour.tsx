// The colour of the place: a few that suit it, or any other. Shown as it will look, in both themes.
import { useId } from "react";
import { accentOf, isColour, type Tones } from "../../house/accent.ts";
import { useAdminWords, type AdminWords } from "../words/words.ts";
import styles from "./Place.module.css";

export const COLOURS = {
  jade: "#1c7461",
  pine: "#4c7a34",
  sea: "#0f7391",
  indigo: "#3f5fa6",
  violet: "#7053a6",
  plum: "#994479",
  clay: "#8f6624",
  ink: "#5c6470",
} as const satisfies Record<keyof AdminWords["colours"], string>;

type Name = keyof typeof COLOURS;

export function Colour({ value, onChange }: { value: string; onChange: (colour: string) => void }) {
  const words = useAdminWords();
  const group = useId();
  const colour = isColour(value) ? value.toLowerCase() : COLOURS.jade;
  const own = !Object.values<string>(COLOURS).includes(colour);
  return (
    <fieldset className={styles["colour"]}>
      <legend>{words.placeColour}</legend>
      <div className={styles["swatches"]}>
        {(Object.keys(COLOURS) as Name[]).map((name) => (
          <label key={name} title={words.colours[name]}>
            <input
              type="radio"
              name={group}
              checked={colour === COLOURS[name]}
              onChange={() => onChange(COLOURS[name])}
            />
            <i style={{ background: COLOURS[name] }} />
            <span>{words.colours[name]}</span>
          </label>
        ))}
        <label title={words.placeColourOwn}>
          <input type="radio" name={group} checked={own} onChange={() => onChange("#7a6a1f")} />
          <i className={styles["own"]} style={own ? { background: colour } : undefined} />
          <span>{words.placeColourOwn}</span>
        </label>
        {own ? (
          <input
            type="color"
            value={colour}
            aria-label={words.placeColourOwn}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        ) : null}
      </div>
      <p>{words.placeColourText}</p>
      <Preview colour={colour} />
    </fieldset>
  );
}

function Preview({ colour }: { colour: string }) {
  const words = useAdminWords();
  const { light, dark } = accentOf(colour);
  return (
    <div className={styles["previews"]} aria-hidden="true">
      <Sample theme="light" tones={light} label={words.previewLight} />
      <Sample theme="dark" tones={dark} label={words.previewDark} />
    </div>
  );
}

function Sample({ theme, tones, label }: { theme: "light" | "dark"; tones: Tones; label: string }) {
  const words = useAdminWords();
  return (
    <div className={styles["sample"]} data-sample={theme}>
      <small>{label}</small>
      <p>
        <span style={{ background: tones.wash, color: tones.ink }}>@{words.previewLink}</span>{" "}
        {words.previewText}
      </p>
      <b style={{ background: tones.jade, color: tones.on }}>{words.previewButton}</b>
    </div>
  );
}
