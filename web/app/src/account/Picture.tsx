// My picture: chosen, looked at, and only then sent.
import { useRef, useState } from "react";
import { useClient } from "@madang/react";
import { Avatar, useWords, whyRefused } from "@madang/react/ui";
import { account, type MyProfile } from "../api/account.ts";
import { useAskAnew } from "../api/asking.ts";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";
import { bytesOf, drawSquare } from "./squared.ts";

export function Picture({ me }: { me: MyProfile }) {
  const client = useClient();
  const words = useAccountWords();
  const common = useWords();
  const askAnew = useAskAnew();
  const input = useRef<HTMLInputElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [chosen, setChosen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const look = async (file: File | undefined) => {
    if (!file || !canvas.current) return;
    const drawn = await drawSquare(file, canvas.current);
    setProblem(drawn ? null : words.pictureWrong);
    setChosen(drawn);
    if (input.current) input.current.value = "";
  };
  const done = async (result: { ok: true } | { ok: false; code: string }) => {
    if (!result.ok) return setProblem(whyRefused(result.code, common));
    setProblem(null);
    setChosen(false);
    await askAnew("me");
  };
  const keep = async () => {
    const picture = canvas.current && (await bytesOf(canvas.current));
    if (picture) await done(await account.setPicture(client, picture));
  };
  const drop = async () => done(await account.dropPicture(client));

  return (
    <div className={styles["picture"]}>
      <span className={styles["face"]}>
        <canvas ref={canvas} hidden={!chosen}>
          {words.picturePreview}
        </canvas>
        {chosen ? null : <Avatar id={me.id} name={me.name} picture={me.picture} size="xl" />}
      </span>
      <div>
        <h2>{words.picture}</h2>
        <p className={styles["text"]}>{words.pictureText}</p>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={words.choosePicture}
          accept="image/png,image/jpeg,image/webp,image/gif"
          onChange={(event) => void look(event.currentTarget.files?.[0])}
        />
        <div className={styles["row"]}>
          {chosen ? (
            <>
              <button type="button" className="md-button md-primary" onClick={() => void keep()}>
                {words.usePicture}
              </button>
              <button type="button" className="md-button" onClick={() => setChosen(false)}>
                {words.cancel}
              </button>
            </>
          ) : (
            <>
              <button type="button" className="md-button" onClick={() => input.current?.click()}>
                {words.choosePicture}
              </button>
              {me.picture ? (
                <button type="button" className="md-button" onClick={() => void drop()}>
                  {words.dropPicture}
                </button>
              ) : null}
            </>
          )}
        </div>
        <p className={styles["problem"]} role="alert">
          {problem}
        </p>
      </div>
    </div>
  );
}
