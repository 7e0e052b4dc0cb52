"""One page on a whole corpus: what was found by rule, where most of it is, what went wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from alignkit.corpus.account import CorpusRun, tables
from alignkit.corpus.plan import Plan
from alignkit.corpus.shards import read_rows
from alignkit.files import atomic
from alignkit.report.values import in_words

PAGE = "overview.html"
# Examples of a rule, and lines of every other list.
EXAMPLES, LISTED = 3, 20
_STYLE = """
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 2rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; }
tr { border-bottom: 1px solid #8884; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
mark { background: #fd06; color: inherit; }
details { margin: .2rem 0; min-width: 16rem; }
.wide { overflow-x: auto; }
"""

Row = Mapping[str, Any]


def write_overview(plan: Plan, run: CorpusRun) -> None:
    """Write the page of a run whose documents were checked."""
    counts: Counter[str] = Counter()
    severities: dict[str, str] = {}
    holders: dict[str, int] = defaultdict(int)
    examples: dict[str, list[Row]] = defaultdict(list)
    worst: Counter[str] = Counter()
    for document, findings in _by_document(plan):
        worst[document] = len(findings)
        if len(worst) > 50 * LISTED:
            worst = Counter(dict(worst.most_common(LISTED)))
        for rule, count in Counter(row["rule"] for row in findings).items():
            counts[rule] += count
            holders[rule] += 1
        for row in findings:
            severities.setdefault(row["rule"], row["severity"])
            # One of a document, so that three examples are three documents.
            if len(examples[row["rule"]]) < EXAMPLES and all(
                held["document"] != document for held in examples[row["rule"]]
            ):
                examples[row["rule"]].append(row)
    parts = [
        f"<p>{escape(str(run))}.</p>",
        _rules(counts, severities, holders, examples, run.beads),
        _list("Documents with most findings", worst.most_common(LISTED), "findings"),
        _list("Hardly translations", _unrelated(plan), "found on the other side"),
        _list("Failed", run.failures[:LISTED], "reason"),
    ]
    with atomic(plan.out / PAGE) as stream:
        stream.write(_page(plan.corpus, "\n".join(part for part in parts if part)))


def _by_document(plan: Plan) -> Iterator[tuple[str, list[Row]]]:
    """Yield the findings of each document that has any."""
    held: list[Row] = []
    for path in tables(plan, "findings"):
        for row in read_rows(path):
            if held and held[0]["document"] != row["document"]:
                yield held[0]["document"], held
                held = []
            held.append(row)
    if held:
        yield held[0]["document"], held


def _unrelated(plan: Plan) -> list[tuple[str, str]]:
    found: list[tuple[float, str]] = []
    for path in tables(plan, "documents"):
        for row in read_rows(path, ("document", "parallel", "warning")):
            if row["warning"]:
                found.append((row["parallel"] or 0.0, row["document"]))
        found = sorted(found)[:LISTED]
    return [(name, f"{share:.0%}") for share, name in found]


def _rules(
    counts: Counter[str],
    severities: Mapping[str, str],
    holders: Mapping[str, int],
    examples: Mapping[str, Sequence[Row]],
    beads: int,
) -> str:
    rows = [
        f"<tr><td>{escape(rule)}</td><td>{escape(severities[rule])}</td>"
        f'<td class="n">{count:,}</td><td class="n">{holders[rule]:,}</td>'
        f'<td class="n">{1000 * count / max(1, beads):.2f}</td>'
        f"<td>{''.join(map(_example, examples[rule]))}</td></tr>"
        for rule, count in counts.most_common()
    ]
    if not rows:
        return "<p>Nothing was found.</p>"
    head = (
        '<tr><th>rule</th><th>severity</th><th class="n">findings</th><th class="n">documents</th>'
        '<th class="n">a thousand beads</th><th>examples</th></tr>'
    )
    return f"<h2>Findings by rule</h2><div class='wide'><table>{head}{''.join(rows)}</table></div>"


def _example(row: Row) -> str:
    sides = " → ".join(_marked(row[side], row[f"{side}_spans"]) for side in ("source", "target"))
    where = f"{row['document']}" + ("" if row["bead"] is None else f", bead {row['bead']}")
    told = escape(in_words(row["message"]))
    return f"<details><summary>{told}</summary>{sides}<br>{escape(where)}</details>"


def _marked(text: str, spans: Iterable[Mapping[str, int]]) -> str:
    found, place = "", 0
    for span in sorted((s["start"], s["end"]) for s in spans or ()):
        if span[0] >= place:
            found += escape(text[place : span[0]]) + f"<mark>{escape(text[slice(*span)])}</mark>"
            place = span[1]
    return found + escape(text[place:])


def _list(title: str, rows: Sequence[tuple[str, Any]], told: str) -> str:
    if not rows:
        return ""
    lines = "".join(
        f"<tr><td>{escape(str(name))}</td><td>{escape(str(value))}</td></tr>"
        for name, value in rows
    )
    head = f"<tr><th>document</th><th>{escape(told)}</th></tr>"
    return f"<h2>{escape(title)}</h2><div class='wide'><table>{head}{lines}</table></div>"


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>{escape(title)}</h1>\n{body}\n</body></html>\n"
    )
