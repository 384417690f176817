// watchField for React: a ref for the field, and the newest handlers without listening anew.
import { useCallback, useEffect, useRef, type RefObject } from "react";
import { watchField, type Field, type FieldKeys, type FieldWatch } from "./field.ts";

/** A keyboard of glass: no Shift+Enter, and a button to send right above it. */
export function isGlassKeyboard(): boolean {
  return typeof matchMedia === "function" && matchMedia("(pointer: coarse) and (hover: none)").matches;
}

export interface FieldHandle<T extends Field> {
  /** For the `ref` of the field. */
  attach: (field: T | null) => void;
  field: RefObject<T | null>;
  watch: RefObject<FieldWatch | null>;
}

export function useField<T extends Field>(keys: FieldKeys): FieldHandle<T> {
  const newest = useRef(keys);
  const field = useRef<T | null>(null);
  const watch = useRef<FieldWatch | null>(null);
  useEffect(() => {
    newest.current = keys;
  });
  const attach = useCallback((element: T | null) => {
    watch.current?.stop();
    field.current = element;
    watch.current = element && watchField(element, () => newest.current);
  }, []);
  return { attach, field, watch };
}
