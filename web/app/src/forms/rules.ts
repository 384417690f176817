// What names, handles, passwords and addresses are to be, said while nobody has asked the server yet. It decides.
import { useDoorWords, type DoorWords } from "../words/door/words.ts";
import type { Rule } from "./useForm.ts";

const HANDLE = /^[a-z0-9가-힣](?:[a-z0-9가-힣]|[._-](?=[a-z0-9가-힣])){1,31}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const DIFFERENT = 5;

export const NAME: Rule = { most: 40 };
export const HOUSE: Rule = { most: 40 };

export interface Rules {
  readonly name: Rule;
  readonly handle: Rule;
  readonly password: Rule;
  readonly email: Rule;
  /** Better words for a refusal `invalid`, by the field that it names. */
  readonly wrong: Readonly<Record<string, string>>;
}

export function useRules(): Rules {
  return rulesIn(useDoorWords());
}

export function rulesIn(words: DoorWords): Rules {
  return {
    name: NAME,
    handle: { check: (value) => (HANDLE.test(value.toLowerCase()) ? null : words.handleWrong) },
    password: {
      least: 10,
      most: 1000,
      check: (value) => (new Set(value).size < DIFFERENT ? words.passwordAlike : null),
    },
    email: { optional: true, check: (value) => (EMAIL.test(value) ? null : words.emailWrong) },
    wrong: { handle: words.handleWrong, password: words.passwordWrong, email: words.emailWrong },
  };
}
