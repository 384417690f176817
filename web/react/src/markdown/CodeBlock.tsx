// Code in a message: its own scroll, and one press to copy.
import { useState } from "react";
import { Icon } from "../ui/Icon.tsx";
import { useWords } from "../words/words.tsx";

export function CodeBlock({ code, language }: { code: string; language: string }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(code).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    });
  };
  return (
    <div className="md-code">
      {/* A scrolling area has to be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} data-language={language || undefined}>
        <code>{code}</code>
      </pre>
      <button type="button" className="md-code-copy" onClick={copy} aria-label={words.copyCode}>
        <Icon name={copied ? "check" : "copy"} />
      </button>
    </div>
  );
}
