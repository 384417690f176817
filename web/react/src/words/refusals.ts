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
    case "archived":
      return words.whyArchived;
    case "slow_mode":
      return words.whySlowMode;
    case "silenced":
      return words.whySilenced;
    case "not_reachable":
      return words.whyNotReachable;
    case "banned":
      return words.whyBanned;
    case "last_owner":
      return words.whyLastOwner;
    case "expired":
      return words.whyExpired;
    case "handle_taken":
      return words.whyHandleTaken;
    case "wrong_login":
      return words.whyWrongLogin;
    case "code_needed":
      return words.whyCodeNeeded;
    case "wrong_code":
      return words.whyWrongCode;
    case "not_set_up":
      return words.whyNotSetUp;
    case "too_many":
      return words.whyTooMany;
    default:
      return words.whyUnknown;
  }
}
