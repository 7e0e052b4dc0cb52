"""A denial that only one side has."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.meaning.unanswered import unanswered
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity


def _unmatched(view: BeadView) -> Iterator[Hit]:
    yield from unanswered(view, "denial", "one side denies: “{own}” beside “{other}”")


RULES = (
    Rule(
        id="MIS001",
        name="denial-unmatched",
        severity=Severity.WARNING,
        summary="One side denies what the other asserts",
        what=(
            "Looks at each word that denies, by itself or by what renders it (不得, 无法, 禁止; "
            "not, without, unable): which word it denies, what stands for that on the other side, "
            "and whether a denial there answers it that answers no other. A small network reads "
            "both sides, and counts of natural pairs tell which words often have no answer: "
            "“not” once in sixty, “cannot” hardly ever, 不断 nearly always. Where a translation is "
            "free, all of this weighs less. “Not only”, “not more than” and “not until” beside 才 "
            "are no denials. It warns where the word that is denied stands surely on both "
            "sides, one side denies once more than the other, and nothing at the place says so "
            "otherwise (“less likely”, “out of reach”); elsewhere it is a note. In the manuals of "
            "programs more must speak for a warning."
        ),
        why="A lost or added “not” turns a sentence round and reads well in both texts.",
        bad=(
            Example(
                "公司不得向第三方提供数据。", "The company must provide data to third parties."
            ),
            Example("该系统支持中文。", "The system does not support Chinese."),
        ),
        good=(
            Example("我们无法确认。", "We were unable to confirm it."),
            Example("产量不断提高。", "Output keeps rising."),
            Example("他拒绝回答。", "He did not answer."),
            Example("未来的非洲", "Africa of the future"),
        ),
        find=_unmatched,
        needs_model=True,
        yields_to=("COV001", "COV002", "COV003", "MIS008", "NUM006", "NUM007"),
        limits="Rhetorical questions, and denials in sentences that are rendered very freely.",
        precision="found .63 and .43 of denials lost or added on held documents; "
        "of natural text most are free renderings (docs/meaning.md)",
    ),
)
