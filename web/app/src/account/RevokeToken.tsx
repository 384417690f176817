// A token is gone for good; programs that use it stop.
import { useClient } from "@madang/react";
import { useAskAnew } from "../api/asking.ts";
import { tokens, type TokenEntry } from "../api/tokens.ts";
import { useForm } from "../forms/useForm.ts";
import { useAccountWords } from "../words/account/words.ts";
import { FormDialog } from "./FormDialog.tsx";

export function RevokeToken({ token, onClose }: { token: TokenEntry; onClose: () => void }) {
  const client = useClient();
  const words = useAccountWords();
  const askAnew = useAskAnew();
  const form = useForm({
    fields: {},
    send: () => tokens.revoke(client, token.id),
    done: () => void askAnew("tokens").then(onClose),
  });
  return (
    <FormDialog
      title={words.revokeToken(token.name)}
      text={words.revokeText}
      form={form}
      act={words.revoke}
      danger
      onClose={onClose}
    >
      {null}
    </FormDialog>
  );
}
