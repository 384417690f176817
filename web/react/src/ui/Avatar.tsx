// A rounded square with the picture of a person or the sign of a name. The colour follows the person, not the name.
import { useClient } from "../hooks/provider.tsx";

const COLOURS = 8;

export interface AvatarProps {
  id: string;
  name: string;
  /** The name of the present picture, if there is one. */
  picture?: string | null | undefined;
  size?: "s" | "m" | "l" | "xl";
  /** A dot: here, or away. None when left out. */
  here?: boolean | undefined;
}

export function Avatar({ id, name, picture = null, size = "l", here }: AvatarProps) {
  const dot = here === undefined ? "" : here ? " md-avatar-here" : " md-avatar-away";
  return (
    <span className={`md-avatar md-avatar-${size} md-colour-${colourOf(id)}${dot}`} aria-hidden="true">
      {signOf(name)}
      {picture === null ? null : <Picture id={id} picture={picture} />}
    </span>
  );
}

/** Over the sign, which stays in sight until it is here, and if it never comes. */
function Picture({ id, picture }: { id: string; picture: string }) {
  const { url } = useClient();
  const at = `${url}/api/people/${encodeURIComponent(id)}/picture?v=${encodeURIComponent(picture)}`;
  return <img src={at} alt="" loading="lazy" decoding="async" />;
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
