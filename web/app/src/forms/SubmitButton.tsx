// Sends the form. Not disabled while it does: a second press finds it already on its way.
import type { ReactNode } from "react";
import { useFormWords } from "../words/forms.ts";
import { useThisForm } from "./Form.tsx";

export interface SubmitButtonProps {
  children: ReactNode;
  /** What it does cannot be undone. */
  danger?: boolean;
  className?: string | undefined;
}

export function SubmitButton({ children, danger = false, className = "" }: SubmitButtonProps) {
  const form = useThisForm();
  const words = useFormWords();
  return (
    <button type="submit" className={`md-button ${danger ? "md-danger" : "md-primary"} ${className}`}>
      {form.busy ? words.waiting : children}
    </button>
  );
}
