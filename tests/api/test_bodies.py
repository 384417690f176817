"""The bodies of requests: closed, and of the right types."""

import inspect
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

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
    """With something right in every field."""
    return {name: _right(field.annotation) for name, field in body.model_fields.items()}


def _right(kind: Any) -> object:
    if get_origin(kind) in (Union, UnionType):
        kind = next(each for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    return {str: "방", int: 1, bool: True}.get(kind, [])


@pytest.mark.parametrize("body", BODIES)
def test_a_body_with_a_field_that_nobody_knows_is_refused(body: type[BaseModel]) -> None:
    body.model_validate(filled(body))
    with pytest.raises(ValidationError):
        body.model_validate({**filled(body), "author": "admin"})


@pytest.mark.parametrize("body", BODIES)
def test_a_field_of_the_wrong_type_is_refused(body: type[BaseModel]) -> None:
    wrong: tuple[object, ...] = ({}, 1.5, b"", [[]])
    for name in body.model_fields:
        for value in wrong:
            with pytest.raises(ValidationError):
                body.model_validate({**filled(body), name: value})


def test_nothing_is_taken_for_something_else() -> None:
    texts: tuple[object, ...] = (1, True, None, ["방"])
    numbers: tuple[object, ...] = ("1", True, None)
    for value in texts:
        with pytest.raises(ValidationError):
            bodies.NewText.model_validate({"text": value})
    for value in numbers:
        with pytest.raises(ValidationError):
            bodies.NewReadMark.model_validate({"seq": value})


def test_every_body_was_looked_at() -> None:
    assert {body.__name__ for body in BODIES} == {
        "NewSession", "NewName", "NewRoom", "RoomEdit", "NewDirect", "NewPreferences", "NewReport", "NewVerdict",
        "MemberEdit", "NewMessage", "NewText", "NewReadMark",
    }  # fmt: skip
