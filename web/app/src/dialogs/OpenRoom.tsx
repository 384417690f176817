// Opening a new room: its name, perhaps what it is about, and for whom it is.
import { useState } from "react";
import { useClient } from "@madang/react";
import { useWords, whyRefused } from "@madang/react/ui";
import { Choices, Tick } from "../admin/parts/Choices.tsx";
import { Field } from "../forms/Field.tsx";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { TextArea } from "../forms/TextArea.tsx";
import { useForm } from "../forms/useForm.ts";
import { navigate } from "../route.ts";
import { useRoomWords } from "../words/rooms/words.ts";
import { useAppWords } from "../words/words.ts";
import { Bar } from "./Bar.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./Form.module.css";

const LIMITS = { name: 80, topic: 250, description: 2000 };
export type Kind = "public" | "private" | "open";

export default function OpenRoom({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const words = useAppWords();
  const more = useRoomWords();
  const common = useWords();
  const [kind, setKind] = useState<Kind>("public");
  const [announcement, setAnnouncement] = useState(false);
  const form = useForm({
    fields: {
      name: { most: LIMITS.name },
      topic: { optional: true, most: LIMITS.topic },
      description: { optional: true, most: LIMITS.description },
    },
    send: ({ name, topic, description }) =>
      client.openRoom(name, { topic, kind, announcement, ...(description && { description }) }),
    why: (refusal) => words.roomFailed(whyRefused(refusal.code, common)),
    done: (roomId) => {
      onClose();
      navigate({ page: "room", roomId, people: false });
    },
  });
  return (
    <Dialog title={words.openRoom} onClose={onClose}>
      <Form form={form} className={styles["form"]}>
        <Field name="name" label={words.roomName} placeholder={words.roomNameHint} first />
        <Field name="topic" label={words.roomTopic} />
        <KindChoice kind={kind} onChange={setKind} />
        <Tick
          checked={announcement}
          onChange={setAnnouncement}
          title={more.announcement}
          text={more.announcementText}
        />
        <TextArea name="description" label={more.description} hint={more.descriptionHint} rows={2} />
        <FormError />
        <Bar onCancel={onClose}>
          <SubmitButton>{words.open}</SubmitButton>
        </Bar>
      </Form>
    </Dialog>
  );
}

export function KindChoice({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  const words = useRoomWords();
  return (
    <Choices
      name={words.kind}
      value={kind}
      onChange={onChange}
      options={[
        ["public", words.kindPublic, words.kindPublicText],
        ["private", words.kindPrivate, words.kindPrivateText],
        ["open", words.kindOpen, words.kindOpenText],
      ]}
    />
  );
}
