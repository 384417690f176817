import type { Translation } from "@madang/react";
import type { ko } from "./ko.ts";

export const en: Translation<typeof ko> = {
  link: "Link",
  qr: "QR code of this link",
  copy: "Copy",
  until: (when) => `It works until ${when}.`,
  onlyHere: "This link works on this computer only.",
  howOthers:
    "For other devices, start the server with MADANG_HOST=0.0.0.0, come in by the address of this computer and make the link anew; or tell the server its address with MADANG_PUBLIC_URL.",
  inviteExpiry: "Works for",
  inviteUses: "How often",
  expiries: { day: "A day", week: "A week", month: "A month", never: "Always" },
  usesOf: { one: "Once", ten: "10 times", hundred: "100 times", many: "Any" },
  inviteMake: "Make a link",
  inviteReady: "The invitation is ready",
  inviteOnce: "You see it only now. Copy and send it, or show the QR code.",

  guestsText: (room) =>
    `Whoever has the link comes into ${room} with just a name, without an account. They see only rooms that are open to guests.`,
  guestLinks: "Links that work now",
  linkUntil: (when) => `until ${when}`,
  linkForEver: "no expiry",
  linkUsed: (used, most) =>
    most === null ? `${used} ${used === 1 ? "person" : "people"} came` : `used ${used} of ${most} times`,
  revoke: "Revoke",
  revokeOne: (what) => `Revoke the link (${what})`,
  revoked: "The link is revoked. Guests who came stay.",
};
