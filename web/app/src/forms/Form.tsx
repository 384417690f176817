// The form element and what it gives its fields. `useForm` holds the rest.
import { createContext, use, type FormEvent, type ReactNode } from "react";
import { useLocale } from "@madang/react";
import styles from "./forms.module.css";
import type { FormHandle } from "./useForm.ts";

const FormContext = createContext<FormHandle | null>(null);

export function useThisForm(): FormHandle {
  const form = use(FormContext);
  if (!form) throw new Error("This belongs into a <Form>.");
  return form;
}

export interface FormProps {
  form: FormHandle;
  children: ReactNode;
  className?: string | undefined;
}

export function Form({ form, children, className }: FormProps) {
  const locale = useLocale();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit();
  };
  return (
    <FormContext value={form}>
      <form
        className={`${styles["form"]} ${className ?? ""}`}
        onSubmit={submit}
        noValidate
        lang={locale}
        aria-busy={form.busy}
      >
        {children}
      </form>
    </FormContext>
  );
}
