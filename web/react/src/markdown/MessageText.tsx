// The text of a message, formatted.
import { memo } from "react";
import { isLoneEmoji } from "./emoji.ts";
import { toElements } from "./elements.tsx";
import { isPlain, parseMarkdown } from "./parser.ts";

export const MessageText = memo(function MessageText({ text }: { text: string }) {
  if (isLoneEmoji(text)) return <div className="md-text md-text-emoji">{text}</div>;
  return <div className="md-text">{isPlain(text) ? <p>{text}</p> : toElements(parseMarkdown(text))}</div>;
});
