// Runs before the first paint: the chosen theme, the colour of the place and the language must not flash in later.
try {
  const theme = localStorage.getItem("madang.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  const kept = localStorage.getItem("madang.locale") || localStorage.getItem("madang.locale.mine");
  const asked = navigator.languages.map((one) => one.slice(0, 2).toLowerCase());
  document.documentElement.lang = kept || asked.find((one) => one === "ko" || one === "en") || "en";
  const accent = localStorage.getItem("madang.accent");
  if (accent) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(accent);
    document.adoptedStyleSheets = [sheet];
  }
} catch {
  // No storage: the system's theme it is.
}
