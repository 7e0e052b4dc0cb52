"""Pages of the documentation that are made from the code: the rules and the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that are generated."""
    for path, text in generated():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the repository's address where the pages write OWNER/alignkit for it."""
    return markdown.replace("OWNER/alignkit", repository().removeprefix("https://github.com/"))


def repository() -> str:
    """Return the address that pyproject.toml names."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found = re.search(r'^Repository = "([^"]+)"', text, re.M)
    assert found
    return found[1]


def generated() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every generated page."""
    from alignkit.check.run.registry import all_rules

    rules = all_rules()
    yield "rules/index.md", rule_index(rules)
    for rule in rules:
        yield f"rules/{rule.id}.md", rule_page(rule)
    yield "commands.md", command_page()
    yield "model.md", model_page()
    yield "contributing.md", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def rule_index(rules: Any) -> str:
    """Return the list of all rules as a table."""
    from alignkit.check.run.promise import promised

    lines = [
        "# Rules",
        "",
        "`alignkit rules` prints this list, `alignkit rule ID` one rule's page.",
        "",
        "| rule | name | severity | on | what it finds |",
        "|---|---|---|---|---|",
    ]
    for rule in rules:
        on = "yes" if rule.on else "no"
        lines.append(
            f"| [{rule.id}]({rule.id}.md) | {rule.name} | {promised(rule)} | {on} | "
            f"{rule.summary} |"
        )
    return "\n".join(lines) + "\n"


def rule_page(rule: Any) -> str:
    """Return one rule's page in the fixed shape."""
    from alignkit.check.run.promise import measured, promised

    parts = [
        f"# {rule.id} {rule.name}",
        f"{rule.summary}",
        f"Severity **{promised(rule)}** · since {rule.since} · "
        f"{'on by default' if rule.on else 'off by default'}",
        f"## What it does\n\n{rule.what}",
        f"## Why it matters\n\n{rule.why}",
        "## Examples\n\nFlagged:\n\n" + "\n".join(map(example, rule.bad)),
        "Left alone:\n\n" + "\n".join(map(example, rule.good)),
    ]
    if rule.options:
        listed = "\n".join(f"| `{key}` | `{value!r}` |" for key, value in rule.options.items())
        parts.append(f"## Options\n\n| option | default |\n|---|---|\n{listed}")
    if rule.limits:
        parts.append(f"## Known limits\n\n{rule.limits}")
    parts.append(f"## Measured\n\n{linked(measured(rule))}")
    return "\n\n".join(parts) + "\n"


def linked(text: str) -> str:
    """Return text in which the names of other pages lead there."""
    return re.sub(r"docs/([\w-]+\.md)", r"[\1](../\1)", text)


def example(held: Any) -> str:
    """Return one example as an item of a list."""
    note = f" — {held.note}" if held.note else ""
    return f"- {escaped(held.source) or '∅'} → {escaped(held.target) or '∅'}{note}"


def escaped(text: str) -> str:
    """Return text that Markdown leaves as it is."""
    marks = {mark: "\\" + mark for mark in "\\`*_[]<>#|"}
    return text.replace("\n", " ⏎ ").translate(str.maketrans(marks))


def command_page() -> str:
    """Return every command's help as it prints it."""
    from alignkit.cli.main import tree

    parts = ["# Command line", "Each command prints this with `--help`."]
    root = click.Context(tree, info_name="alignkit")
    for name in tree.list_commands(root):
        command = tree.get_command(root, name)
        if command is not None:
            context = click.Context(command, info_name=name, parent=root)
            context.max_content_width = context.terminal_width = 96
            parts.append(f"## alignkit {name}\n\n```text\n{command.get_help(context)}\n```")
    return "\n\n".join(parts) + "\n"


def model_page() -> str:
    """Return the card that lies beside the embedded model's weights."""
    from alignkit.embed.embedded import MODEL_FOLDER

    card = (MODEL_FOLDER / "README.md").read_text(encoding="utf-8")
    return card.partition("\n---\n")[2].lstrip()
