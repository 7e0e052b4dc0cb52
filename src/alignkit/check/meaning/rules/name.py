"""A name became another name."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.coverage.passing import silent
from alignkit.check.meaning.linked import reading
from alignkit.check.meaning.naming.namings import namings
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity

# Kinds of which most findings were right on machine translations (docs/meaning.md). Of places of
# one class 1,500 untouched pairs of the development half hold none; 5,700 by machines one, right.
SURE = frozenset({"spelling", "person", "country", "region", "place", "month", "weekday"})

# So many beads before and behind are asked whether they render a foreign name so too.
BESIDE = 40


def _renamed(view: BeadView) -> Iterator[Hit]:
    read = view.once(reading)
    if read is None or silent(view):
        return
    texts = view.source.text, view.target.text
    from_chinese = read.source.language == "zh"
    for found in namings(read):
        spans = found.chinese, found.english
        own, other = spans if from_chinese else spans[::-1]
        here, there = own.slice(texts[0]), other.slice(texts[1])
        if found.kind == "sound" and _is_usual(view, here, there):
            continue
        yield Hit(
            f"{here} became {there}",
            source=(own,),
            target=(other,),
            values={"kind": found.kind, "source": here, "target": there,
                    "expected": list(found.expected[:3]) if from_chinese else []},
            confidence=0.75 if found.kind in SURE else 0.6,
            severity=None if found.kind in SURE else Severity.INFO,
            about=here,
        )  # fmt: skip


def _is_usual(view: BeadView, here: str, there: str) -> bool:
    """Tell whether a neighbouring bead renders the name so as well: a club by what it means."""
    near = (view.neighbour(distance) for distance in range(-BESIDE, BESIDE + 1) if distance)
    return any(one and here in one.source.text and there in one.target.text for one in near)


RULES = (
    Rule(
        id="MIS004",
        name="name-replaced",
        severity=Severity.WARNING,
        summary="A name became another name",
        what=(
            "Looks for a place of one text (a country, a continent, a city, a body) that nothing "
            "in the other answers by name, by one character or by sound, while a place of the same "
            "class is said there more often; for a family name in pinyin that is another one "
            "beside the right given name; for a romanised name that is spelled as its neighbours "
            "are but for one syllable; for another month, weekday, currency or language. The names "
            "are those of CLDR, GeoNames and CC-CEDICT."
        ),
        why="A wrong name is another person, place or party, and no reader can tell.",
        bad=(
            Example("他昨天抵达法国。", "He arrived in Japan yesterday."),
            Example("刘丽娟参加了会议。", "Ms. Liu Baiyun attended the meeting."),
            Example("九江市浔阳区", "It is in Poyang District of Jiujiang City."),
        ),
        good=(
            Example("他昨天抵达法国。", "He arrived in France yesterday."),
            Example("刘丽娟参加了会议。", "Ms. Liu Lijuan attended the meeting."),
            Example("中美双方举行会谈。", "China and the United States held talks."),
        ),
        find=_renamed,
        needs_model=True,
        yields_to=("COV001", "COV002", "TRM003", "NUM004", "NUM005"),
        limits="Names of people that neither pinyin nor a table explains.",
        precision="14 of 16 warnings right on 5,000 machine translations of the development half, "
        "read by who wrote the rule (docs/meaning.md)",
    ),
)
