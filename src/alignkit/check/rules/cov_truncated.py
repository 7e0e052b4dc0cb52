"""A translation that breaks off, and the long runs that have none."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.rule import Example, Hit, Rule
from alignkit.check.structure import source_runs
from alignkit.check.unrelated import unrelated
from alignkit.check.view import PairView
from alignkit.types import Severity, Span


def missing(pair: PairView) -> Iterator[Hit]:
    """Yield one hit for each long run of the source without translation."""
    if pair.once(unrelated):
        return
    for run in pair.once(source_runs):
        passage = pair.view(run.low).source
        end = run.place == "end"
        what = (
            f"the translation breaks off here: {run.sentences} sentences to the end are missing"
            if end
            else f"{run.sentences} sentences in a row, from here on, have no translation"
        )
        yield Hit(
            what,
            source=(Span(0, len(passage.text)),),
            values={"sentences": run.sentences, "last_bead": run.high - 1, "place": run.place},
            confidence=0.95,
            severity=Severity.ERROR if end else None,
            bead=run.low,
            about="end" if end else "section",
        )


def _truncated(pair: PairView) -> Iterator[Hit]:
    return (hit for hit in missing(pair) if hit.about == "end")


LINES = [
    ("网络连接已经断开。", "The network connection is down."),
    ("请先保存文件。", "Save the file first."),
    ("然后关闭窗口。", "Then close the window."),
    ("会议讨论了预算。", "The meeting discussed the budget."),
    ("他昨天下午回家了。", "He went home yesterday afternoon."),
    ("今年的苹果很甜。", "This year's apples are sweet."),
    ("火车晚点了两个小时。", "The train was two hours late."),
    ("医生建议她多休息。", "The doctor advised her to rest more."),
    ("孩子们在花园里玩。", "The children are playing in the garden."),
    ("这本书有三百页。", "This book has three hundred pages."),
    ("河水比去年高得多。", "The river is much higher than last year."),
    ("我们需要一把新椅子。", "We need a new chair."),
    ("老师表扬了那个学生。", "The teacher praised that student."),
    ("这家餐馆的鱼很好吃。", "The fish at this restaurant is delicious."),
]


def example(targets: list[str]) -> Example:
    """Return the lines as a source with these translations."""
    return Example("\n".join(source for source, _ in LINES), "\n".join(targets))


TARGETS = [target for _, target in LINES]
GOOD = (example(TARGETS),)

RULES = (
    Rule(
        id="COV007",
        name="truncated-document",
        severity=Severity.ERROR,
        summary="The translation breaks off before the end",
        what=(
            "Reports three or more source sentences at the end that have no translation, as one "
            "finding and not as one for each sentence."
        ),
        why="A preview, a crash or a limit of a machine cut the translation short.",
        bad=(example([*TARGETS[:8], *[""] * 6]),),
        good=GOOD,
        find_pair=_truncated,
        needs_model=True,
        precision="see docs/case-study-miit.md",
    ),
)
