"""Another house that knows people; what becomes of what it says is in test_oidc.py."""

from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc.jwk import ECKey

from madang.api.oidc import Attempt
from madang.api.provider import Provider, is_acceptable
from madang.domain.accounts import Somebody
from madang.domain.errors import Refusal
from tests.api.other_house import CLIENT, SECRET, OtherHouse, open_house

BACK = "http://madang.localhost/api/oidc/callback"


@pytest.fixture
async def other() -> AsyncIterator[OtherHouse]:
    async with open_house() as house:
        yield house


def known_as(other: OtherHouse, secret: str = SECRET) -> Provider:
    return Provider(other.issuer, CLIENT, secret, "회사", (), BACK)


async def asked(provider: Provider) -> tuple[str, Attempt]:
    """The code that somebody comes back with."""
    url, attempt = await provider.begin("/")
    async with httpx2.AsyncClient(trust_env=False) as network:
        back = (await network.get(url)).headers["location"]
    return parse_qs(urlsplit(back).query)["code"][0], attempt


async def test_it_tells_who_somebody_is(other: OtherHouse) -> None:
    provider = known_as(other)
    assert await provider.finish(*await asked(provider)) == Somebody(
        other.issuer, "4711", None, "김지우", "jiwoo", welcome=False
    )


async def test_new_keys_are_fetched_when_they_are_seen(other: OtherHouse) -> None:
    provider = known_as(other)
    await provider.finish(*await asked(provider))
    other.known = other.key = ECKey.generate_key("P-256", {"kid": "two"})
    other.kid = "two"
    assert (await provider.finish(*await asked(provider))).subject == "4711"


async def test_a_code_is_good_once_and_with_its_verifier(other: OtherHouse) -> None:
    provider = known_as(other)
    code, attempt = await asked(provider)
    await provider.finish(code, attempt)
    for wrong in ((code, attempt), ((await asked(provider))[0], attempt)):
        with pytest.raises(Refusal) as refused:
            await provider.finish(*wrong)
        assert refused.value.code == "forbidden"


async def test_whom_the_other_house_does_not_know_it_does_not_answer(other: OtherHouse) -> None:
    provider = known_as(other, secret="wrong")
    with pytest.raises(Refusal) as refused:
        await provider.finish(*await asked(provider))
    assert refused.value.code == "forbidden"


async def test_a_house_that_calls_itself_otherwise_is_not_believed(other: OtherHouse) -> None:
    provider = known_as(other)
    other.issuer += "/other"
    with pytest.raises(Refusal) as refused:
        await provider.begin("/")
    assert refused.value.code == "forbidden"


@pytest.mark.parametrize(
    ("issuer", "good"),
    [
        ("https://id.example", True),
        ("https://id.example/realms/a", True),
        ("http://localhost:8080", True),
        ("http://127.0.0.1:8080", True),
        ("http://id.example", False),
        ("id.example", False),
        ("ftp://id.example", False),
        ("https://", False),
    ],
)
def test_it_is_spoken_to_over_https_or_on_this_machine(issuer: str, good: bool) -> None:
    assert is_acceptable(issuer) is good
