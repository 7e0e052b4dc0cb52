"""Identifiers: names of variables, functions, types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from alignkit.check.literals.comparing import (
    ALIKE,
    Difference,
    differences,
    hit,
    inflected,
    measured,
)
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView
from alignkit.types import Severity
from alignkit.words.loans import in_use

_KINDS = frozenset({"identifier"})
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_WORD = re.compile(r"[A-Za-z][a-z]+")
_BENT = ("d", "ed", "s", "ing")
# Shorter parts of a name are seldom words.
_LEAST = 3


def _find(view: BeadView) -> Iterator[Hit]:
    for difference in differences(view, _KINDS):
        changed = difference.source is not None and difference.target is not None
        if _escaped(view, difference):
            continue
        changed = changed and not (inflected(difference) or _as_good(difference))
        if not changed and measured(view, difference):
            continue
        yield hit(
            view, difference, "name", 0.85 if changed else 0.4, None if changed else Severity.INFO
        )


def _escaped(view: BeadView, difference: Difference) -> bool:
    """Tell whether a name stands on the other side behind a backslash of its markup."""
    for spot, text in (
        (difference.source, view.target.text),
        (difference.target, view.source.text),
    ):
        if spot and "\\" in text and spot.text in text.replace("\\", ""):
            return True
    return False


def _as_good(difference: Difference) -> bool:
    """Tell whether two names are one to a reader, or the slip is the source's own.

    Only the case differs; a sentence bends it, or says it as a word; the source has it glued to a
    word, or misspelt where the translation has a word.
    """
    one, two = (spot.text if spot else "" for spot in (difference.source, difference.target))
    short, long = sorted((one.casefold(), two.casefold()), key=len)
    if short == long or long in {short + ending for ending in _BENT}:
        return True
    if one.endswith("_") != two.endswith("_"):
        return True
    if any(map(_WORD.fullmatch, (one, two))) and long.startswith(short):
        return True
    rest = one.removesuffix("()").replace(two.removesuffix("()"), "", 1) if two in one else ""
    if len(rest) > 1 and rest.islower() and in_use(rest) and not _begins_a_name(one, rest):
        return True
    ours, theirs = ({part.lower() for part in _PART.findall(text)} for text in (one, two))
    lost, new = ours - theirs, theirs - ours
    return all(map(in_use, new)) and any(
        not in_use(part) and SequenceMatcher(None, part, word, autojunk=False).ratio() >= ALIKE
        for part in lost
        for word in new
        if len(part) >= _LEAST
    )


def _begins_a_name(name: str, rest: str) -> bool:
    """Tell whether the first part of a name was left out: isValid, Valid; preset, set."""
    short = len(rest) <= _LEAST
    return name.startswith(rest) and (short or name[len(rest) : len(rest) + 1].isupper())


RULES = (
    Rule(
        id="LIT010",
        name="identifier",
        severity=Severity.WARNING,
        summary="The name of something in a program was changed",
        what=(
            "Compares names written as programs write them: max_value, maxValue, run(). One that "
            "is gone or came in is information."
        ),
        why="The reader finds nothing of that name.",
        bad=(Example("设置 max_value 参数。", "Set the parameter max_valeu."),),
        good=(Example("设置 max_value 参数。", "Set the parameter max_value."),),
        find=_find,
    ),
)
