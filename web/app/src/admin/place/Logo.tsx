// The logo of the place: chosen, and in use at once.
import { useRef, useState } from "react";
import { useClient } from "@madang/react";
import { Mark, useWords, whyRefused } from "@madang/react/ui";
import { house } from "../../api/house.ts";
import { say } from "../../shell/said.tsx";
import { useAdminWords } from "../words/words.ts";
import { shrunk } from "./picture.ts";
import styles from "./Place.module.css";

const EDGE = 256;

export interface LogoProps {
  logo: string | null;
  name: string;
  onChanged: () => void;
}

export function Logo({ logo, name, onChanged }: LogoProps) {
  const words = useAdminWords();
  const common = useWords();
  const client = useClient();
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setProblem(null);
    const picture = await shrunk(file, EDGE);
    if (input.current) input.current.value = "";
    if (!picture) return setProblem(words.placeLogoFailed);
    const result = await house.setLogo(client, picture);
    if (!result.ok) return setProblem(whyRefused(result.code, common));
    say(words.placeLogoChanged);
    onChanged();
  };
  const remove = async () => {
    const result = await house.dropLogo(client);
    if (!result.ok) return setProblem(whyRefused(result.code, common));
    say(words.placeLogoRemoved);
    onChanged();
  };
  return (
    <div className={styles["logo"]}>
      <span className={styles["picture"]}>
        {logo ? <img src={logo} alt="" width={56} height={56} /> : <Mark size={34} />}
      </span>
      <div>
        <b>{words.placeLogo}</b>
        <p>{words.placeLogoText}</p>
        <p className={styles["problem"]} role="alert">
          {problem}
        </p>
        <div className={styles["row"]}>
          <input
            ref={input}
            type="file"
            className="md-hidden"
            tabIndex={-1}
            aria-label={`${words.placeLogo}: ${name}`}
            accept="image/png,image/jpeg,image/webp"
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
          <button type="button" className="md-button" onClick={() => input.current?.click()}>
            {words.placeLogoChoose}
          </button>
          {logo ? (
            <button type="button" className="md-button" onClick={() => void remove()}>
              {words.placeLogoRemove}
            </button>
          ) : null}
        </div>
      </div>
    </div>
  );
}
