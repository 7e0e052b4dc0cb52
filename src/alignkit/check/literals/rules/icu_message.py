"""ICU messages: arguments, and branches of plural and select."""

from __future__ import annotations

from collections.abc import Iterator

from alignkit.check.literals.icu import message
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity, Span


def _find(view: BeadView) -> Iterator[Hit]:
    ours, theirs = message(view.source.text), message(view.target.text)
    if ours is None or not view.target.text:
        return
    whole = (Span(0, len(view.target.text)),)
    if theirs is None:
        reason = "the choice of the source is gone: the translation has one text for all cases"
        names = {name for name, kind, _ in ours.choices if kind == "select"}
        if names:
            yield Hit(reason, target=whole, values={"arguments": sorted(names)}, confidence=0.9)
        return
    if not theirs.whole:
        yield Hit("a brace is not closed, or closed twice", target=whole, confidence=0.95)
        return
    for name in sorted(ours.arguments ^ theirs.arguments):
        side = "source" if name in theirs.arguments else "translation"
        yield Hit(
            f"the argument {{{name}}} is not in the {side}",
            target=whole,
            values={"argument": name},
            confidence=0.95,
            about=name,
        )
    branches = {(name, kind): held for name, kind, held in theirs.choices}
    for name, kind, held in ours.choices:
        other = branches.get((name, kind))
        missing = held - other if other is not None and kind == "select" else frozenset()
        if other is not None and "other" not in other:
            missing |= {"other"}
        for branch in sorted(missing):
            yield Hit(
                f"{{{name}}} has no branch {branch}",
                target=whole,
                values={"argument": name, "branch": branch},
                confidence=0.95,
                about=f"{name} {branch}",
            )


RULES = (
    Rule(
        id="LIT002",
        name="icu-message",
        severity=Severity.ERROR,
        summary="An ICU message lacks an argument or a branch",
        what=(
            "Compares the arguments of ICU messages, and the branches of select; a plural needs "
            "the branch other, and has the others its language asks for. Braces must close."
        ),
        why="The program fails, or shows nothing in one of the cases.",
        bad=(
            Example(
                "{who, select, male {他来了} female {她来了} other {来了}}",
                "{who, select, male {He came} other {They came}}",
            ),
        ),
        good=(Example("{n, plural, other {# 个}}", "{n, plural, one {# file} other {# files}}"),),
        find=_find,
    ),
)
