"""Rules for readers: the list, and the page of each in its fixed shape."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from alignkit.check.run.promise import measured, promised
from alignkit.check.run.rule import Example, Rule
from alignkit.report.values import shown
from alignkit.types import wire

WIDTH = 88


def listing(rules: Sequence[Rule]) -> str:
    """Return one line a rule: id, severity, summary."""
    if not rules:
        return "No rules."
    name = max(len(rule.name) for rule in rules)
    lines = [
        f"{rule.id}  {promised(rule)!s:7}  {rule.name:{name}}  {rule.summary}"
        f"{'' if rule.on else '  (off unless selected)'}"
        for rule in rules
    ]
    return "\n".join(lines)


def page(rule: Rule) -> str:
    """Return a rule's page for a terminal."""
    parts = [f"{rule.id} {rule.name} ({promised(rule)})", _wrapped(rule.summary)]
    parts += ["What it does", _wrapped(rule.what, "  "), "Why it matters", _wrapped(rule.why, "  ")]
    for title, examples in _examples(rule):
        parts += [title, *(_example(example) for example in examples)]
    parts += [
        "Options",
        _options(rule),
        "Known limits",
        _wrapped(rule.limits or "none known", "  "),
    ]
    parts += ["Measured precision", _wrapped(measured(rule), "  ")]
    parts += [f"Since {rule.since}." + ("" if rule.on else " Off unless selected.")]
    return "\n\n".join(parts)


def markdown(rules: Sequence[Rule]) -> str:
    """Return all pages as one document, a section a rule."""
    return "# Rules\n\n" + "\n".join(markdown_page(rule) for rule in rules)


def markdown_page(rule: Rule) -> str:
    """Return a rule's page as a Markdown section."""
    off = "" if rule.on else " Off unless selected."
    lines = [
        f"## {rule.id} {rule.name}",
        "",
        rule.summary,
        "",
        f"Severity: {promised(rule)}. Since {rule.since}.{off}",
        "",
        "**What it does.** " + _joined(rule.what),
        "",
        "**Why it matters.** " + _joined(rule.why),
        "",
    ]
    for title, examples in _examples(rule):
        lines += [f"**{title}**", ""]
        for example in examples:
            note = f" ({example.note})" if example.note else ""
            lines += [f"- `{_tick(example.source)}`  ", f"  `{_tick(example.target)}`{note}"]
        lines.append("")
    if rule.options:
        lines += ["**Options**", ""]
        lines += [f"- `{key} = {shown(value)}`" for key, value in rule.options.items()]
        lines.append("")
    lines += ["**Known limits.** " + _joined(rule.limits or "none known"), ""]
    lines += ["**Measured precision.** " + _joined(measured(rule)), ""]
    return "\n".join(lines)


def as_json(rule: Rule) -> dict[str, Any]:
    """Return a rule as plain JSON values, its functions left out."""
    held = wire.plain({name: getattr(rule, name) for name in _FIELDS})
    return {**held, "family": rule.family}


_FIELDS = (
    "id",
    "name",
    "severity",
    "summary",
    "what",
    "why",
    "bad",
    "good",
    "limits",
    "precision",
    "options",
    "since",
    "on",
    "needs_model",
)


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(_joined(text), WIDTH, initial_indent=indent, subsequent_indent=indent)


def _joined(text: str) -> str:
    return " ".join(text.split())


def _examples(rule: Rule) -> list[tuple[str, Sequence[Example]]]:
    """Return the examples under their titles; a title without any is left out."""
    held = (("Flagged", rule.bad[:2]), ("Left alone", rule.good[:2]))
    return [(title, examples) for title, examples in held if examples]


def _example(example: Example) -> str:
    lines = [
        f"  source       {_joined(example.source)}",
        f"  translation  {_joined(example.target)}",
    ]
    if example.note:
        lines.append(f"  ({_joined(example.note)})")
    return "\n".join(lines)


def _options(rule: Rule) -> str:
    if not rule.options:
        return "  none"
    held = "\n".join(f"  {key} = {shown(value)}" for key, value in rule.options.items())
    return f"  [tool.alignkit.rules.{rule.id}]\n{held}"


def _tick(text: str) -> str:
    return _joined(text).replace("`", "'")
