"""A denial that only one side has."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.meaning.sensed import sensed
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity


def _unmatched(view: BeadView) -> Iterator[Hit]:
    yield from sensed(view, "denial", "one side denies: “{source}” beside “{target}”")


RULES = (
    Rule(
        id="MIS001",
        name="denial-unmatched",
        severity=Severity.WARNING,
        summary="One side denies what the other asserts",
        what=(
            "A small network reads both sides word by word and tells where one of them denies "
            "and the other does not: 不, 未, 无, 不得, 无法; not, n't, no, never, without; and "
            "words that deny by their meaning (refuse, lack, unable, 拒绝, 缺乏). Which words "
            "deny, and how far, is learned from pairs: 不断 and 非洲 do not, 无法 does."
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
        yields_to=("COV001", "COV002", "COV003", "MIS007"),
        limits="Rhetorical questions, and denials in sentences that are rendered very freely.",
        precision="with MIS007 found .53 and .47 of denials lost or added on held documents; "
        "of natural text most notes are free renderings (docs/meaning.md)",
    ),
)
