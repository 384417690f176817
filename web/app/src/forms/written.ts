// Is something written here that is nowhere else yet? Asked of the fields themselves, which keep their own values; what
// else a page lets one change says so by `data-changed`. What one looks for is nothing one would miss, nor is a secret.
const TEXTS = [
  "textarea",
  "input:not([type])",
  ...["text", "email", "url"].map((type) => `input[type="${type}"]`),
]
  .map((field) => `${field}:not([readonly], [role="combobox"], [autocomplete="one-time-code"])`)
  .join();

export function hasWritten(place: Element | null): boolean {
  if (place === null) return false;
  if (place.querySelector("[data-changed]")) return true;
  // A window within this place answers for itself.
  const window = place.closest("dialog");
  const fields = place.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(TEXTS);
  return [...fields].some(
    (field) => field.closest("dialog") === window && kept(field.value) !== kept(field.defaultValue),
  );
}

/** As forms send it. */
const kept = (value: string) => value.trim().normalize("NFC");
