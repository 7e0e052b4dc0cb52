"""A word and its contrary, each said on one side alone."""

from __future__ import annotations

from alignkit.check.meaning.unanswered import opposed
from alignkit.check.run.rule import Example, Rule
from alignkit.types import Severity

RULES = (
    Rule(
        id="MIS007",
        name="said-alone",
        severity=Severity.INFO,
        summary="One side says a word more often, the other its contrary",
        what=(
            "Counts the words that have a contrary on both sides: rise and fall, more and less, "
            "approve and reject. Where each side says its own more often, and the network of the "
            "other rules finds the sentence turned round, the two words are told."
        ),
        why="The sentence reads well and says the opposite.",
        bad=(
            Example("利率下降增加了成本。", "Higher interest rates increased the cost."),
            Example("去年进口减少。", "Imports increased last year."),
        ),
        good=(
            Example("去年进口减少。", "Imports decreased last year."),
            Example("产量不断提高。", "Output keeps rising."),
        ),
        find=opposed,
        needs_model=True,
        yields_to=("COV001", "COV002", "COV003", "MIS008", "NUM006", "NUM007", "NUM011"),
        limits="Contraries that the table does not hold, and free renderings by them.",
        precision="with MIS003 finds most directions turned round, as a note; of natural text most "
        "notes are free renderings (docs/meaning.md)",
    ),
)
