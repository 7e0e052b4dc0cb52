"""The table of English verbs and the small words that go with them: account for, carry out.

    python -m training verbs [--data DIR]         (ALIGNKIT_DATA)

DIR/dict/cc-cedict.tsv.xz holds the dictionary. A verb takes a word where the glosses of so many
Chinese words have both: “to account for”, “to account for (a percentage)”.
"""

from __future__ import annotations

import argparse
import lzma
import os
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from alignkit.embed.english import stem

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "link" / "verbs.tsv"
# Words that may make up a verb with the word before them; no other kind does.
WITH = (
    "about across after against ahead along apart around as aside at away back by down for forward "
    "from in into of off on onto out over through to together toward towards up upon with"
).split()
LEAST = 2
_WORDS = "|".join(WITH)
_GLOSS = re.compile(rf"to ([a-z]+) ((?:{_WORDS})(?: (?:{_WORDS}))?)(?: (?:sth|sb))?$")
_ASIDE = re.compile(r"\([^)]*\)")


def verbs(lines: Iterable[str]) -> dict[str, set[str]]:
    """Return what goes with each verb, by its stem, from a dictionary's lines."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in lines:
        word, _, _, glosses = line.rstrip("\n").split("\t")[:4]
        for gloss in glosses.split("/"):
            match = _GLOSS.match(" ".join(_ASIDE.sub(" ", gloss.lower()).split()))
            if match:
                seen[stem(match[1]), match[2]].add(word)
    found: dict[str, set[str]] = defaultdict(set)
    for (verb, small), words in seen.items():
        if len(words) >= LEAST:
            found[verb].add(small)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training verbs", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNKIT_DATA"))
    options = parser.parse_args()
    if not options.data:
        parser.error("give the folder of the training data: --data DIR, or ALIGNKIT_DATA")
    dictionary = Path(options.data) / "dict" / "cc-cedict.tsv.xz"
    with lzma.open(dictionary, "rt", encoding="utf-8") as lines:
        found = verbs(lines)
    head = "# Verbs by their stems, and the small words that make up a verb with each.\n"
    rows = (f"{verb}\t{', '.join(sorted(found[verb]))}\n" for verb in sorted(found))
    OUT.write_text(head + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
