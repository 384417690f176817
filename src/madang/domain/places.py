"""The place: what the house is called and whom it lets in."""

from dataclasses import dataclass
from typing import Literal

Registration = Literal["invitation", "open", "closed"]
"""How one gets an account: by a link of somebody who is in, by oneself, or not at all."""


@dataclass(frozen=True, slots=True)
class Place:
    """`claimed`: it has an owner. `plain_doors`: whether strangers may use them; None: while listening on loopback.
    `color` is the accent (`#rrggbb`) or empty, `logo` names the present one. `messages_a_minute` is how many one person
    may say, `arrivals_a_minute` how many may come or sign in from one address; None: what the house can bear. `edition`
    counts its changes, so that nodes that hear of two in the wrong order keep the later one."""

    name: str = "Madang"
    welcome: str = ""
    color: str = ""
    logo: str | None = None
    registration: Registration = "invitation"
    plain_doors: bool | None = None
    messages_a_minute: int | None = None
    arrivals_a_minute: int | None = None
    claimed: bool = False
    edition: int = 0
