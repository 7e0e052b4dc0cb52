"""What is forbidden, and what is permitted, without a consent, in any words and order."""

from __future__ import annotations

from itertools import product

import pytest

import alignkit as ak
from alignkit.check.meaning.consent import Lacking, said

GIVEN = [
    ("甲方书面同意", "the written consent of Party A"),
    ("主管机关批准", "the approval of the authority"),
    ("许可", "a permit"),
]
DONE = [
    ("转让股份", "transfer the shares"),
    ("进入仓库", "enter the warehouse"),
    ("公布结果", "publish the results"),
]
BARRED = ["未经{g}，乙方不得{d}。", "非经{g}，任何人不准{d}。", "没有{g}，严禁{d}。"]
FREED = ["未经{g}，乙方可以{d}。", "乙方无须{g}即可{d}。", "乙方有权不经{g}{d}。"]
BARS = [
    "Party B shall not {d} without {g}.",
    "Without {g}, no one may {d}.",
    "Party B is not permitted, without {g}, to {d}.",
]
FREES = [
    "Party B may {d} without {g}.",
    "Party B may, without {g}, {d}.",
    "Without {g}, anyone is free to {d}.",
]


def _all(shapes: list[str], side: int) -> list[str]:
    return [shape.format(g=g[side], d=d[side]) for shape, g, d in product(shapes, GIVEN, DONE)]


SAID = [
    (text, lang, what)
    for shapes, lang, what in (
        (BARRED, "zh", Lacking.BARS),
        (FREED, "zh", Lacking.FREES),
        (BARS, "en", Lacking.BARS),
        (FREES, "en", Lacking.FREES),
    )
    for text in _all(shapes, int(lang == "en"))
]


@pytest.mark.parametrize(("text", "lang", "what"), SAID)
def test_a_missing_consent_bars_or_does_not(text: str, lang: str, what: Lacking) -> None:
    """A thing must not be done without one, or may be."""
    told = said(text, lang)
    assert told is not None
    assert told.what is what


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("须经批准方可进入。", "zh"),
        ("未经训练的人可能受伤。", "zh"),
        ("乙方可以转让股份。", "zh"),
        ("It may be copied only with consent.", "en"),
        ("It may not be copied.", "en"),
        ("He left without a word.", "en"),
        ("It may be copied without consent, but only once, and without notice.", "en"),
    ],
)
def test_what_cannot_be_told(text: str, lang: str) -> None:
    """A condition, no consent, or more than one: nothing is said of it."""
    assert said(text, lang) is None


def _found(source: str, target: str) -> list[tuple[str, str]]:
    findings = ak.check(ak.align([source], [target]), select=["MIS001", "MIS002"])
    return [(f.rule, str(f.severity)) for f in findings]


@pytest.mark.parametrize(("g", "d"), list(zip(GIVEN, DONE, strict=True)))
@pytest.mark.parametrize("shape", range(3))
def test_one_bars_and_one_frees(g: tuple[str, str], d: tuple[str, str], shape: int) -> None:
    """That is a warning, in either direction; where both bar or both free, nothing is said."""
    barred, freed = (texts[shape].format(g=g[0], d=d[0]) for texts in (BARRED, FREED))
    bars, frees = (texts[shape].format(g=g[1], d=d[1]) for texts in (BARS, FREES))
    for source, target in ((barred, frees), (frees, barred), (freed, bars), (bars, freed)):
        assert "warning" in [severity for _, severity in _found(source, target)], (source, target)
    for source, target in ((barred, bars), (bars, barred), (freed, frees), (frees, freed)):
        assert "warning" not in [severity for _, severity in _found(source, target)]
