// What was meant when the keyboard was in the wrong layout: dkssud → 안녕, ㅡㅁ갓ㅁ → marta.
import { convertHangulToQwerty, convertQwertyToHangul } from "es-hangul";
import type { Result } from "@madang/client";
import type { Page } from "../api/pages.ts";

/** Asks; and where nothing fits, asks for that. */
export async function askRetyped<T>(
  query: string,
  ask: (query: string) => Promise<Result<Page<T>>>,
): Promise<Result<Page<T>>> {
  const first = await ask(query);
  if (!first.ok || first.value.items.length > 0 || query === "") return first;
  const other = [convertQwertyToHangul(query), convertHangulToQwerty(query)].find((one) => one !== query);
  return other === undefined ? first : ask(other);
}
