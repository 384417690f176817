"""Whatever is asked, in whatever shape, is answered as the OpenAPI description says, and never with a bug.

`EXAMPLES` for each request and actor; more of them with `EXAMPLES=500 pytest tests/security/test_contract.py`.
"""

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

import httpx2
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from madang.store.database import Database
from tests.houses import House
from tests.security.cast import Cast, claim, enter

EXAMPLES = int(os.environ.get("EXAMPLES", "6"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ENDS = {
    "DELETE /api/session",
    "DELETE /api/sessions",
    "DELETE /api/sessions/{session}",
    "DELETE /api/people/me",
    "PUT /api/people/me/password",
}
"""Who asks these is signed out, and had to be made anew each time; the table of permissions asks them."""


class Scene(NamedTuple):
    house: House
    cast: Cast
    schema: Any
    session: requests.Session


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    url = f"sqlite:///{tmp_path_factory.mktemp('contract')}/madang.sqlite3"
    claim(url)
    database = Database(url)
    (cast,) = enter(database, 1)
    database.close()
    with House(url) as house, requests.Session() as session:
        session.trust_env = False
        described = httpx2.get(f"{house.url}/api/openapi.json", trust_env=False).json()
        yield Scene(house, cast, schemathesis.openapi.from_dict(described), session)


@pytest.mark.parametrize("actor", ["nobody", "guest", "owner"])
def test_every_answer_is_one_that_is_described(scene: Scene, actor: str) -> None:
    token = scene.cast.tokens.get(actor)
    headers = {"authorization": f"Bearer {token}"} if token else {}
    for found in scene.schema.get_all_operations():
        operation = found.ok()
        if actor != "nobody" and operation.label in ENDS:
            continue
        asks(scene, operation, headers)
    assert actor == "nobody" or scene.session.get(f"{scene.house.url}/api/session", headers=headers).ok


@pytest.mark.parametrize("actor", ["nobody", "owner"])
def test_half_a_character_is_refused_in_every_field(scene: Scene, actor: str) -> None:
    """What is well made on the whole, with one text in it that is none."""
    token = scene.cast.tokens.get(actor)
    headers = {"authorization": f"Bearer {token}"} if token else {}
    for found in scene.schema.get_all_operations():
        operation = found.ok()
        if operation.method.upper() in ("POST", "PUT", "PATCH", "DELETE"):
            asks(scene, operation, headers, spoilt=True)


def asks(scene: Scene, operation: Any, headers: dict[str, str], *, spoilt: bool = False) -> None:
    """With ids that exist, now and then: otherwise nothing would come further than to `not_found`."""
    known = {"room": scene.cast.rooms["open"], "person": scene.cast.people["bystander"]}

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        for name, id in known.items():
            if name in case.path_parameters and len(str(case.path_parameters[name])) % 3:
                case.path_parameters[name] = id
        whole = case.body if spoilt and isinstance(case.body, dict) else {}
        for name in [name for name, value in whole.items() if isinstance(value, str)]:
            body = {**whole, name: "\ud800"}
            url = scene.house.url + case.formatted_path
            answer = scene.session.request(operation.method, url, json=body, headers=headers)
            assert 400 <= answer.status_code < 500, f"{operation.label} with half a character as {name}: {answer.text}"
        if spoilt:
            return
        answer = case.call(base_url=scene.house.url, session=scene.session, headers=headers)
        case.validate_response(answer, checks=CHECKS)

    ask()
