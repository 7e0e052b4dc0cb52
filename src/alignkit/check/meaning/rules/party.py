"""A party of a contract or a suit became the other one."""

from __future__ import annotations

from alignkit.check.meaning.exchanged import parties
from alignkit.check.run.rule import Example, Rule
from alignkit.types import Severity

RULES = (
    Rule(
        id="MIS008",
        name="party-exchanged",
        severity=Severity.WARNING,
        summary="A party of a contract or a suit became the other one",
        what=(
            "Counts parties by their settled names on both sides: Party A and Party B, buyer and "
            "seller, lessor and lessee, licensor and licensee, discloser and recipient, principal "
            "and agent, plaintiff and defendant. One is named once too often in the translation "
            "and the other once too seldom. Where both are named as often as they should be, each "
            "in a clause of its own, the words of the clauses tell whether they changed places."
        ),
        why="It decides who pays, and who is liable.",
        bad=(
            Example("甲方应于三十日内付款。", "Party B shall pay within thirty days."),
            Example("买方应支付运费。", "The seller shall pay the freight."),
        ),
        good=(
            Example("甲方应于三十日内付款。", "Party A shall pay within thirty days."),
            Example("乙方应当赔偿甲方。", "Party B shall compensate Party A."),
            Example("甲方应当通知乙方。", "Party A shall notify it."),
        ),
        find=parties,
        needs_model=True,
        yields_to=("COV001", "COV002", "COV003"),
        limits="Two parties that changed places within one clause, where they stand apart.",
    ),
)
