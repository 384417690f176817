// Another handle to sign in with.
import { useClient } from "@madang/react";
import { account, type Account } from "../api/account.ts";
import { useAskAnew } from "../api/asking.ts";
import { HandleField } from "../forms/HandleField.tsx";
import { useRules } from "../forms/rules.ts";
import { useForm } from "../forms/useForm.ts";
import { useAccountWords } from "../words/account/words.ts";
import { FormDialog } from "./FormDialog.tsx";

export function ChangeHandle({ mine, onClose }: { mine: Account; onClose: () => void }) {
  const client = useClient();
  const words = useAccountWords();
  const rules = useRules();
  const askAnew = useAskAnew();
  const form = useForm({
    fields: { handle: rules.handle },
    send: ({ handle }) => account.setHandle(client, handle),
    done: () => void askAnew("account").then(onClose),
    blame: { handle_taken: "handle" },
    wrong: rules.wrong,
  });
  return (
    <FormDialog title={words.changeHandle} form={form} act={words.save} onClose={onClose}>
      <HandleField defaultValue={mine.handle} first />
    </FormDialog>
  );
}
