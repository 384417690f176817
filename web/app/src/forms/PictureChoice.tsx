// A picture of somebody or something: chosen, looked at, and only then sent.
import { useRef, useState, type ReactNode } from "react";
import type { Result } from "@madang/client";
import { useWords, whyRefused } from "@madang/react/ui";
import { useRoomWords } from "../words/rooms/words.ts";
import styles from "./PictureChoice.module.css";
import { bytesOf, drawSquare } from "./squared.ts";

export interface PictureChoiceProps {
  title: ReactNode;
  text: string;
  /** What is shown while nothing new is chosen. */
  now: ReactNode;
  /** null: there is none to take away. */
  onDrop: (() => Promise<Result<unknown>>) | null;
  onChoose: (picture: Blob) => Promise<Result<unknown>>;
  onDone?: () => unknown;
}

export function PictureChoice({ title, text, now, onChoose, onDrop, onDone }: PictureChoiceProps) {
  const words = useRoomWords();
  const common = useWords();
  const input = useRef<HTMLInputElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [chosen, setChosen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const look = async (file: File | undefined) => {
    if (!file || !canvas.current) return;
    const drawn = await drawSquare(file, canvas.current);
    setProblem(drawn ? null : words.pictureWrong);
    setChosen(drawn);
    if (input.current) input.current.value = "";
  };
  const wait = async (deed: () => Promise<Result<unknown>>) => {
    if (busy) return;
    setBusy(true);
    const result = await deed();
    setBusy(false);
    if (!result.ok) return setProblem(whyRefused(result.code, common));
    setProblem(null);
    setChosen(false);
    await onDone?.();
  };
  const keep = async () => {
    const picture = canvas.current && (await bytesOf(canvas.current));
    if (picture) await wait(() => onChoose(picture));
  };

  return (
    <div className={styles["choice"]}>
      <span className={styles["face"]}>
        <canvas ref={canvas} hidden={!chosen}>
          {words.picturePreview}
        </canvas>
        {chosen ? null : now}
      </span>
      <div>
        {title}
        <p className={styles["text"]}>{text}</p>
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
              <button
                type="button"
                className="md-button md-primary"
                aria-disabled={busy}
                onClick={() => void keep()}
              >
                {words.usePicture}
              </button>
              <button type="button" className="md-button" onClick={() => setChosen(false)}>
                {common.cancel}
              </button>
            </>
          ) : (
            <>
              <button type="button" className="md-button" onClick={() => input.current?.click()}>
                {words.choosePicture}
              </button>
              {onDrop ? (
                <button
                  type="button"
                  className="md-button"
                  aria-disabled={busy}
                  onClick={() => void wait(onDrop)}
                >
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
