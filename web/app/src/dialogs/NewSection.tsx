// A heading of my own, made with the first room that stands under it.
import { useClient } from "@madang/react";
import { Field } from "../forms/Field.tsx";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { useForm } from "../forms/useForm.ts";
import { useRoomWords } from "../words/rooms/words.ts";
import { Bar } from "./Bar.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./Form.module.css";

const LIMIT = 40;

export function NewSection({ room, onClose }: { room: string; onClose: () => void }) {
  const words = useRoomWords();
  const client = useClient();
  const form = useForm({
    fields: { section: { most: LIMIT } },
    send: ({ section }) => client.room(room).setPreferences({ section, favourite: false }),
    done: onClose,
  });
  return (
    <Dialog title={words.newSectionTitle} onClose={onClose}>
      <Form form={form} className={styles["form"]}>
        <Field name="section" label={words.sectionName} placeholder={words.sectionHint} first />
        <FormError />
        <Bar onCancel={onClose}>
          <SubmitButton>{words.save}</SubmitButton>
        </Bar>
      </Form>
    </Dialog>
  );
}
