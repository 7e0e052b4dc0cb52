"""What growth is measured from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.check.numbers.likelihood import common, doubted
from alignkit.check.numbers.slots import Slot
from alignkit.check.numbers.stated import sides
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.quantity.basis import Basis, agree, bases
from alignkit.types import Severity

# Set by hand: both sides name what they compare with, once each, and not the same.
OTHER, LOST = 0.85, 0.8
_SEQUENTIAL = re.compile(
    r"环比|環比|[上前]一?个?[月季周日天]|month|quarter|sequential|previous|prior|week|chain|\bday\b",
    re.I,
)


def _basis(view: BeadView) -> Iterator[Hit]:
    both = view.once(sides)
    if both is None or both[0].lang == both[1].lang:
        return
    # Whichever side is Chinese must tell one, and is read in no time.
    if not any(bases(side.text, side.lang) for side in both if side.lang == "zh"):
        return
    ours, theirs = (bases(side.text, side.lang) for side in both)
    kept = list(theirs)
    alone = []
    for basis in ours:
        same = next((held for held in kept if agree(basis.says, held.says)), None)
        if same is None:
            alone.append(basis)
        else:
            kept.remove(same)
    if len(alone) == len(kept) == 1:
        yield _hit(view, f"{_told(alone[0])} became {_told(kept[0])}", alone[0], kept[0], OTHER)
        return
    told = [basis for basis in alone if _named(basis, both[0].text)]
    if len(told) == 1 and not theirs and not _SEQUENTIAL.search(both[1].text):
        yield _hit(view, f"{_told(told[0])} is lost", told[0], None, LOST)


def _named(basis: Basis, text: str) -> bool:
    """Tell whether a growth is said to be on the period before: 同比 alone may go unsaid."""
    return basis.span.slice(text) in ("环比", "環比")


def _told(basis: Basis) -> str:
    if basis.says[0] in "QH":
        return f"{basis.says} as the basis"
    if basis.says == "baseline":
        return "the baseline"
    named = {"year": "year-on-year", "month": "month-on-month"}
    return named.get(basis.says, f"the {basis.says} before")


def _hit(view: BeadView, what: str, ours: Basis, theirs: Basis | None, sure: float) -> Hit:
    source, target = view.source.text, view.target.text
    said = f": “{ours.span.slice(source)}”"
    if theirs:
        said += f" against “{theirs.span.slice(target)}”"
    return Hit(
        what + said,
        (ours.span,),
        (theirs.span,) if theirs else (),
        {
            "source": {"text": ours.span.slice(source), "says": ours.says},
            "slot": str(Slot.BASIS),
            **(
                {"target": {"text": theirs.span.slice(target), "says": theirs.says}}
                if theirs
                else {}
            ),
        },
        doubted(sure, common(view)),
        Severity.WARNING,
    )


RULES = (
    Rule(
        id="NUM018",
        name="basis-differs",
        severity=Severity.WARNING,
        summary="a figure is compared with another time: the month, quarter or year before",
        what="Reads what each side compares its figures with, 同比 or a year earlier, 较上季度 "
        "or the previous quarter, 较基线 or baseline, as a unit of time or a period by its "
        "name, and tells where each side names one that the other does not. Of a basis that one "
        "side leaves unsaid only 环比 is missed.",
        why="The same rate means another thing on another basis.",
        bad=(
            Example("出口环比增长0.3%。", "Exports grew by 0.3% year-on-year."),
            Example(
                "得分较基线下降50%以上。", "The score fell by at least 50% from the previous day."
            ),
            Example(
                "降幅比一季度收窄2.4个百分点。",
                "The fall was 2.4 percentage points smaller than a year earlier.",
            ),
        ),
        good=(
            Example("出口环比增长0.3%。", "Exports grew by 0.3% month-on-month."),
            Example(
                "出口同比增长4%。", "Exports grew by 4%.", "the usual basis may go without saying"
            ),
            Example("利润较上季度增长4%。", "Profit was up 4% from the previous quarter."),
        ),
        precision="4 of 4 flagged pairs faulty among 761 judged machine translations of news "
        "(python -m bench quantities)",
        find=_basis,
    ),
)
