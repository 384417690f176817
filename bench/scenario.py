"""What every scenario has in common: what it is given, and the table it gives back."""

import statistics
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.load import LoadClient, Measured
from bench.machine import Cores


@dataclass(frozen=True)
class Bench:
    """`seconds` is the length of a phase, `size` that of a text in bytes, `rooms` how many there are where many are."""

    cores: Cores
    client: LoadClient
    rounds: int
    seconds: float
    listeners: int
    size: int
    rooms: int = 1000
    messages: int = 1_000_000

    def say(self, progress: str) -> None:
        print(f"  {progress}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Row:
    """What is shown, and what it was made from."""

    columns: dict[str, str]
    measured: Sequence[Measured | dict[str, float]] = ()


@dataclass(frozen=True)
class Table:
    scenario: str
    title: str
    rows: list[Row]
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        names = list(dict.fromkeys(name for row in self.rows for name in row.columns))
        cells = [names, *([row.columns.get(name, "") for name in names] for row in self.rows)]
        widths = [max(len(row[place]) for row in cells) for place in range(len(names))]
        lines = [
            "| "
            + " | ".join(_set(cell, width, place) for place, (cell, width) in enumerate(zip(row, widths, strict=True)))
            + " |"
            for row in cells
        ]
        rule = (
            "|" + "|".join("-" * (width + 1) + ("-" if place == 0 else ":") for place, width in enumerate(widths)) + "|"
        )
        return "\n".join([self.title, "", lines[0], rule, *lines[1:], *self.notes])


class Scenario(ABC):
    """`name` is what it is asked for by."""

    name: str
    about: str

    @abstractmethod
    def run(self, bench: Bench) -> Table:
        """Measures; raises `RunFailed` rather than giving a figure that is worth nothing."""


def spread(values: Sequence[float], unit: str = "", digits: int = 0) -> dict[str, str]:
    """The median, and the least and the most beside it."""
    return {
        "median": f"{statistics.median(values):,.{digits}f}{unit}",
        "spread": f"{min(values):,.{digits}f} – {max(values):,.{digits}f}",
    }


def _set(cell: str, width: int, place: int) -> str:
    return cell.ljust(width) if place == 0 else cell.rjust(width)
