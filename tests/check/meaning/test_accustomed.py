"""What the rest of a document renders a word by."""

from __future__ import annotations

import pytest

from alignkit.check.meaning.accustomed import habits
from alignkit.check.run.view import PairView
from alignkit.types import Bitext

PATIENTS = [
    ("患者接受了治疗。", "The patients received treatment."),
    ("患者没有发热。", "The patients had no fever."),
    ("护士记录了患者的年龄。", "The nurse recorded the patients' age."),
    ("医生来得很晚。", "The doctors came late."),
]
WRONG = ("每名患者签署了同意书。", "Each doctor signed the consent form.")


@pytest.mark.parametrize("turned", [False, True])
def test_a_word_that_is_rendered_everywhere_else_is_missed_more(turned: bool) -> None:
    """A translator who always says patients did not mean them by doctors."""
    told = [_told(pairs, turned) for pairs in ([*PATIENTS, WRONG], [PATIENTS[0], WRONG])]
    assert told[0] is not None
    assert told[1] is not None
    assert told[0] > told[1]


def test_two_words_that_stand_nowhere_else_are_unknown() -> None:
    """A lone pair says nothing of anybody's habits."""
    assert _told([WRONG], False) is None


def _told(pairs: list[tuple[str, str]], turned: bool) -> float | None:
    texts, langs = ([p[::-1] for p in pairs], ("en", "zh")) if turned else (pairs, ("zh", "en"))
    view = PairView(Bitext.from_pairs(texts, *langs)).view(len(pairs) - 1)
    held, row = habits(view)
    return held.weighed(row, "患者", "doctor", 1.0)
