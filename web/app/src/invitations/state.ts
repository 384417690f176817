// Whether an invitation still lets anybody in.
import type { Invitation } from "../api/invitations.ts";

export type InvitationState = "open" | "used" | "expired" | "revoked";

export function stateOf(invitation: Invitation, now: number): InvitationState {
  if (invitation.revoked_at !== null) return "revoked";
  if (invitation.uses !== null && invitation.used >= invitation.uses) return "used";
  if (invitation.expires_at !== null && Date.parse(invitation.expires_at) <= now) return "expired";
  return "open";
}
