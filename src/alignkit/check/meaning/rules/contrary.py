"""A word became its contrary."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.meaning.exchanged import exchanged
from alignkit.check.meaning.sensed import sensed
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity


def _turned(view: BeadView) -> Iterator[Hit]:
    found = list(exchanged(view))
    yield from found or sensed(view, "contrary", "“{target}” says the contrary of “{source}”")


RULES = (
    Rule(
        id="MIS003",
        name="contrary",
        severity=Severity.WARNING,
        summary="A word of the translation says the contrary of the source's",
        what=(
            "Compares words that exclude each other: rise and fall, more and less, highest and "
            "lowest, before and after, all and some, "
            "import and export, east and west, husband and wife. A small network reads both sides "
            "word by word and tells where one says the contrary of the other; parties and "
            "directions are counted as well."
        ),
        why="The sentence reads well and says the opposite.",
        bad=(Example("去年出口大幅下降。", "Exports rose sharply last year."),),
        good=(
            Example("去年出口大幅下降。", "Exports fell sharply last year."),
            Example("合同签订之前双方应当协商。", "The parties shall consult before signing."),
            Example("乙方应当赔偿甲方。", "Party B shall compensate Party A."),
        ),
        find=_turned,
        needs_model=True,
        yields_to=(
            "COV001",
            "COV002",
            "COV003",
            "MIS007",
            "MIS008",
            "NUM006",
            "NUM007",
            "NUM011",
            "MIS001",
        ),
        limits="Contraries that the table does not hold; a passive that turns the sentence round "
        "(他输了: he was beaten).",
        precision="with MIS007 found .70 and .83 of directions turned round on held documents; "
        "of natural text most notes are free renderings (docs/meaning.md)",
    ),
)
