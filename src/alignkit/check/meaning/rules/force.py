"""What obliges, permits, urges or plans became another of these."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.meaning.unanswered import turned, unanswered
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

MESSAGE = "“{own}” is of another force than “{other}”"


def _changed(view: BeadView) -> Iterator[Hit]:
    found = list(turned(view, MESSAGE))
    yield from found or unanswered(view, "force", MESSAGE)


RULES = (
    Rule(
        id="MIS002",
        name="force-changed",
        severity=Severity.WARNING,
        summary="A duty became a permission, a plan became a duty, or the like",
        what=(
            "Looks at each word that obliges (必须, 应当, must, shall), permits (可以, may, can), "
            "urges (鼓励, encourage) or plans (计划, strive): which word it governs, what stands "
            "for that on the other side, and of which force the words there are, with what a small "
            "network that reads both sides says of them. It warns where a duty and a permission "
            "that nothing else answers stand before the same word, or a prohibition and a release "
            "(不得, need not), or where one side forbids without a consent what the other permits "
            "without one; elsewhere it is a note."
        ),
        why="Whether a party must or may is what a contract is for.",
        bad=(
            Example(
                "承包人必须在十日内提交报告。", "The contractor may submit the report in ten days."
            ),
            Example("企业可以申请补贴。", "Enterprises must apply for the subsidy."),
            Example("用户不得修理手柄。", "The user need not repair the handle."),
            Example(
                "未经甲方同意，乙方不得转包。",
                "Party B may, without the consent of Party A, subcontract.",
            ),
        ),
        good=(
            Example("承包人应当提交报告。", "The contractor shall submit the report."),
            Example("企业可以申请补贴。", "Enterprises are entitled to apply for the subsidy."),
        ),
        find=_changed,
        needs_model=True,
        yields_to=("COV001", "COV002", "COV003", "MIS008", "MIS001"),
        limits="Duties that a language states without a word for them.",
        precision="found .37 and .63 of changed forces on held documents; "
        "of natural text most notes are free renderings (docs/meaning.md)",
    ),
)
