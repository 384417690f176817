// What the test server of the client does not know: the doors of the house that have nothing to do with chat.
// A handful of made-up answers by "METHOD /path"; whatever has none goes on to the test server.
import type { ClientOptions } from "@madang/client";
import type { HouseFace } from "../src/api/house.ts";

export interface Asked {
  readonly what: string;
  readonly body: unknown;
}
/** A value is the answer; a function makes it; one with a `code` is a refusal with that status. */
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
      const path = new URL(url, "http://house.test").pathname.replace(/^\/api/, "");
      const what = `${init.method ?? "GET"} ${path}`;
      if (!(what in answers)) {
        if (!options.fetch) throw new TypeError("fetch failed");
        return options.fetch(url, init);
      }
      const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : init.body;
      asked.push({ what, body });
      const found = answers[what];
      const answer: unknown = typeof found === "function" ? await found(body) : found;
      if (answer instanceof Response) return answer.clone();
      return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
    },
  };
}
