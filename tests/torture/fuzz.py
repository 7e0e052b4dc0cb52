"""Mutants drawn by chance: `python -m tests.torture.fuzz [--seconds N] [KIND …]`.

Whatever comes in, a reader gives a value or an `AlignkitError` of one line. Each kind has a seed,
and is mutated by bytes, runs and pieces of the other seeds. An input that breaks the rule is kept
under `corpus/`, which the tests replay.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.torture.inputs import KINDS, broken, first_inputs
from tests.torture.seeds import PIECES

CORPUS = Path(__file__).with_name("corpus")


def mutated(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return a seed with a few changes: bytes, pieces repeated, cut, moved or of another seed."""
    held = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place = chance.randint(0, len(held))
        size = chance.choice((1, 2, 4, 16, 64))
        piece = bytes(held[place : place + size])
        change = chance.randrange(6)
        if change == 0 and held:
            held[min(place, len(held) - 1)] = chance.choice(
                (0, 9, 10, 13, 34, 60, 92, 255, chance.randrange(256))
            )
        elif change == 1:
            del held[place : place + size]
        elif change == 2:
            held[place:place] = piece * chance.choice((1, 3, 50))
        elif change == 3:
            other = chance.choice(others)
            start = chance.randint(0, len(other))
            held[place:place] = other[start : start + size * 4]
        elif change == 4:
            held[place:place] = chance.choice(PIECES)
        else:
            start = chance.randint(0, len(held))
            held[start:start] = piece
    return bytes(held[:20_000])


def run(kind: str, count: int, seconds: float, seed: int, say: Callable[[bytes, str], None]) -> int:
    """Try so many mutants of a kind, or for so long, and return how many were tried."""
    known = first_inputs()
    chance, until = random.Random(f"{kind}{seed}"), time.process_time() + seconds
    pool, done = [known[kind]], 0
    with tempfile.TemporaryDirectory() as name:
        while done < count and time.process_time() < until:
            data = mutated(chance.choice(pool), list(known.values()), chance)
            # Mutants are mutated on, so that changes add up.
            pool = [*pool[-40:], data] if chance.random() < 0.2 else pool
            why = broken(kind, data, Path(name))
            if why:
                say(data, why)
            done += 1
    return done


def main() -> int:
    """Fuzz, keep what breaks the rule, and return 1 where something did."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--seconds", type=float, default=60, help="processor time a kind")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    fell: dict[str, str] = {}
    total = 0
    for kind in given.kinds or KINDS:

        def keep(data: bytes, why: str, kind: str = kind) -> None:
            if f"{kind} {why[:60]}" in fell:
                return
            fell[f"{kind} {why[:60]}"] = why
            CORPUS.mkdir(exist_ok=True)
            (CORPUS / f"{kind}-{len(fell):03}.bin").write_bytes(data)
            print(f"{kind}: {why[:200]}", flush=True)

        done = run(kind, 10**9, given.seconds, given.seed, keep)
        total += done
        print(f"{kind:12} {done:8,} inputs", flush=True)
    print(f"{total:,} inputs of {len(given.kinds or KINDS)} kinds, {len(fell)} fell")
    return bool(fell)


if __name__ == "__main__":
    sys.exit(main())
