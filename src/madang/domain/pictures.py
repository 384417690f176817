"""A picture of a person, a room or the house, as it is kept: small, and without anything that is not to be seen."""

from dataclasses import dataclass

EDGE = 256
"""Pixels: how wide and high they are at most."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`name` says what is in it: another picture has another name, so that nobody fetches the same twice. `type` is its
    media type."""

    name: str
    type: str
    bytes: bytes
