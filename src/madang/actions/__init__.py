"""What people do. Each action decides over a transaction and returns what happened; it tells nobody.

`perform` is the whole list of what can be done.
"""

from collections.abc import Callable, Sequence
from typing import Any, get_args

from madang.actions import (
    accounts,
    audits,
    blocks,
    claims,
    direct,
    erasure,
    factors,
    identities,
    invitations,
    members,
    messages,
    people,
    pictures,
    places,
    preferences,
    probes,
    profiles,
    reads,
    reports,
    roles,
    rooms,
    sessions,
    states,
    tickets,
    tokens,
    visits,
)
from madang.actions.turn import Turn
from madang.domain import account_commands, chores, commands, house_commands, policy, room_commands
from madang.domain.commands import AnyCommand
from madang.domain.outcomes import Happening
from madang.domain.people import Person
from madang.domain.scopes import Deputy
from madang.store import people as kept_people
from madang.store.transaction import Transaction

_ACTIONS: dict[type, Callable[[Turn, Any], Happening]] = {
    commands.SendMessage: messages.send,
    commands.EditMessage: messages.edit,
    commands.DeleteMessage: messages.delete,
    commands.MarkRead: reads.mark,
    commands.OpenRoom: rooms.open,
    commands.EditRoom: rooms.edit,
    commands.JoinRoom: members.join,
    commands.LeaveRoom: members.leave,
    commands.AddMember: members.add,
    commands.RemoveMember: members.remove,
    commands.SetMember: members.change,
    commands.SetName: people.set_name,
    room_commands.OpenDirect: direct.open,
    room_commands.SetPreferences: preferences.set,
    room_commands.BlockPerson: blocks.add,
    room_commands.UnblockPerson: blocks.remove,
    room_commands.ReportMessage: reports.add,
    room_commands.CloseReport: reports.close,
    account_commands.StartSession: sessions.start,
    account_commands.EndSession: sessions.end,
    account_commands.Visit: visits.begin,
    account_commands.ClaimHouse: claims.claim,
    account_commands.Register: accounts.register,
    account_commands.SignIn: sessions.sign_in,
    account_commands.SignInElsewhere: identities.sign_in,
    account_commands.EndSessions: sessions.end_others,
    account_commands.SetPassword: accounts.set_password,
    account_commands.SetHandle: accounts.set_handle,
    account_commands.SetEmail: accounts.set_email,
    account_commands.PrepareTotp: factors.prepare,
    account_commands.ConfirmTotp: factors.confirm,
    account_commands.RemoveTotp: factors.remove,
    account_commands.RenewRecoveryCodes: factors.renew,
    account_commands.UnlinkIdentity: identities.unlink,
    account_commands.IssueTicket: tickets.issue,
    account_commands.ResetPassword: tickets.reset,
    account_commands.ClaimPhone: tickets.claim_phone,
    account_commands.VerifyEmail: tickets.verify_email,
    account_commands.ErasePerson: erasure.erase,
    account_commands.AcceptInvitation: invitations.accept,
    account_commands.EditProfile: profiles.edit,
    account_commands.SetPicture: pictures.set_mine,
    house_commands.EditPlace: places.edit,
    house_commands.Invite: invitations.invite,
    house_commands.RevokeInvitation: invitations.revoke,
    house_commands.SetRole: roles.set_role,
    house_commands.SetState: states.set_state,
    house_commands.SignOut: states.sign_out,
    house_commands.Ban: states.ban,
    house_commands.Unban: states.unban,
    house_commands.SetRoomPicture: pictures.set_room,
    house_commands.SetLogo: pictures.set_logo,
    house_commands.ExportAudit: audits.export,
    house_commands.AddPerson: roles.add_person,
    house_commands.AddBot: tokens.add_bot,
    house_commands.AddToken: tokens.add,
    house_commands.RevokeToken: tokens.revoke,
    chores.ForgetMessages: messages.forget,
    chores.OpenHome: rooms.open_home,
    chores.Probe: probes.probe,
    chores.ClearRooms: rooms.clear,
    chores.EndVisits: visits.end,
    chores.SeeSessions: sessions.see,
    chores.ClearSessions: sessions.clear,
    chores.EraseMessages: erasure.go_on,
}

_DECIDED_OTHERWISE = {
    # By the membership, which a batch reads anyway, and which ends with the account.
    commands.SendMessage,
    commands.EditMessage,
    commands.DeleteMessage,
    commands.MarkRead,
    # Who asks is the house.
    *get_args(chores.Chore),
    # Who asks is nobody yet, or shows by what they bring who they are.
    account_commands.StartSession,
    account_commands.Visit,
    account_commands.ClaimHouse,
    account_commands.Register,
    account_commands.SignIn,
    account_commands.SignInElsewhere,
    account_commands.ResetPassword,
    account_commands.ClaimPhone,
    account_commands.VerifyEmail,
    account_commands.AcceptInvitation,
    # Whoever has a session may end it.
    account_commands.EndSession,
}
"""For all the others, who asks is looked up as they are now."""


def foresee(tx: Transaction, asked: Sequence[tuple[Person, AnyCommand]]) -> None:
    """Holds the people and then locks the rooms of a batch, each in one order, and reads at once what the many alike in
    it will need one by one."""
    kept_people.hold_all(tx, [who.id for who, command in asked if type(command) not in _DECIDED_OTHERWISE])
    rooms.lock_for(tx, [command for _, command in asked])
    messages.foresee(tx, [(who, command) for who, command in asked if isinstance(command, commands.SendMessage)])


def perform(turn: Turn, command: AnyCommand) -> Happening:
    """Does what `command` asks within the turn's transaction; raises `Refusal` if it may not be."""
    if isinstance(turn.who, Deputy):
        policy.may_ask(turn.who, command)
    if type(command) not in _DECIDED_OTHERWISE:
        turn = turn.as_they_are()
    return _ACTIONS[type(command)](turn, command)
