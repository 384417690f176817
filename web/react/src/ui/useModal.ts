// A native dialog that is open as long as it is drawn, and gives the focus back when it is gone,
// unless somebody took it meanwhile: a room that was opened has it in its composer.
import { useEffect, useRef, type RefObject } from "react";

export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const before = document.activeElement;
    if (!element.open) element.showModal();
    // The first field where there is one; else the window itself, not its closing button.
    (element.querySelector<HTMLElement>("[data-first]") ?? element).focus();
    return () =>
      queueMicrotask(() => {
        const taken = document.activeElement !== null && document.activeElement !== document.body;
        if (!element.isConnected && !taken && before instanceof HTMLElement) before.focus();
      });
  }, []);
  return dialog;
}
