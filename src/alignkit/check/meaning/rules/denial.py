"""A denial that only one side has."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.coverage.passing import silent
from alignkit.check.meaning.denials import denials, features
from alignkit.check.meaning.linked import reading
from alignkit.check.meaning.weighing import sureness, weighing
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span


def _unmatched(view: BeadView) -> Iterator[Hit]:
    read = view.once(reading)
    if read is None or silent(view):
        return
    best: tuple[float, Hit] | None = None
    for which in (0, 1):
        side, other, _ = read.sides(which)
        learned = weighing(f"denial-{side.language}")
        for sign in denials(side):
            row, at = features(read, which, sign)
            odds = float(learned.net(row[None])[0])
            if odds < learned.threshold or (best and sureness(odds - learned.threshold) <= best[0]):
                continue
            words = side.words, other.words
            own = Span(words[0].starts[sign.place], words[0].ends[sign.last])
            there = Span(words[1].starts[at], words[1].ends[at])
            text = own.slice(words[0].text)
            hit = Hit(
                f"“{text}” denies, and the translation does not"
                if which == 0
                else f"the translation denies (“{text}”), and the source does not",
                source=(own,) if which == 0 else (there,),
                target=(there,) if which == 0 else (own,),
                values={"kind": ("lost", "added")[which], "denial": text,
                        "beside": there.slice(words[1].text)},
                confidence=sureness(odds - learned.threshold),
            )  # fmt: skip
            best = hit.confidence, hit
    if best:
        yield best[1]


RULES = (
    Rule(
        id="MIS001",
        name="denial-unmatched",
        severity=Severity.INFO,
        summary="One side denies what the other asserts",
        what=(
            "Takes every denial of both sides (不, 未, 无, 没, 不得, 无法; not, n't, no, never, "
            "without), the word it bears upon and what renders it, and asks whether anything "
            "there denies as well: a denial, or a word that denies by its meaning (refuse, lack, "
            "unable, 拒绝, 缺乏). Which words deny, and how far, is learned from pairs: 不断 and "
            "非洲 do not, 无法 does."
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
        yields_to=("COV001", "COV002", "COV003"),
        limits="Rhetorical questions, and denials in sentences that are rendered very freely.",
        precision="judged: 1 of 4 findings genuine in 480 unseen pairs (docs/meaning.md)",
    ),
)
