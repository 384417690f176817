// What those who look after a room may change about it.
import { useState } from "react";
import type { RoomHandle, RoomView } from "@madang/client";
import { useClient, useObservable } from "@madang/react";
import { RoomIcon } from "@madang/react/ui";
import { Tick } from "../admin/parts/Choices.tsx";
import { rooms } from "../api/rooms.ts";
import { Choice } from "../forms/Choice.tsx";
import { Field } from "../forms/Field.tsx";
import { Form } from "../forms/Form.tsx";
import { PictureChoice } from "../forms/PictureChoice.tsx";
import { FormError } from "../forms/FormError.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { TextArea } from "../forms/TextArea.tsx";
import { useForm } from "../forms/useForm.ts";
import { say, useDo } from "../shell/said.tsx";
import { spanOf, useRoomWords } from "../words/rooms/words.ts";
import { useAppWords } from "../words/words.ts";
import { Bar } from "./Bar.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./Form.module.css";
import { KindChoice, type Kind } from "./OpenRoom.tsx";
import { Sure, type Question } from "./Sure.tsx";

const SLOW = [0, 10, 30, 60, 300, 900, 3600];
const KEPT = [0, 7, 30, 90, 365];

export default function RoomSettings({ room, onClose }: { room: RoomHandle; onClose: () => void }) {
  const words = useRoomWords();
  const view = useObservable(room.view);
  if (view === null) return null;
  return (
    <Dialog title={words.settingsTitle} onClose={onClose}>
      {view.archived ? (
        <Archive room={room} view={view} onClose={onClose} />
      ) : (
        <Settings room={room} view={view} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface PartProps {
  room: RoomHandle;
  view: RoomView;
  onClose: () => void;
}

/** From a few to everybody. */
const REACH = ["direct", "private", "public", "open"];

function Settings({ room, view, onClose }: PartProps) {
  const words = useRoomWords();
  const app = useAppWords();
  const client = useClient();
  const [kind, setKind] = useState<Kind>(view.kind === "direct" ? "private" : view.kind);
  /** How many questions are answered; null: none was asked. */
  const [answered, setAnswered] = useState<number | null>(null);
  const [announcement, setAnnouncement] = useState(view.announcement);
  const [slowMode, setSlowMode] = useState(view.slowMode);
  const [kept, setKept] = useState(view.retentionDays ?? 0);
  const deletes = kept !== 0 && kept < (view.retentionDays ?? Infinity);
  const wider = REACH.indexOf(kind) > REACH.indexOf(view.kind);
  const form = useForm({
    fields: {
      name: { most: 80 },
      topic: { optional: true, most: 250 },
      description: { optional: true, most: 2000 },
    },
    send: (values) => {
      const wanted = { ...values, kind, announcement, slowMode, retentionDays: kept === 0 ? null : kept };
      // What one did not touch, somebody else may have changed meanwhile.
      const changed = Object.entries(wanted).filter(
        ([name, value]) => value !== view[name as keyof RoomView],
      );
      return room.editRoom({ ...Object.fromEntries(changed), ...(wider && { historyVisible: true }) });
    },
    done: () => {
      onClose();
      say(words.saved);
    },
  });
  const questions: readonly Question[] = [
    ...(wider
      ? [
          {
            title: words.publishTitle(view.name),
            text: kind === "open" ? words.publishToGuests(view.seq) : words.publishToAll(view.seq),
            note: words.publishNote,
            act: words.publish,
          },
        ]
      : []),
    ...(deletes
      ? [{ title: words.retentionTitle, text: words.retentionText(kept), act: words.retentionAct }]
      : []),
  ];
  const question = answered === null ? undefined : questions[answered];
  const goOn = () => {
    const next = (answered ?? 0) + 1;
    setAnswered(next < questions.length ? next : null);
    if (next >= questions.length) form.submit();
  };
  const asked = questions.length > 0 ? { ...form, submit: () => setAnswered(0) } : form;
  return (
    <Form form={asked} className={styles["form"]}>
      <PictureChoice
        title={<b>{words.picture}</b>}
        text={words.pictureText}
        now={<RoomIcon room={view} size="xl" />}
        onChoose={(picture) => rooms.setPicture(client, room.id, picture)}
        onDrop={view.picture ? () => rooms.dropPicture(client, room.id) : null}
      />
      <Field name="name" label={app.roomName} defaultValue={view.name} first />
      <Field name="topic" label={app.roomTopic} defaultValue={view.topic} />
      <TextArea
        name="description"
        label={words.description}
        hint={words.descriptionHint}
        defaultValue={view.description}
        rows={3}
      />
      {view.temporary ? null : <KindChoice kind={kind} onChange={setKind} />}
      <Tick
        checked={announcement}
        onChange={setAnnouncement}
        title={words.announcement}
        text={words.announcementText}
      />
      <Choice
        label={words.slowMode}
        hint={words.slowHint}
        value={String(slowMode)}
        onChange={(value) => setSlowMode(Number(value))}
        options={withOwn(SLOW, view.slowMode).map((value) => [
          value,
          value === "0" ? words.slowOff : words.slowEvery(spanOf(Number(value), words)),
        ])}
      />
      <Choice
        label={words.retention}
        hint={kept === 0 ? undefined : words.retentionHint}
        value={String(kept)}
        onChange={(value) => setKept(Number(value))}
        options={withOwn(KEPT, view.retentionDays ?? 0).map((value) => [
          value,
          value === "0" ? words.retentionEver : words.days(Number(value)),
        ])}
      />
      <FormError />
      <Bar onCancel={onClose}>
        <SubmitButton>{words.save}</SubmitButton>
      </Bar>
      {view.temporary ? null : <Archive room={room} view={view} onClose={onClose} />}
      {question ? (
        <Sure key={answered} question={question} onSure={goOn} onClose={() => setAnswered(null)} />
      ) : null}
    </Form>
  );
}

function Archive({ room, view, onClose }: PartProps) {
  const words = useRoomWords();
  const run = useDo();
  const set = (archived: boolean) => {
    onClose();
    void run(
      room.editRoom({ archived }),
      archived ? words.archived(view.name) : words.restored(view.name),
      () => void run(room.editRoom({ archived: !archived })),
    );
  };
  return (
    <div className={styles["foot"]}>
      <p>{view.archived ? words.restoreText : words.archiveText}</p>
      <button
        type="button"
        className={`md-button ${view.archived ? "md-primary" : ""}`}
        onClick={() => set(!view.archived)}
      >
        {view.archived ? words.restore : words.archive}
      </button>
    </div>
  );
}

/** Also what somebody chose elsewhere. */
function withOwn(all: readonly number[], own: number): readonly string[] {
  return (all.includes(own) ? all : [...all, own].toSorted((one, other) => one - other)).map(String);
}
