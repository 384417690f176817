"""The second factor: codes of a telephone, and the codes for the day on which it is lost."""

from madang.actions.turn import Turn
from madang.domain import times, totp
from madang.domain.account_commands import ConfirmTotp, PrepareTotp, RemoveTotp, RenewRecoveryCodes
from madang.domain.accounts import Account
from madang.domain.errors import Refusal
from madang.domain.outcomes import Happening, Nothing
from madang.store import accounts


def prepare(turn: Turn, command: PrepareTotp) -> Happening:
    """Nothing is asked for yet: first a code has to show that the secret has arrived."""
    mine(turn)
    accounts.change(turn.tx, turn.who.id, totp_pending=command.secret)
    return Happening(Nothing())


def confirm(turn: Turn, command: ConfirmTotp) -> Happening:
    account = mine(turn)
    if account.totp_pending is None:
        raise Refusal("not_found", "There is no second factor to be confirmed; ask for a new secret first.")
    step = totp.step_of(account.totp_pending, command.code, times.seconds(turn.now), 0)
    if step is None:
        raise _wrong_code()
    accounts.change(turn.tx, account.person, totp_secret=account.totp_pending, totp_pending=None, totp_step=step)
    accounts.set_recovery_codes(turn.tx, account.person, command.recovery)
    return Happening(Nothing())


def remove(turn: Turn, _: RemoveTotp) -> Happening:
    forget(turn, mine(turn))
    return Happening(Nothing())


def renew(turn: Turn, command: RenewRecoveryCodes) -> Happening:
    """The earlier ones are good for nothing any more."""
    account = mine(turn)
    if account.totp_secret is None:
        raise Refusal("not_found", "There is no second factor, and so there are no recovery codes.")
    check(turn, account, command.code, command.used)
    accounts.set_recovery_codes(turn.tx, account.person, command.recovery)
    return Happening(Nothing())


def forget(turn: Turn, account: Account) -> None:
    accounts.change(turn.tx, account.person, totp_secret=None, totp_pending=None)
    accounts.set_recovery_codes(turn.tx, account.person, ())


def check(turn: Turn, account: Account, code: str | None, recovery: bytes) -> None:
    """Takes the code, which is then used up; `recovery` is its hash. Refuses `code_needed`, `wrong_code`."""
    assert account.totp_secret, "there is a second factor"
    if not code:
        raise Refusal("code_needed", "This account has a second factor: send its code, or a recovery code, along.")
    step = totp.step_of(account.totp_secret, code, times.seconds(turn.now), account.totp_step)
    if step is not None:
        accounts.change(turn.tx, account.person, totp_step=step)
    elif not accounts.use_recovery_code(turn.tx, account.person, recovery):
        raise _wrong_code()


def mine(turn: Turn) -> Account:
    """The account of whoever asks; refuses `not_found` to a guest."""
    account = accounts.of(turn.tx.connection, turn.who.id)
    if account is None:
        raise Refusal("not_found", "You came in without an account, with just a name.")
    return account


def _wrong_code() -> Refusal:
    return Refusal("wrong_code", "The code is wrong, or it was used already; wait for the next one.")
