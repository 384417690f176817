// The focus never falls to nobody: when what had it is gone from the page, it goes to the same entry where that stands
// now, else to the open window or the heading of the page. Whoever gives it on by themselves has done so before.
import { useEffect } from "react";

/** On whatever moves about as a whole, with an id; its first link or button gets the focus again. */
const ENTRY = "data-entry";

export function useFocusKept(): void {
  useEffect(() => {
    let last: Element | null = null;
    let entry: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onFocus = ({ target }: Event) => {
      if (!(target instanceof Element)) return;
      last = target;
      entry = target.closest(`[${ENTRY}]`)?.getAttribute(ENTRY) ?? null;
    };
    // Who presses beside everything wants the focus nowhere.
    const onPointer = () => void (last = null);
    const isLost = () => last !== null && !last.isConnected && document.activeElement === document.body;
    const observer = new MutationObserver(() => {
      if (!isLost()) return;
      clearTimeout(timer);
      timer = setTimeout(() => isLost() && give(heirs(entry)));
    });
    observer.observe(document.body, { childList: true, subtree: true });
    addEventListener("focusin", onFocus);
    addEventListener("pointerdown", onPointer, true);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      removeEventListener("focusin", onFocus);
      removeEventListener("pointerdown", onPointer, true);
    };
  }, []);
}

function give(them: readonly (HTMLElement | null | undefined)[]): void {
  for (const heir of them) {
    heir?.focus({ preventScroll: true });
    // One that is hidden takes nothing.
    if (heir && document.activeElement === heir) return;
  }
}

function heirs(entry: string | null): readonly (HTMLElement | null | undefined)[] {
  const same = entry === null ? null : document.querySelector(`[${ENTRY}="${CSS.escape(entry)}"]`);
  const heading = document.querySelector("h1");
  // Read out, and passed by those who go from field to field.
  if (heading) heading.tabIndex = -1;
  const window = [...document.querySelectorAll<HTMLElement>("dialog[open]")].at(-1);
  return [window, same?.querySelector<HTMLElement>("a, button"), heading];
}
