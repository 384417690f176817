// What the test server of the client does not know: the doors of the house that have nothing to do with chat.
// A handful of made-up answers by "METHOD /path"; whatever has none goes on to the test server.
import type { ClientOptions } from "@madang/client";
import type { HouseFace } from "../src/api/house.ts";

export interface Asked {
  readonly what: string;
  readonly body: unknown;
}
/** A value is the answer; a function makes it, of the body, what `*` in the path stands for, and the query. */
export type Answers = Record<string, unknown>;

export const HOUSE: HouseFace = {
  name: "새봄협동조합",
  welcome: "",
  color: "",
  logo: null,
  claimed: true,
  may_claim: false,
  registration: "invitation",
  sign_in: { mail: false, oidc: null },
};

export function refusal(status: number, code: string, message = code) {
  return new Response(JSON.stringify({ status, code, title: code, detail: message }), { status });
}

/** The options of a client whose server also has these answers; `asked` tells what came. */
export function withHouse(options: ClientOptions, answers: Answers, asked: Asked[] = []): ClientOptions {
  return {
    ...options,
    fetch: async (url, init = {}) => {
      const { pathname, searchParams } = new URL(url, "http://house.test");
      const what = `${init.method ?? "GET"} ${pathname.replace(/^\/api/, "")}`;
      const found = answerTo(what, answers);
      if (found === null) {
        if (!options.fetch) throw new TypeError("fetch failed");
        return options.fetch(url, init);
      }
      const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : init.body;
      asked.push({ what, body });
      const {
        answer: made,
        of: [first, ...others],
      } = found;
      const answer: unknown =
        typeof made === "function" ? await made(body, first, searchParams, ...others) : made;
      if (answer instanceof Response) return answer.clone();
      return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
    },
  };
}

function answerTo(what: string, answers: Answers): { answer: unknown; of: string[] } | null {
  if (what in answers) return { answer: answers[what], of: [] };
  const asked = what.split("/");
  for (const [pattern, answer] of Object.entries(answers)) {
    const wanted = pattern.split("/");
    if (wanted.length !== asked.length) continue;
    if (wanted.every((part, at) => part === "*" || part === asked[at]))
      return { answer, of: asked.filter((_, at) => wanted[at] === "*").map(decodeURIComponent) };
  }
  return null;
}
