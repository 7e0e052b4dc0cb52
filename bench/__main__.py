"""Every figure that the project claims: python -m bench [--data DIR] [--json OUT] [ROOM ...].

Without a ROOM all are measured: those that report accuracy alone in so many processes as there are
cores (--jobs N), then those that report time or memory one by one, with nothing beside them. With
--json a room's rows replace its older ones in OUT, so that rooms can be measured one by one.
--compare OLD.json prints what changed since. A few commands measure nothing by themselves: page OUT
makes docs/benchmarks.md, fresh NAME uses a slice that nobody has looked at, promises holds
severities against what readers said, standing RULE tells what the program says now where they read,
cost holds what a check takes against an older program, and witnesses tells what each line of a
table rests on. They take the data from ALIGNKIT_BENCH.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.figures.change import changes
from bench.figures.machine import cores
from bench.figures.table import Row, show
from bench.measure import measured, processor
from bench.rooms import COMMANDS, ROOMS, script

#: A folder without data stands in where none is given, so that rooms which need none still run.
NOWHERE = Path(tempfile.gettempdir()) / "no-gold-data"


def tell(name: str, held: dict[str, Any]) -> None:
    """Print one room's table and what is not in it."""
    print(f"\n{name}: {held['what']}")
    if held["rows"]:
        show([Row(**row) for row in held["rows"]])
    for reason in [held.get("absent"), held.get("failed"), *held["left out"]]:
        if reason:
            print(f"  {reason}")


def keep(path: Path, rooms: dict[str, Any], whole: dict[str, Any] | None = None) -> None:
    """Write the rooms measured so far, beside those that an earlier run left in the file.

    `whole` is what a run of all rooms took.
    """
    older = json.loads(path.read_text("utf-8")) if path.exists() else {"rooms": {}}
    merged = {**older["rooms"], **rooms}
    whole = whole or older.get("whole")
    order = {room.name: place for place, room in enumerate(ROOMS)}
    ordered = dict(sorted(merged.items(), key=lambda item: order.get(item[0], len(order))))
    held = {"schema": 1, **({"whole": whole} if whole else {}), "rooms": ordered}
    text = json.dumps(held, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def alone(parser: argparse.ArgumentParser, names: list[str], more: list[str], data: Path) -> None:
    """Run one room by options of its own."""
    room = next((room for room in ROOMS if names == [room.name] and room.options), None)
    if room is None:
        takers = "; ".join(f"{room.name} takes {room.options}" for room in ROOMS if room.options)
        parser.error(f"unrecognised: {' '.join(more)} ({takers})")
    if missing := room.missing(data):
        parser.error(f"no data: {', '.join(missing)} (--data DIR, or ALIGNKIT_BENCH)")
    room.command(more, data)


def main() -> None:
    """Measure the rooms that are named."""
    names = [room.name for room in ROOMS]
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(names))
    parser.add_argument("--data", default=os.environ.get("ALIGNKIT_BENCH"), help="the gold data")
    parser.add_argument("--json", type=Path, metavar="OUT", help="keep the rows in this file")
    parser.add_argument("--compare", type=Path, metavar="OLD", help="say what changed since OLD")
    parser.add_argument("--jobs", type=int, default=cores(), metavar="N",
                        help="rooms of accuracy side by side; all cores")  # fmt: skip
    if sys.argv[1:2] and sys.argv[1] in COMMANDS:
        given = Path(os.environ.get("ALIGNKIT_BENCH", NOWHERE))
        script(sys.argv[1]).main(sys.argv[2:], given)
        return
    options, more = parser.parse_known_args()
    unknown = sorted(set(options.rooms) - set(names))
    if unknown:
        parser.error(f"no room {', '.join(unknown)}; there are {', '.join(names)}")
    data = Path(options.data) if options.data else NOWHERE
    if options.data and not data.is_dir():
        parser.error(f"{data} is no folder")
    if more:
        alone(parser, options.rooms, more, data)
        return
    older = json.loads(options.compare.read_text("utf-8")) if options.compare else None
    done: dict[str, Any] = {}
    chosen = [room for room in ROOMS if not options.rooms or room.name in options.rooms]
    start, before = time.perf_counter(), processor()
    for room, held in measured(chosen, data, options.jobs):
        done[room.name] = held
        tell(room.name, held)
        if len(chosen) > 1:
            print(f"{len(done)} of {len(chosen)} rooms", file=sys.stderr)
        sys.stdout.flush()
        ran = {n: h for n, h in done.items() if h["rows"]}
        if options.json and ran:
            keep(options.json, ran)
    if older:
        print(f"\nSince {options.compare}:")
        print("\n".join(changes(older["rooms"], done)) or "  nothing changed")
    spent, worked = time.perf_counter() - start, processor() - before
    if options.json and len(chosen) == len(ROOMS):
        whole = {"seconds": round(spent), "processor": round(worked), "jobs": options.jobs}
        keep(options.json, {}, whole)
    print(f"\n{spent:.0f} s altogether, {worked:.0f} s of processors")
    sys.exit(1 if any("failed" in held for held in done.values()) else 0)


if __name__ == "__main__":
    main()
