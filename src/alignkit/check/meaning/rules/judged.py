"""What a judge calls wrong that the user asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alignkit.check.meaning.linked import reading
from alignkit.check.meaning.shipped import remarks_on
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView, PairView
from alignkit.errors import AlignkitError
from alignkit.types import Severity, Span
from alignkit.types.remark import Remark, stands


def _judged(pair: PairView) -> Iterator[Hit]:
    views = [pair.view(at) for at, b in enumerate(pair.bitext.beads) if b.source and b.target]
    held = [view for view in views if not view.literal]
    for view, remarks in zip(held, _told(pair, held), strict=True):
        both = view.source.text, view.target.text
        for remark in remarks:
            if not stands(remark, both):
                continue
            at = remark.side == "target"
            span = Span(remark.start, remark.end)
            # The network speaks by its own rules already, which know what it is worth.
            soft = pair.judge is None or remark.severity == "minor"
            quote = span.slice(both[at])
            yield Hit(
                f"a judge calls “{quote}” wrong" + (f": {remark.kind}" if remark.kind else ""),
                source=() if at else (span,),
                target=(span,) if at else (),
                values={"quote": quote, "kind": remark.kind, "judged": remark.severity},
                confidence=remark.probability,
                severity=Severity.INFO if soft else Severity.WARNING,
                bead=view.index,
                about=remark.kind,
            )


def _told(pair: PairView, held: Sequence[BeadView]) -> Sequence[Sequence[Remark]]:
    """Return the remarks on some beads: the judge's, or the network's where there is none."""
    if pair.judge is None:
        reads = map(reading, held)
        return [remarks_on(read) if read else () for read in reads]
    told = pair.judge([(view.source.text, view.target.text) for view in held]) if held else []
    if len(told) != len(held):
        raise AlignkitError(
            f"the judge answered {len(told)} of {len(held)} pairs; it must give one list a pair"
        )
    return told


RULES = (
    Rule(
        id="MIS006",
        name="judged-wrong",
        severity=Severity.WARNING,
        summary="A judge that was asked calls words wrong",
        what=(
            "Speaks for the judge that `check --judge URL` or `ak.check(…, judge=…)` names: a "
            "server, or any callable. Each of its remarks whose words stand in the pair is a "
            "finding; a minor one is a note. Without a judge, and only where it is selected, the "
            "network of the other MIS rules is asked, with every mark that it would make."
        ),
        why="A large model may see what no rule does, and its remarks belong in the same report.",
        bad=(
            Example(
                "公司不得向第三方提供数据。", "The company must provide data to third parties."
            ),
        ),
        good=(Example("他养了一只狗。", "He keeps a dog."),),
        find_pair=_judged,
        limits="It is as good as the judge: measure yours by texts that people have marked.",
        on=False,
        yields_to=("MIS001", "MIS002", "MIS003", "MIS004", "MIS005"),
    ),
)
