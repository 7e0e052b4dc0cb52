"""Samples with bytes flipped, cut and doubled: read, or refused in one line, never more."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

import alignkit as ak
from alignkit.evaluate.beads import pairs

SAMPLES = Path(__file__).parent.parent / "data" / "formats"
FILES = [path for path in sorted(SAMPLES.iterdir()) if path.is_file()]
MARKS = b'<>&"\t\n[]:;,\x00\xff\\ 0-1~{}'


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Damage a file in up to four places."""
    held = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if not held:
            break
        at, toss = chance.randrange(len(held)), chance.random()
        if toss < 0.35:
            held[at] = chance.randrange(256)
        elif toss < 0.5:
            del held[at : at + chance.randint(1, 30)]
        elif toss < 0.65:
            held[at:at] = bytes(chance.choices(MARKS, k=chance.randint(1, 5)))
        elif toss < 0.8:
            held = held[:at]
        else:
            start = chance.randrange(len(held))
            held[at:at] = held[start : start + chance.randint(1, 40)]
    return bytes(held)


def _try(count: int, seed: int, folder: Path) -> int:
    chance = random.Random(seed)
    shutil.copytree(SAMPLES, folder, dirs_exist_ok=True)
    refusals: list[str] = []
    for _ in range(count):
        path = chance.choice(FILES)
        place = folder / path.name
        place.write_bytes(mutated(path.read_bytes(), chance))
        for read in (ak.load, pairs):
            try:
                read(place)
            except ak.AlignkitError as error:
                refusals.append(str(error))
        shutil.copy(path, place)
    assert not [refusal for refusal in refusals if "\n" in refusal]
    return len(refusals)


def test_damage_never_shows_a_traceback(tmp_path: Path) -> None:
    """Whatever is raised is ours, in one line; and damage is noticed at all."""
    assert _try(60, 1, tmp_path) > 20


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_much_damage_never_shows_a_traceback(seed: int, tmp_path: Path) -> None:
    """The same, many times over."""
    assert _try(600, seed, tmp_path) > 200
