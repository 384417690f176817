// Does a name fit what was typed? By its letters, its initial consonants (ㅁㄷ → 마당), a half-typed
// syllable (주가 → 주간), and with the keyboard in the wrong layout (dkssud → 안녕).
import { convertHangulToQwerty, convertQwertyToHangul, disassemble, getChoseong } from "es-hangul";

/** Smaller is better; null does not fit. */
export function rank(name: string, query: string): number | null {
  const wanted = fold(query);
  if (wanted === "") return 0;
  const found = rankLetters(fold(name), wanted);
  if (found !== null) return found;
  const retyped = [fold(convertQwertyToHangul(query)), fold(convertHangulToQwerty(query))];
  for (const other of retyped) {
    const again = other === wanted ? null : rankLetters(fold(name), other);
    if (again !== null) return again + 4;
  }
  return null;
}

function rankLetters(name: string, wanted: string): number | null {
  if (name.startsWith(wanted)) return 0;
  if (name.includes(wanted)) return 1;
  if (/^[ㄱ-ㅎ]+$/.test(wanted)) {
    // Of two typed one after the other an input method may have made one: ㄳ.
    const [initials, typed] = [getChoseong(name), disassemble(wanted)];
    return initials.startsWith(typed) ? 2 : initials.includes(typed) ? 3 : null;
  }
  return disassemble(name).includes(disassemble(wanted)) ? 2 : null;
}

const fold = (text: string) => text.normalize("NFC").toLowerCase().replaceAll(/\s+/g, "");

/** Best first; equals keep their order. */
export function matching<T extends { readonly name: string }>(things: readonly T[], query: string): T[] {
  return things
    .flatMap((thing) => {
      const found = rank(thing.name, query);
      return found === null ? [] : [{ thing, found }];
    })
    .toSorted((one, other) => one.found - other.found)
    .map(({ thing }) => thing);
}
