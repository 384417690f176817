"""The bodies of requests about accounts: closed, and of the right types."""

import inspect

import pytest
from pydantic import BaseModel, ValidationError

from madang.api import account_bodies

BODIES = [
    each
    for each in vars(account_bodies).values()
    if inspect.isclass(each) and issubclass(each, BaseModel) and each.__module__ == account_bodies.__name__
]


@pytest.mark.parametrize("body", BODIES)
def test_a_body_with_a_field_that_nobody_knows_is_refused(body: type[BaseModel]) -> None:
    filled = dict.fromkeys(body.model_fields, "cookie")
    body.model_validate(filled)
    for wrong in ({**filled, "role": "owner"}, dict.fromkeys(filled, 1)):
        with pytest.raises(ValidationError):
            body.model_validate(wrong)
