// A native dialog that is open as long as it is drawn, and gives the focus back when it is gone.
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
        if (!element.isConnected && before instanceof HTMLElement) before.focus();
      });
  }, []);
  return dialog;
}
