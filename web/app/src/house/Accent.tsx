// Lays the colour of the place over the page. What was laid is kept, so that the next visit is painted in it from the
// start (public/theme.js).
import { useEffect } from "react";
import { useHouse } from "../api/house.ts";
import { accentOf, cssOf, isColour } from "./accent.ts";

const KEPT = "madang.accent";

export function Accent() {
  const { known } = useHouse();
  const colour = known.state === "there" ? known.house.color : null;
  useEffect(() => {
    if (colour === null) return;
    const css = isColour(colour) ? cssOf(accentOf(colour)) : "";
    const sheet = document.adoptedStyleSheets[0] ?? new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    try {
      if (css === "") localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, css);
    } catch {
      // Without a storage the colour comes a moment later.
    }
  }, [colour]);
  return null;
}
