"""What kind of text a pair is: one that states, or the manual of a program.

Contracts, policy, news and medicine deny in one language what they deny in the other. The manuals
of programs are full of names in Latin letters, and their translators turn denials as they like and
add what helps a reader.
"""

from __future__ import annotations

import re

from alignkit.check.run.view import PairView
from alignkit.words.script import is_chinese

# A word in Latin letters that is no abbreviation; so many beads of a manual have one in Chinese.
_LATIN = re.compile(r"(?<![A-Za-z])[A-Za-z_]*[a-z][A-Za-z_]*")
SHORTEST, MANUAL = 3, 0.3
# So many beads show what a text is.
READ = 400


def of_programs(pair: PairView) -> bool:
    """Tell whether the Chinese of a pair is the manual of a program."""
    bitext = pair.bitext
    document = bitext.source if is_chinese(bitext.source.lang) else bitext.target
    held = document.sentences[:READ]
    named = sum(_is_named(document.text[one.span.start : one.span.end]) for one in held)
    return named > MANUAL * len(held)


def _is_named(text: str) -> bool:
    return any(len(word) >= SHORTEST for word in _LATIN.findall(text))
