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
  // Ids made in the same second differ in few places; every place has to count (FNV-1a, stirred).
  let sum = 2166136261;
  for (let at = 0; at < id.length; at += 1) sum = Math.imul(sum ^ id.charCodeAt(at), 16777619);
  sum = Math.imul(sum ^ (sum >>> 15), 2246822507);
  return ((sum ^ (sum >>> 13)) >>> 0) % COLOURS;
}
