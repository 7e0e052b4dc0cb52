"""An exhortation that one rendering adds or drops: “should”, weighed by the original."""

from __future__ import annotations

import re
from collections.abc import Sequence

from alignkit.compare.details import differing
from alignkit.types.comparison import Divergence, Row
from alignkit.words.tokens import Token, tokens

OBLIGING = frozenset({"must", "should", "shall", "ought"})
# Words that oblige with what follows them, and what may oblige in other words.
SOFTER = frozenset(
    {"need", "needs", "needed", "necessary", "have", "required", "requires", "obliged", "let"}
    | {"supposed", "expected", "urge", "urged", "recommend", "better", "would", "will"}
)
# Characters by which Chinese obliges, asks or plans, and those of conditions that English puts
# into “should”.
OBLIGES = re.compile("[应應须須必要该該得需当當请請宜务務勿将將会會若如万萬倘]|义务|責任|责任")
# Words by which Chinese does oblige, whatever stands around them.
DUTY = re.compile(
    "必[须須]|[应應][当當该該]|[务務]必|不得|[应應须須](?=[当當由在以将將与與把于於按])"
)
CONFIDENCE = 0.6


def weigh_mood(row: Row, langs: tuple[str, Sequence[str]]) -> list[Divergence]:
    """Return where one English rendering obliges and the other does not.

    The original tells which is closer; where it may oblige or not, nothing is told.
    """
    obliged = bool(DUTY.search(row.source))
    if langs[0] != "zh" or not row.source or (OBLIGES.search(row.source) and not obliged):
        return []
    found = []
    for pair in differing(row, langs[1]):
        held = [tokens(row.renderings[i].text) for i in pair]
        for side in (0, 1):
            word = next((token for token in held[side] if token.folded in OBLIGING), None)
            if word and not any(t.folded in OBLIGING | SOFTER for t in held[1 - side]):
                found.append(_divergence(pair, side, word, obliged))
    return found


def _divergence(pair: tuple[int, int], side: int, word: Token, obliged: bool) -> Divergence:
    spans = (word.span,)
    borne = "obliges" if obliged else "obliges nobody"
    return Divergence(
        rule="DIV006",
        kind="mood",
        message=f"only {('the first', 'the second')[side]} says “{word.text}”, and the original "
        f"{borne}",
        pair=pair,
        first=() if side else spans,
        second=spans if side else (),
        values={"closer": pair[side if obliged else 1 - side]},
        confidence=CONFIDENCE,
        severity="info",
    )
