"""What a house may have around it, as a process of its own for the stories that browsers play: another house that
vouches for people, and a mail server. It says where they are, then every letter, a line of JSON each; it ends with its
input."""

import asyncio
import json
import sys

from tests.api.other_house import CLIENT, SECRET, open_house
from tests.errands.boxes import Box

SOMEBODY = {"sub": "4711", "name": "이웃지우", "preferred_username": "neighbour"}


def tell(**said: object) -> None:
    print(json.dumps(said), flush=True)


async def letters(box: Box) -> None:
    told = 0
    while True:
        for letter in box.letters[told:]:
            tell(to=letter["to"], text=letter.get_content())
            told += 1
        await asyncio.sleep(0.02)


async def live() -> None:
    with Box() as box:
        async with open_house() as other:
            other.claims = dict(SOMEBODY)
            tell(issuer=other.issuer, client=CLIENT, secret=SECRET, mail=box.port)
            telling = asyncio.create_task(letters(box))
            await asyncio.to_thread(sys.stdin.read)
            telling.cancel()


if __name__ == "__main__":
    asyncio.run(live())
