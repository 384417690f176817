// The focus never falls to nobody: when what had it is gone from the page, hidden or disabled, it goes to the same entry
// where that stands now, else to the open window or the heading of the page. Whoever gives it on by themselves has done
// so before.
import { useEffect } from "react";

/** On whatever moves about as a whole, with an id; its first link or button gets the focus again. */
const ENTRY = "data-entry";
/** What takes the focus from an element that stays. */
const TAKING = ["disabled", "hidden", "inert"];

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
    const isLost = () => last !== null && !canHold(last) && isNowhere(last);
    const look = () => {
      if (!isLost()) return;
      clearTimeout(timer);
      timer = setTimeout(() => isLost() && give(heirs(entry)));
    };
    // Who presses beside everything wants the focus nowhere. An element that is being removed loses it in the same way,
    // and the two can be told apart only when that is done.
    const onBlur = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null) return;
      queueMicrotask(() => {
        if (last !== null && canHold(last) && document.activeElement === document.body) last = null;
        else look();
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: TAKING });
    addEventListener("focusin", onFocus);
    addEventListener("focusout", onBlur);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      removeEventListener("focusin", onFocus);
      removeEventListener("focusout", onBlur);
    };
  }, []);
}

function canHold(element: Element): boolean {
  return (
    element.isConnected &&
    !element.matches(":disabled") &&
    element.closest("[inert]") === null &&
    element.checkVisibility({ visibilityProperty: true })
  );
}

/** Some browsers leave it on what cannot hold it any more. */
function isNowhere(last: Element): boolean {
  return document.activeElement === document.body || document.activeElement === last;
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
