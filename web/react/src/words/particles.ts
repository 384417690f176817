// Korean particles by rule: 김지우가, Marta가, 박민수를, 3으로, API를. The choice depends on how the
// last syllable of the word before it sounds; for Latin letters and digits on how a Korean reads them.

const FORMS = {
  "이/가": ["이", "가", "이(가)"],
  "은/는": ["은", "는", "은(는)"],
  "을/를": ["을", "를", "을(를)"],
  "과/와": ["과", "와", "과(와)"],
  "으로/로": ["으로", "로", "(으)로"],
} as const;

export type Particle = keyof typeof FORMS;
export type FinalSound = "vowel" | "rieul" | "consonant" | "unknown";

/** The word with the right particle after it. */
export function withParticle(word: string, particle: Particle): string {
  return word + particleFor(word, particle);
}

/** Only the particle, for when something stands between (a closing quote, an element). */
export function particleFor(word: string, particle: Particle): string {
  const [closed, open, both] = FORMS[particle];
  const sound = finalSound(word);
  if (sound === "unknown") return both;
  // 으로 alone treats ㄹ like a vowel: 서울로, 칠로.
  if (sound === "rieul") return particle === "으로/로" ? open : closed;
  return sound === "vowel" ? open : closed;
}

/** How the word ends when read aloud in Korean. */
export function finalSound(word: string): FinalSound {
  const spoken = word
    .normalize("NFKD")
    .replace(/\p{M}|\uFE0F/gu, "")
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+$/u, "");
  const last = spoken.at(-1);
  if (last === undefined) return "unknown";
  if (last >= "가" && last <= "힣") return ofSyllable(last);
  if (/[ㄱ-ㅎ]/.test(last)) return last === "ㄹ" ? "rieul" : "consonant";
  if (/[ㅏ-ㅣ]/.test(last)) return "vowel";
  if (/[0-9]/.test(last)) return ofDigit(last);
  if (/[a-z]/i.test(last)) return ofLatin(/[a-z]+$/i.exec(spoken)?.[0] ?? last);
  if (/[\u3041-\u30FF]/.test(last)) return last === "ん" || last === "ン" ? "consonant" : "vowel";
  return "unknown";
}

function ofSyllable(syllable: string): FinalSound {
  const final = (syllable.charCodeAt(0) - 0xac00) % 28;
  if (final === 0) return "vowel";
  return final === 8 ? "rieul" : "consonant";
}

// 영 일 이 삼 사 오 육 칠 팔 구; a trailing zero is 십, 백, 천, 만: closed as well.
function ofDigit(digit: string): FinalSound {
  if ("178".includes(digit)) return "rieul";
  return "036".includes(digit) ? "consonant" : "vowel";
}

function ofLatin(word: string): FinalSound {
  const spelled = word.length === 1 || (word.length <= 5 && word === word.toUpperCase());
  if (spelled) return ofLetterName(word.slice(-1).toLowerCase());
  const lower = word.toLowerCase();
  if (/(l|[aeiou]le|[^aeiou]le)$/.test(lower)) return "rieul"; // Paul, Nicole, Google
  if (/([mn]|ng|[aeiou][mn]e|nne)$/.test(lower)) return "consonant"; // Adam, Chrome, Jane, Anne
  if (/([aeiou][bptkc]|ck)$/.test(lower)) return "consonant"; // Bob, Slack, Internet
  return "vowel"; // Mark (마크), Robert (로버트), Marta, Chris
}

// 엘, 알 end in ㄹ; 엠, 엔 are closed; all others are open.
function ofLetterName(letter: string): FinalSound {
  if ("lr".includes(letter)) return "rieul";
  return "mn".includes(letter) ? "consonant" : "vowel";
}
