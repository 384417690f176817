"""`python -m bench.chart [results.json]`: the fan-out of a run as a picture, docs/benchmarks.svg. Without a file it is
the latest run in bench/results/ that has one."""

import json
import re
import sys
from html import escape
from pathlib import Path
from typing import NamedTuple

_HOUSE = Path(__file__).parent.parent
_RESULTS = _HOUSE / "bench" / "results"
_PICTURE = _HOUSE / "docs" / "benchmarks.svg"
_IN_FLIGHT = "16"

_WIDTH, _NAMES, _VALUES = 760, 240, 92
_TOP, _ROW, _BAR = 68, 30, 18
_STYLE = """\
  text { font: 14px system-ui, sans-serif; font-variant-numeric: tabular-nums; fill: #22201c; }
  .title { font-size: 16px; font-weight: 600; }
  .faint { font-size: 12px; fill: #716a5e; }
  .ours { fill: #1c7461; font-weight: 600; }
  rect { fill: #cfc8ba; }
  @media (prefers-color-scheme: dark) {
    text { fill: #ece8df; }
    .faint { fill: #918b80; }
    .ours { fill: #6cc7b0; }
    rect { fill: #4a4c4d; }
  }"""


class Bar(NamedTuple):
    name: str
    rate: float

    @property
    def ours(self) -> bool:
        return self.name.startswith("Madang")


def bars(table: dict[str, object]) -> list[Bar]:
    """The fastest first; who could not be measured is left out."""
    rows = [row["columns"] for row in table["rows"]]  # type: ignore[attr-defined]
    found = [
        Bar(columns["server"], float(rate[0].replace(",", "")))
        for columns in rows
        if columns.get("in flight") == _IN_FLIGHT and (rate := re.match(r"[\d,.]+", columns.get("median", "")))
    ]
    return sorted(found, key=lambda bar: -bar.rate)


def drawn(title: str, bars: list[Bar]) -> str:
    height = _TOP + _ROW * len(bars) + 8
    about = "; ".join(f"{bar.name}: {bar.rate:,.0f} per second" for bar in bars)
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="a b">',
        f'<title id="a">{escape(title)}</title>',
        f'<desc id="b">{escape(about)}.</desc>',
        f"<style>\n{_STYLE}\n</style>",
        f'<text class="title" x="0" y="20">{escape(title)}</text>',
        f'<text class="faint" x="0" y="42">{_IN_FLIGHT} messages in flight; more is better</text>',
        *(_row(bar, _TOP + _ROW * place, bar.rate / bars[0].rate) for place, bar in enumerate(bars)),
        "</svg>",
    ]
    return "\n".join(pieces) + "\n"


def _row(bar: Bar, top: int, share: float) -> str:
    width = max(share * (_WIDTH - _NAMES - _VALUES), 1)
    middle, ours = top + _BAR - 4, ' class="ours"' if bar.ours else ""
    return (
        f'<text{ours} x="{_NAMES - 12}" y="{middle}" text-anchor="end">{escape(bar.name)}</text>'
        f'<rect{ours} x="{_NAMES}" y="{top}" width="{width:.1f}" height="{_BAR}" rx="3"/>'
        f'<text{ours} x="{_NAMES + width + 8:.1f}" y="{middle}">{bar.rate:,.0f}</text>'
    )


def _fanout(path: Path) -> dict[str, object] | None:
    tables = json.loads(path.read_text())["tables"]
    return next((table for table in tables if table["scenario"] == "fanout"), None)


def main() -> None:
    paths = [Path(sys.argv[1])] if sys.argv[1:] else sorted(_RESULTS.glob("*.json"), reverse=True)
    table = next(filter(None, map(_fanout, paths)), None)
    if table is None or not (found := bars(table)):
        sys.exit("bench: there is no fan-out to draw; run `make bench` first")
    _PICTURE.write_text(drawn(str(table["title"]), found))
    print(f"Drawn into {_PICTURE.relative_to(_HOUSE)}.")


if __name__ == "__main__":
    main()
