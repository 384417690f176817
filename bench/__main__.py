"""`python -m bench`: which scenarios, how long, and where the results go."""

import argparse
import dataclasses
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import machine
from bench.fanout import Fanout, Shapes
from bench.growth import Growth
from bench.history import History
from bench.idle import Idle
from bench.ingest import Ingest
from bench.latency import Latency
from bench.load import LoadClient, RunFailed
from bench.opening import Opening
from bench.rooms import Rooms
from bench.scenario import Bench, Scenario, Table
from bench.signing import Signing
from bench.start import Start
from bench.storm import Storm

SCENARIOS: list[Scenario] = [
    Fanout(),
    Shapes(),
    Rooms(),
    Latency(),
    Ingest(),
    Idle(),
    Storm(),
    History(),
    Growth(),
    Start(),
    Signing(),
    Opening(),
]
RESULTS = Path(__file__).parent / "results"


def main() -> None:
    given = _arguments()
    pinned = machine.cores()
    machine.raise_file_limit()
    try:
        client = LoadClient(pinned, given.client)
    except RunFailed as failed:
        sys.exit(f"bench: {failed}")
    described = machine.described(pinned) | {"load_client": client.kind}
    print(f"{described['processor']}, {described['cores']} cores; {pinned}.")
    if client.kind == "python":
        print("The load client is the Python one (no C compiler, or asked for): slower, so it may be what is measured.")
    bench = Bench(
        pinned, client, given.rounds, given.seconds, given.listeners, given.size, given.rooms, messages=given.messages
    )
    tables = []
    for scenario in SCENARIOS:
        if scenario.name in given.scenarios:
            try:
                tables.append(scenario.run(bench))
            except RunFailed as failed:
                sys.exit(f"bench: {scenario.name} failed, its figures are worth nothing: {failed}")
            print(f"\n{tables[-1]}\n", flush=True)
    print(f"Written to {_keep(described, given, tables)}.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench",
        description="Measures Madang and its peers, alternately, on this machine.",
        epilog="Scenarios: " + "; ".join(f"{each.name} ({each.about})" for each in SCENARIOS) + ".",
    )
    names = [each.name for each in SCENARIOS]
    parser.add_argument("scenarios", nargs="*", default=names, metavar="scenario", help="all of them if none is named")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured (%(default)s)")
    parser.add_argument("--seconds", type=float, default=1.2, help="how long one phase lasts (%(default)s)")
    parser.add_argument("--listeners", type=int, default=1000, help="how many listen in the room (%(default)s)")
    parser.add_argument("--rooms", type=int, default=1000, help="how many rooms, where there are many (%(default)s)")
    parser.add_argument("--size", type=int, default=100, help="bytes of a text (%(default)s)")
    parser.add_argument(
        "--messages", type=int, default=1_000_000, help="how many are kept, where much is (%(default)s)"
    )
    parser.add_argument("--client", choices=("c", "python"), default="", help="which load client; the best there is")
    given = parser.parse_args()
    if unknown := set(given.scenarios) - set(names):
        parser.error(f"there is no scenario {min(unknown)}; there are {', '.join(names)}")
    return given


def _keep(described: dict[str, Any], given: argparse.Namespace, tables: list[Table]) -> str:
    now = datetime.now(UTC)
    path = RESULTS / f"{now:%Y-%m-%d-%H%M%S}.json"
    kept = {
        "at": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "machine": described,
        "arguments": vars(given),
        "tables": [dataclasses.asdict(table) for table in tables],
    }
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    return f"bench/results/{path.name}"


if __name__ == "__main__":
    main()
