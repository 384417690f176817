// A new bot: a name to be seen by, and a handle to be mentioned by.
import { useClient } from "@madang/react";
import { useAskAnew } from "../../api/asking.ts";
import { people } from "../../api/people.ts";
import { Bar } from "../../dialogs/Bar.tsx";
import { Dialog } from "../../dialogs/Dialog.tsx";
import { Field } from "../../forms/Field.tsx";
import { Form } from "../../forms/Form.tsx";
import { FormError } from "../../forms/FormError.tsx";
import { HandleField } from "../../forms/HandleField.tsx";
import { NAME, useRules } from "../../forms/rules.ts";
import { SubmitButton } from "../../forms/SubmitButton.tsx";
import { useForm } from "../../forms/useForm.ts";
import { navigate } from "../../route.ts";
import { say } from "../../shell/said.tsx";
import { useAdminWords } from "../words/words.ts";
import dialog from "../parts/Dialogs.module.css";

export function NewBot({ onClose }: { onClose: () => void }) {
  const words = useAdminWords();
  const client = useClient();
  const anew = useAskAnew();
  const rules = useRules();
  const form = useForm({
    fields: { name: NAME, handle: rules.handle },
    send: ({ name, handle }) => people.newBot(client, name, handle),
    blame: { handle_taken: "handle" },
    wrong: rules.wrong,
    done: (bot) => {
      onClose();
      void anew("people");
      say(words.botMade(bot.name));
      navigate({ page: "admin", section: "people", id: bot.id });
    },
  });
  return (
    <Dialog title={words.newBot} onClose={onClose}>
      <p className={dialog["intro"]}>{words.botText}</p>
      <Form form={form}>
        <Field name="name" label={words.botName} placeholder={words.botNameHint} first />
        <HandleField placeholder={words.botHandleHint} autoComplete="off" before="@" />
        <FormError />
        <Bar onCancel={onClose}>
          <SubmitButton>{words.make}</SubmitButton>
        </Bar>
      </Form>
    </Dialog>
  );
}
