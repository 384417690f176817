// A message of a few emoji and nothing else is shown large.

const MOST = 5;
const EMOJI =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3)[\p{Emoji_Modifier}\p{Emoji_Component}\p{Extended_Pictographic}\uFE0F\u200D]*$/u;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export function isLoneEmoji(text: string): boolean {
  // No five emoji are longer than this; long texts are not worth cutting up.
  if (text.length === 0 || text.length > 80 || /[\p{L}]/u.test(text)) return false;
  const parts = [...graphemes.segment(text)].map((part) => part.segment).filter((part) => part.trim() !== "");
  return parts.length > 0 && parts.length <= MOST && parts.every((part) => EMOJI.test(part));
}
