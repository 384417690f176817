// A rounded square with the sign of a name. The colour follows the person, not the name.

const COLOURS = 8;

export interface AvatarProps {
  id: string;
  name: string;
  size?: "s" | "m" | "l";
  /** A dot: here, or away. None when left out. */
  here?: boolean | undefined;
}

export function Avatar({ id, name, size = "l", here }: AvatarProps) {
  const dot = here === undefined ? "" : here ? " md-avatar-here" : " md-avatar-away";
  return (
    <span className={`md-avatar md-avatar-${size} md-colour-${colourOf(id)}${dot}`} aria-hidden="true">
      {signOf(name)}
    </span>
  );
}

/** Korean names are told apart by the given name (김지우 → 지); others by their first letter. */
export function signOf(name: string): string {
  const trimmed = name.trim();
  if (/^[가-힣]{3}$/.test(trimmed)) return trimmed.charAt(1);
  return (Array.from(trimmed)[0] ?? "?").toUpperCase();
}

function colourOf(id: string): number {
  let sum = 0;
  for (let at = 0; at < id.length; at += 1) sum = (sum * 31 + id.charCodeAt(at)) >>> 0;
  return sum % COLOURS;
}
