// A form in a window of its own: its fields, what is wrong, and the two ways out.
import type { ReactNode } from "react";
import { Dialog } from "../dialogs/Dialog.tsx";
import { Form } from "../forms/Form.tsx";
import { FormError } from "../forms/FormError.tsx";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import type { FormHandle } from "../forms/useForm.ts";
import { useAccountWords } from "../words/account/words.ts";
import styles from "./Account.module.css";

export interface FormDialogProps {
  title: string;
  text?: ReactNode;
  form: FormHandle;
  /** What it does. */
  act: string;
  danger?: boolean;
  onClose: () => void;
  children: ReactNode;
}

export function FormDialog({ title, text, form, act, danger = false, onClose, children }: FormDialogProps) {
  const words = useAccountWords();
  return (
    <Dialog title={title} onClose={onClose}>
      {text ? <div className={styles["intro"]}>{text}</div> : null}
      <Form form={form} className={styles["dialog"]}>
        {children}
        <FormError />
        <div className={styles["bar"]}>
          <button type="button" className="md-button" onClick={onClose}>
            {words.cancel}
          </button>
          <SubmitButton danger={danger}>{act}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
