// Behind a message field: draft, Enter safe with input methods, typing, the limit. The field is left to
// the browser (uncontrolled): a value written while it composes would break the syllable.
import { useCallback, useEffect, useState } from "react";
import { type Arrow, type Field } from "../ime/field.ts";
import { isGlassKeyboard, useField } from "../ime/useField.ts";
import { drafts } from "./drafts.ts";
import { useRoomHandle } from "./rooms.ts";

export const TEXT_LIMIT = 8000;
/** From here on one is told how much is left. */
const NEAR = 500;

export interface ComposerOptions {
  onSent?: (id: string) => void;
  onRefused?: (code: string) => void;
  /** True: what is written stays, and nothing is sent yet. */
  mayNot?: () => boolean;
  onEscape?: () => void;
  /** ArrowUp in an empty field: true when something was done. */
  onUp?: () => boolean;
  /** Enter breaks the line, and only Ctrl or Cmd+Enter and the button send. Default: on touch keyboards. */
  enterBreaks?: boolean;
}

export interface ComposerHandle {
  /** For the <textarea>. */
  attach: (field: HTMLTextAreaElement | null) => void;
  onInput: () => void;
  /** Sends what stands in the field, letting an unfinished syllable finish first. */
  submit: () => void;
  focus: () => void;
  /** Characters left, once that is worth knowing; negative when there are too many. */
  left: number | null;
}

export function useComposer(roomId: string, options: ComposerOptions = {}): ComposerHandle {
  const room = useRoomHandle(roomId);
  const [counted, setCounted] = useState(() => ({ roomId, left: charactersLeft(drafts.get(roomId)) }));
  const setLeft = (left: number | null) => setCounted({ roomId, left });
  if (counted.roomId !== roomId) setLeft(charactersLeft(drafts.get(roomId)));

  const send = (field: Field) => {
    const text = field.value;
    if (text.trim() === "" || options.mayNot?.() === true) return;
    const result = room.send(text.trim());
    if (!result.ok) return options.onRefused?.(result.code);
    fill(field, "");
    drafts.set(roomId, "");
    setLeft(null);
    options.onSent?.(result.value);
  };

  const onArrow = (arrow: Arrow, field: Field) =>
    arrow === "ArrowUp" && field.value === "" && (options.onUp?.() ?? false);

  const { attach, field, watch } = useField<HTMLTextAreaElement>({
    onEnter: send,
    enterBreaks: options.enterBreaks ?? isGlassKeyboard(),
    onArrow,
    ...(options.onEscape && { onEscape: options.onEscape }),
  });

  useEffect(() => {
    if (field.current) fill(field.current, drafts.get(roomId));
    return () => drafts.flush();
  }, [roomId, field]);

  const onInput = () => {
    const text = field.current?.value ?? "";
    drafts.set(roomId, text);
    setLeft(charactersLeft(text));
    if (text.trim() !== "") room.setTyping();
  };

  const submit = () => watch.current?.settle(() => field.current && send(field.current));
  const focus = useCallback(() => field.current?.focus(), [field]);

  return { attach, onInput, submit, focus, left: counted.left };
}

function fill(field: Field, text: string) {
  field.value = text;
}

function charactersLeft(text: string): number | null {
  // A character has one or two code units: far from the limit counting is not worth the time.
  if (text.length < TEXT_LIMIT - NEAR) return null;
  const left = TEXT_LIMIT - Array.from(text.trim().normalize("NFC")).length;
  return left <= NEAR ? left : null;
}
