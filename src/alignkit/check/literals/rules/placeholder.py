"""Placeholders: what a program fills in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from alignkit.check.literals.comparing import Difference, differences, hit
from alignkit.check.literals.icu import message
from alignkit.check.literals.spotting import Spot, by_form
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView, PairView
from alignkit.types import Finding, Severity, Span
from alignkit.words.script import HAN

_KINDS = frozenset({"placeholder"})
_NAME = re.compile(r"[\w\s./-]+")
_FILLED = frozenset({"placeholder", "tag"})
_WORDS = re.compile(r"[^\W\d_]{2}")
# Once may be a slip; a text that does it so often, and more often than not, means its reader.
_CUSTOM = 2
# What manuals write for their readers.
_READERS = frozenset({"{{}}", "<>"})
# A call that documentation is built with: {{domxref("Cache.put()", "put()")}} names a page.
_CALL = re.compile(r"""\{\{[-\s]*(\w+)\s*\(\s*\\?["']?([^"',\\)]*)""")
# A name that stands for one thing throughout: {IDF_TARGET_NAME}.
_CONSTANT = re.compile(r"\{\{?\s?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\s?\}?\}")
# Several words, or a path: what a reader puts in, and no variable's name.
_FOR_READERS = re.compile(r"[\s/]")
# What printf fills in: its number where it has one, its look, its type.
_TYPE = re.compile(r"%(\d{1,2}\$)?[-+ 0#]*\d*(?:\.\d+)?(?:hh?|ll?|[zjtqL])?[A-Za-z@]")
# What a text takes by its number: %1$s of printf.
_TAKEN = re.compile(r"%(\d{1,2})\$[-+ 0#]*\d*(?:\.\d+)?([A-Za-z@])")


def _find(view: BeadView) -> Iterator[Hit]:
    if message(view.source.text) or message(view.target.text):
        return
    yield from _others_taken(view)
    for difference in _renamed(differences(view, _KINDS)):
        if _same_page(difference):
            continue
        alone = difference.source is None and view.bead.entry is None
        severity = Severity.WARNING if alone else None
        if _customary(view, difference) or (alone and _documented(view, difference.target)):
            severity = Severity.INFO
        if _unlinked(view, difference):
            severity = Severity.INFO
        yield hit(view, difference, "placeholder", 0.95, severity)


def _documented(view: BeadView, spot: Spot | None) -> bool:
    """Tell whether what a translation adds is a call or a constant of its documentation.

    A constant is the same in every text: whoever names the product by it where the source says
    "it" changes nothing. What a message takes is known to that message alone.
    """
    if spot is None:
        return False
    constant = _CONSTANT.fullmatch(spot.text) is not None
    return _page(spot) is not None or (constant and spot.text in view.pair.once(_in_source))


def _in_source(pair: PairView) -> frozenset[str]:
    """Return the placeholders that the source uses anywhere."""
    texts = (source for source, _ in pair.bitext.pairs() if "{" in source)
    return frozenset(s.text for t in texts for s in by_form(t) if s.kind == "placeholder")


def _unlinked(view: BeadView, difference: Difference) -> bool:
    """Tell whether a call's page is named in the translation all the same, as plain text."""
    page = _page(difference.source) if difference.target is None else None
    return page is not None and bool(page[1]) and page[1] in view.target.text.casefold()


def _page(spot: Spot | None) -> tuple[str, str] | None:
    """Return what a call of documentation is and which page it names."""
    found = _CALL.match(spot.text) if spot else None
    return (found[1].casefold(), found[2].strip().removesuffix("(").casefold()) if found else None


def _same_page(difference: Difference) -> bool:
    """Tell whether both sides call for one page, whatever words each shows for it."""
    one, two = _page(difference.source), _page(difference.target)
    return one is not None and one == two


def _renamed(held: Sequence[Difference]) -> Iterator[Difference]:
    """Yield differences, what was translated or retyped with what it was: {{query}}, {{查询}}."""
    added = [one.target for one in held if one.source is None and one.target]
    taken: set[Spot] = set()
    pairs: dict[Spot, Spot] = {}
    missing = [one.source for one in held if one.target is None and one.source]
    for lost in missing:
        for spot in added:
            alike = _translated(lost, spot) or _retyped(lost, spot)
            if spot not in taken and (alike or _only_ones(lost, spot, missing, added)):
                pairs[lost] = spot
                taken.add(spot)
                break
    for one in held:
        if one.source in pairs and one.target is None:
            yield Difference(one.source, pairs[one.source])
        elif one.source or one.target not in taken:
            yield one


def _translated(one: Spot, two: Spot) -> bool:
    """Tell whether two placeholders are of one form, with a name in Chinese on one side alone."""
    alike = _NAME.sub("", one.text) == _NAME.sub("", two.text)
    return alike and bool(HAN.search(one.text)) != bool(HAN.search(two.text))


def _only_ones(one: Spot, two: Spot, missing: Sequence[Spot], added: Sequence[Spot]) -> bool:
    """Tell whether two names of one form are all that each side has alone: {price} and {total}."""
    form = _NAME.sub("", one.text)
    named = [[s for s in held if _NAME.sub("", s.text) == form] for held in (missing, added)]
    return not _TYPE.fullmatch(one.text) and named == [[one], [two]]


def _retyped(one: Spot, two: Spot) -> bool:
    """Tell whether two take one value of printf's as another type: %2$d and %2$s."""
    types = [_TYPE.fullmatch(spot.text) for spot in (one, two)]
    return all(types) and types[0][1] == types[1][1]  # type: ignore[index]


def _customary(view: BeadView, difference: Difference) -> bool:
    """Tell whether a name was translated as this text does it: its reader fills in, no program."""
    one, two = difference.source, difference.target
    if not (one and two) or bool(HAN.search(one.text)) == bool(HAN.search(two.text)):
        return False
    form = _NAME.sub("", one.text)
    words = one.text.strip("{}<> ")
    if view.bead.entry is None and form in _READERS and _FOR_READERS.search(words):
        return True
    if view.bead.entry is None and form.startswith(("{{", "<")) and view.once(_command):
        return True
    # Pairs that came without keys may be a program's texts: there it fills in {name} itself.
    prose = view.bead.score is not None or form in _READERS
    return view.bead.entry is None and prose and form in view.pair.once(_translated_forms)


def _command(view: BeadView) -> bool:
    """Tell whether both sides are one line of a command but for what its reader puts in."""
    bare = []
    for text in (view.source.text, view.target.text):
        for spot in reversed([s for s in by_form(text) if s.kind in _FILLED]):
            text = text[: spot.span.start] + text[spot.span.end :]
        bare.append(" ".join(text.split()))
    return bare[0] == bare[1] and bool(_WORDS.search(bare[0])) and not HAN.search(bare[0])


def _translated_forms(pair: PairView) -> frozenset[str]:
    """Return the forms of placeholders, without their names, that a text translates as a rule."""
    kept: Counter[str] = Counter()
    translated: Counter[str] = Counter()
    for sides in pair.bitext.pairs():
        own, other = ([s.text for s in by_form(text) if s.kind in _FILLED] for text in sides)
        for text in own:
            form = _NAME.sub("", text)
            if text in other:
                kept[form] += bool(_WORDS.search(text))
            elif any(bool(HAN.search(t)) != bool(HAN.search(text)) for t in other):
                translated[form] += 1
    return frozenset(
        form for form, count in translated.items() if count >= _CUSTOM and count >= kept[form]
    )


def _others_taken(view: BeadView) -> Iterator[Hit]:
    """Where both sides number what they take, tell what only one side takes: %1$d for %2$d."""
    sides = [list(_TAKEN.finditer(text)) for text in (view.source.text, view.target.text)]
    taken = [{found.groups() for found in side} for side in sides]
    pairs = [
        next((one, two) for one, two in product(*sides) if (one.groups(), two.groups()) == numbers)
        for numbers in product(taken[0] - taken[1], taken[1] - taken[0])
        if numbers[0][1] == numbers[1][1]
    ]
    if not pairs:
        return
    one, two = pairs[0]
    yield Hit(
        f"another placeholder: {one[0]} became {two[0]}",
        source=(Span(*one.span()),),
        target=(Span(*two.span()),),
        values={"source": one[0], "target": two[0]},
        confidence=0.95,
    )


def _habit(finding: Finding) -> str:
    """Name the habit of translating placeholders' names, where no program looks them up by key."""
    own, other = (str(finding.values.get(side, "")) for side in ("source", "target"))
    shown = "key" not in finding.values and own and other
    return "translated" if shown and HAN.search(own + other) else finding.fingerprint


RULES = (
    Rule(
        id="LIT001",
        name="placeholder",
        severity=Severity.ERROR,
        summary="A placeholder was lost, added or changed",
        what=(
            "Compares the placeholders of both sides as multisets: printf (%s, %1$d, %(name)s), "
            "braces ({0}, {name}, {{name}}, ${name}, #{name}), Qt (%1, %n) and templates. The "
            "order does not matter. Where a text for readers translates most of the names in them "
            "({{query}} as {{查询}}), that is its custom, and told once as information."
        ),
        why="The program shows the wrong thing, or fails.",
        bad=(
            Example("还剩 {count} 个文件。", "{number} files left."),
            Example("你好，%s！", "Hello!"),
            Example("%1$s，您有 %2$d 条消息。", "%1$s, you have %1$d messages."),
        ),
        good=(
            Example("{user} 删除了 {file}", "{file} was deleted by {user}"),
            Example("增长了 50%。", "It grew by 50%."),
        ),
        find=_find,
        habit=_habit,
        limits="Placeholders written in a form of one's own are not known.",
    ),
)
