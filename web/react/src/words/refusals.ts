// The stable codes of refusals, in words for people. The server's own English message is never shown.
import type { Words } from "./words.tsx";

export function whyRefused(code: string, words: Words): string {
  switch (code) {
    case "network":
    case "offline":
    case "timeout":
      return words.whyNetwork;
    case "too_fast":
      return words.whyTooFast;
    case "not_a_member":
      return words.whyNotMember;
    case "forbidden":
      return words.whyForbidden;
    case "deleted":
      return words.whyGone;
    case "not_found":
      return words.whyNotFound;
    case "too_long":
    case "too_large":
      return words.whyTooLong;
    case "bad_text":
    case "blank":
      return words.whyBlank;
    case "unavailable":
      return words.whyUnavailable;
    case "no_session":
      return words.whySignedOut;
    default:
      return words.whyUnknown;
  }
}
