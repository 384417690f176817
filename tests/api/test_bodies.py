"""The bodies of requests: closed, and of the right types."""

import inspect

import pytest
from pydantic import BaseModel, ValidationError

from madang.api import bodies

BODIES = [
    each
    for each in vars(bodies).values()
    if inspect.isclass(each)
    and issubclass(each, BaseModel)
    and each.__module__ == bodies.__name__
    and each.model_fields
]


def filled(body: type[BaseModel]) -> dict[str, object]:
    return {name: 1 if field.annotation is int else "cookie" for name, field in body.model_fields.items()}


@pytest.mark.parametrize("body", BODIES)
def test_a_body_with_a_field_that_nobody_knows_is_refused(body: type[BaseModel]) -> None:
    body.model_validate(filled(body))
    with pytest.raises(ValidationError):
        body.model_validate({**filled(body), "kind": "admin"})


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("value", [None, [], {}, True, 1.5])
def test_a_field_of_the_wrong_type_is_refused(body: type[BaseModel], value: object) -> None:
    for name in body.model_fields:
        with pytest.raises(ValidationError):
            body.model_validate({**filled(body), name: value})


def test_every_body_was_looked_at() -> None:
    assert {body.__name__ for body in BODIES} == {
        "NewSession", "NewName", "NewRoom", "NewMessage", "NewText", "NewReadMark",
    }  # fmt: skip
