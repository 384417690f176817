"""Houses with a bug built in, to see that the tests would notice it.

with Planted("answer_before_commit") as house:
    ...
"""

from pathlib import Path

from typing_extensions import override

from tests.houses import House


class Planted(House):
    def __init__(self, bug: str, database_url: str = "", **settings: object) -> None:
        super().__init__(database_url, **settings)
        self.bug = bug

    @override
    def program(self) -> list[str]:
        return [str(Path(__file__).with_name("launch.py")), self.bug]
