"""The second factor."""

from madang.actions import factors
from madang.domain import times, totp
from madang.domain.account_commands import ConfirmTotp, PrepareTotp, RemoveTotp, RenewRecoveryCodes
from madang.domain.accounts import Account
from madang.domain.errors import Refusal
from madang.domain.people import Person
from madang.store import accounts
from tests.actions.turns import House

SECRET = "JBSWY3DPEHPK3PXP"


def code_at(time: str, later: int = 0) -> str:
    return totp.code(SECRET, int(times.seconds(time) // totp.SECONDS) + later)


def has_factor(house: House, who: Person) -> Account:
    house.does(who, PrepareTotp(SECRET))
    with house.turn(who) as turn:
        factors.confirm(turn, ConfirmTotp(code_at(turn.now), (b"r" * 32,)))
    return account(house, who)


def account(house: House, who: Person) -> Account:
    with house.database.read() as snapshot:
        found = accounts.of(snapshot, who.id)
    assert found is not None
    return found


def checked(house: House, who: Person, code: str | None, recovery: bytes = b"") -> str:
    try:
        with house.turn(who) as turn:
            factors.check(turn, account(house, who), code_at(turn.now, 1) if code == "now" else code, recovery)
    except Refusal as refusal:
        return refusal.code
    return "done"


def test_it_counts_once_it_is_confirmed(house: House) -> None:
    jiwoo = house.member_with_account()
    assert house.refuses(jiwoo, ConfirmTotp("123456", ())) == "not_found"
    house.does(jiwoo, PrepareTotp(SECRET))
    assert house.refuses(jiwoo, ConfirmTotp("000000", ())) == "wrong_code"
    assert account(house, jiwoo).totp_secret is None
    kept = has_factor(house, jiwoo)
    assert (kept.totp_secret, kept.totp_pending) == (SECRET, None)
    assert kept.totp_step > 0


def test_a_code_is_used_up(house: House) -> None:
    jiwoo = house.member_with_account()
    has_factor(house, jiwoo)
    assert checked(house, jiwoo, None) == "code_needed"
    assert checked(house, jiwoo, "") == "code_needed"
    assert checked(house, jiwoo, "000000") == "wrong_code"
    assert checked(house, jiwoo, "now") == "done"
    step = account(house, jiwoo).totp_step
    assert checked(house, jiwoo, totp.code(SECRET, step)) == "wrong_code"
    assert checked(house, jiwoo, "a recovery code", b"r" * 32) == "done"
    assert checked(house, jiwoo, "a recovery code", b"r" * 32) == "wrong_code"


def test_new_recovery_codes_make_the_earlier_ones_void(house: House) -> None:
    jiwoo = house.member_with_account()
    assert house.refuses(jiwoo, RenewRecoveryCodes("000000", b"r" * 32, ())) == "not_found"
    has_factor(house, jiwoo)
    assert house.refuses(jiwoo, RenewRecoveryCodes("000000", b"x" * 32, (b"s" * 32,))) == "wrong_code"
    house.does(jiwoo, RenewRecoveryCodes("a recovery code", b"r" * 32, (b"s" * 32, b"t" * 32)))
    assert checked(house, jiwoo, "the one used up", b"r" * 32) == "wrong_code"
    with house.turn(jiwoo) as turn:
        factors.renew(turn, RenewRecoveryCodes(code_at(turn.now, 1), b"", (b"u" * 32,)))
    assert checked(house, jiwoo, "an earlier one", b"s" * 32) == "wrong_code"
    assert checked(house, jiwoo, "a new one", b"u" * 32) == "done"


def test_it_is_removed_with_its_recovery_codes(house: House) -> None:
    jiwoo = house.member_with_account()
    has_factor(house, jiwoo)
    house.does(jiwoo, RemoveTotp())
    assert account(house, jiwoo).totp_secret is None
    with house.database.read() as snapshot:
        assert accounts.count_recovery_codes(snapshot, jiwoo.id) == 0


def test_a_guest_has_none(house: House) -> None:
    guest = house.guest()
    assert house.refuses(guest, PrepareTotp(SECRET)) == "not_found"
    assert house.refuses(guest, RemoveTotp()) == "not_found"
    assert house.refuses(guest, RenewRecoveryCodes("000000", b"", ())) == "not_found"
