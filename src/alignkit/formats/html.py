"""HTML: the bitext side by side on one page that needs nothing else; written, not read."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from alignkit.formats.languages import primary
from alignkit.formats.source import encode
from alignkit.formats.units import Reading, Unit

STYLE = """
:root { color-scheme: light dark; --line: #8884; --faint: #777; --doubt: #d68a00; }
body { margin: 2rem auto; max-width: 80rem; padding: 0 1rem;
  font: 1rem/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th { text-align: left; position: sticky; top: 0; background: Canvas; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td { white-space: pre-wrap; overflow-wrap: anywhere; }
th:first-child, td:first-child { width: 3.5rem; color: var(--faint); text-align: right; }
tr.alone td:empty { background: #d3362f22; }
tr.doubt td:first-child { border-left: 3px solid var(--doubt); }
p.facts, footer { color: var(--faint); font-size: .9rem; overflow-wrap: anywhere; }
li { font-size: .9rem; }
""".strip()
DOUBT = 0.5


def render(held: Reading) -> Iterator[bytes]:
    """Write one page, a row a bead; empty sides and doubtful beads are marked."""
    head = held.head
    title = " · ".join(dict.fromkeys(n for n in (head.source_name, head.target_name) if n))
    yield encode(
        f"<!doctype html>\n<html lang={_quoted(primary(head.target_lang))}>\n"
        '<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title or 'Bitext')}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n"
        f"<h1>{escape(title or 'Bitext')}</h1>\n<table>\n"
        f"<thead><tr><th scope='col'>bead</th><th scope='col'>{escape(head.source_lang)}</th>"
        f"<th scope='col'>{escape(head.target_lang)}</th></tr></thead>\n<tbody>\n"
    )
    for number, unit in enumerate(held.units):
        yield encode(_row(unit, number, head.source_lang, head.target_lang))
    yield encode(
        f"</tbody>\n</table>\n<footer>{escape(str(head.signature))}</footer>\n</body>\n</html>\n"
    )


def _row(unit: Unit, number: int, source_lang: str, target_lang: str) -> str:
    kinds = []
    if not unit.source or not unit.target:
        kinds.append("alone")
    if unit.confidence is not None and unit.confidence < DOUBT:
        kinds.append("doubt")
    marked = f" class={_quoted(' '.join(kinds))}" if kinds else ""
    said = f" title={_quoted(f'confidence {unit.confidence:.2f}')}" if unit.confidence else ""
    findings = "".join(f"<li>{escape(finding)}</li>" for finding in unit.findings)
    target = escape(unit.target) + (f"<ul>{findings}</ul>" if findings else "")
    return (
        f"<tr id='b{number}'{marked}><td{said}>{number}</td>"
        f"<td lang={_quoted(source_lang)}>{escape(unit.source)}</td>"
        f"<td lang={_quoted(target_lang)}>{target}</td></tr>\n"
    )


def _quoted(value: str) -> str:
    return f'"{escape(value)}"'
