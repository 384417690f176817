// A new token: what for, what it may do and where, for how long; then the token itself, this once.
import { useId, useState } from "react";
import type { Refusal } from "@madang/client";
import { useClient, useRooms } from "@madang/react";
import { useAskAnew } from "../api/asking.ts";
import { tokens, type Right } from "../api/tokens.ts";
import { Dialog } from "../dialogs/Dialog.tsx";
import { Segments } from "../dialogs/Segments.tsx";
import { Choice } from "../forms/Choice.tsx";
import { CopyButton } from "../forms/CopyButton.tsx";
import { Field } from "../forms/Field.tsx";
import { useForm } from "../forms/useForm.ts";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";
import { FormDialog } from "./FormDialog.tsx";

const DAY_MS = 86_400_000;
const DAYS = ["30", "90", "365"] as const;
const RIGHTS: Record<"read" | "write", readonly Right[]> = { read: ["read"], write: ["read", "write"] };

const NO_ROOMS: Refusal = { ok: false, code: "no_rooms", message: "No room was chosen." };

export interface NewTokenProps {
  /** The bot that the token speaks for; otherwise it is mine. */
  bot?: string;
  onClose: () => void;
}

export function NewToken({ bot, onClose }: NewTokenProps) {
  const [made, setMade] = useState<string | null>(null);
  if (made !== null) return <Shown token={made} onClose={onClose} />;
  return <Wish bot={bot} onMade={setMade} onClose={onClose} />;
}

interface WishProps {
  bot: string | undefined;
  onMade: (token: string) => void;
  onClose: () => void;
}

function Wish({ bot, onMade, onClose }: WishProps) {
  const client = useClient();
  const words = useAccountWords();
  const askAnew = useAskAnew();
  const [right, setRight] = useState<"read" | "write">("write");
  const [where, setWhere] = useState<"all" | "some">("all");
  const [rooms, setRooms] = useState<readonly string[]>([]);
  const [days, setDays] = useState<string>("90");
  const form = useForm({
    fields: { name: { most: 80 } },
    send: async ({ name }) => {
      if (where === "some" && rooms.length === 0) return NO_ROOMS;
      return tokens.create(client, {
        name,
        rights: RIGHTS[right],
        rooms: where === "all" ? null : rooms,
        ...(bot !== undefined && { bot }),
        ...(days === "" ? {} : { expires_at: new Date(Date.now() + Number(days) * DAY_MS).toISOString() }),
      });
    },
    done: ({ token }) => {
      onMade(token);
      void askAnew("tokens");
    },
    why: ({ code }) => (code === "no_rooms" ? words.tokenRoomsNone : undefined),
  });
  const lengths = [
    ...DAYS.map((one) => [one, words.tokenDays(Number(one))] as const),
    ["", words.tokenNever] as const,
  ];
  return (
    <FormDialog title={words.newToken} form={form} act={words.newToken} onClose={onClose}>
      <Field name="name" label={words.tokenName} placeholder={words.tokenExample} first />
      <Segments
        name={words.tokenRights}
        value={right}
        options={{ read: words.tokenRead, write: words.tokenWrite }}
        onChange={setRight}
      />
      <Segments
        name={words.tokenRooms}
        value={where}
        options={{ all: words.tokenAllRooms, some: words.tokenSomeRooms }}
        onChange={setWhere}
      />
      {where === "some" ? <RoomChoice chosen={rooms} onChange={setRooms} /> : null}
      <Choice label={words.tokenUntil} value={days} options={lengths} onChange={setDays} />
    </FormDialog>
  );
}

function RoomChoice({
  chosen,
  onChange,
}: {
  chosen: readonly string[];
  onChange: (rooms: readonly string[]) => void;
}) {
  const words = useAccountWords();
  const rooms = useRooms();
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset className={styles["checks"]}>
      <legend className="md-hidden">{words.tokenRooms}</legend>
      {rooms.map((room) => (
        <label key={room.id}>
          <input type="checkbox" checked={chosen.includes(room.id)} onChange={() => toggle(room.id)} />
          {room.name}
        </label>
      ))}
    </fieldset>
  );
}

function Shown({ token, onClose }: { token: string; onClose: () => void }) {
  const words = useAccountWords();
  const id = useId();
  return (
    <Dialog title={words.tokenMade} onClose={onClose}>
      <p className={styles["intro"]}>{words.tokenOnce}</p>
      <label className={styles["label"]} htmlFor={id}>
        {words.token}
      </label>
      <div className={styles["once"]}>
        <input
          id={id}
          className="md-input"
          readOnly
          data-first
          value={token}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={token} label={words.copyToken} />
      </div>
      <div className={styles["bar"]}>
        <button type="button" className="md-button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}
