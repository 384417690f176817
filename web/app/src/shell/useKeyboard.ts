// The keyboard of a phone takes part of the page. Where the browser does not resize the page for it (iOS),
// the visual viewport tells how much is left, and the house becomes that much smaller.
import { useEffect } from "react";

export function useKeyboard(): void {
  useEffect(() => {
    const view = visualViewport;
    if (!view) return;
    const fit = () => {
      // Pinched larger, the viewport is smaller as well; that is no keyboard.
      const taken = view.scale > 1 ? 0 : Math.max(0, innerHeight - view.height);
      document.documentElement.style.setProperty("--keyboard", `${taken}px`);
      if (taken > 0) scrollTo(0, 0);
    };
    view.addEventListener("resize", fit);
    return () => view.removeEventListener("resize", fit);
  }, []);
}
