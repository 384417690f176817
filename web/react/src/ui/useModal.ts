// A native dialog that is open as long as it is drawn, and gives the focus back when it is gone,
// unless somebody took it meanwhile: a room that was opened has it in its composer.
import { useLayoutEffect, useRef, type RefObject } from "react";

/** `instead` gives the focus to somebody else where it cannot go back: to a button of a menu that is closed. */
export function useModal(instead?: () => void): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  const otherwise = useRef(instead);
  // At once: whoever looks for a new place for the focus comes later.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const before = document.activeElement;
    if (!element.open) element.showModal();
    // The first field where there is one; else the window itself, not its closing button.
    (element.querySelector<HTMLElement>("[data-first]") ?? element).focus();
    const give = otherwise.current;
    return () =>
      queueMicrotask(() => {
        if (element.isConnected || isTaken()) return;
        if (before instanceof HTMLElement) before.focus();
        if (!isTaken()) give?.();
      });
  }, []);
  return dialog;
}

function isTaken(): boolean {
  return document.activeElement !== null && document.activeElement !== document.body;
}
