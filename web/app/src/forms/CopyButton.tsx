// Copies a text, and says that it did.
import { useEffect, useState } from "react";
import { Icon } from "@madang/react/ui";
import { useFormWords } from "../words/forms.ts";

const SAID_MS = 2000;

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const words = useFormWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <button type="button" className="md-button" onClick={() => void copy()}>
      <Icon name={copied ? "check" : "copy"} />
      <span aria-live="polite">{copied ? words.copied : (label ?? words.copy)}</span>
    </button>
  );
}
