"""A denial, a duty or a direction that one side alone states."""

from __future__ import annotations

from alignkit.check.meaning.unanswered import unanswered
from alignkit.check.run.rule import Example, Rule
from alignkit.types import Severity

RULES = (
    Rule(
        id="MIS007",
        name="said-alone",
        severity=Severity.INFO,
        summary="One side denies, obliges or rises where nothing on the other answers it",
        what=(
            "Counts the words that deny, oblige, permit, rise or fall, and all others that have a "
            "contrary, on both sides. Where one side denies more often, or says the contrary, two "
            "witnesses are asked: how often natural pairs leave that very word unanswered beside "
            "those neighbours (“not” once in sixty, “cannot” hardly ever, 不断 nearly always), and "
            "the network of the other rules, which reads the two sentences."
        ),
        why="The sentence reads well and says the opposite.",
        bad=(
            Example("租户不得在楼内吸烟。", "The tenant may smoke in the building."),
            Example("公司不得向第三方提供数据。", "The company may provide data to third parties."),
        ),
        good=(
            Example("租户不得在楼内吸烟。", "The tenant must not smoke in the building."),
            Example("产量不断提高。", "Output keeps rising."),
            Example("他们看看冰化了没有。", "They looked whether the ice had melted."),
            Example("费用不得超过100元。", "The fee may be up to 100 yuan."),
            Example("他拒绝回答。", "He did not answer."),
        ),
        find=unanswered,
        needs_model=True,
        yields_to=("COV001", "COV002", "COV003", "MIS008", "NUM006", "NUM007"),
        limits="Denials in sentences that deny several times, and rhetorical questions.",
        precision="finds most denials lost or added, as a note; of 46 notes on loosely translated "
        "books and talks about a fifth was right (docs/meaning.md)",
        since="0.3.0",
    ),
)
