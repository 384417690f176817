"""What holds for every value of the domain: frozen, compared by what it says, without a dictionary of its own."""

import dataclasses
from types import ModuleType
from typing import Any, get_type_hints


def of(module: ModuleType) -> list[type]:
    """The dataclasses that a module declares."""
    return [
        each
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == module.__name__ and dataclasses.is_dataclass(each)
    ]


def made(kind: type) -> Any:
    """One with something in every field."""
    return kind(**{field.name: field.name for field in dataclasses.fields(kind)})


def check(module: ModuleType) -> None:
    found = of(module)
    assert found, f"{module.__name__} declares no value"
    for kind in found:
        one, same = made(kind), made(kind)
        assert one == same
        assert hash(one) == hash(same)
        assert not hasattr(one, "__dict__"), f"{kind.__name__} has room for more than it says"
        assert get_type_hints(kind) or not dataclasses.fields(kind)
        for field in dataclasses.fields(kind):
            try:
                setattr(one, field.name, "other")
            except dataclasses.FrozenInstanceError:
                continue
            raise AssertionError(f"{kind.__name__}.{field.name} can be changed")
