"""Every writer of ours as one call: it writes version 0 or 1 of its file into a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import alignkit as ak
from alignkit import report
from alignkit.formats.registry import FORMATS
from alignkit.report.comparison import output

Work = Callable[[Path, int], None]
#: The formats of comparisons and of links, each with an ending of its own.
COMPARISONS = ("text", "json", "tsv", "terms", "xlsx", "html")
LINKS = ("text", "json", "tsv", "pharaoh")
#: What a review gives out, a file each.
GIVEN_OUT = (
    "xlsx", "docx", "comments", "list", "target", "tracked", "suppressions", "json", "tmx", "xliff",
    "ces", "ladder", "tsv",
)  # fmt: skip


def pairs(version: int) -> list[tuple[str, str]]:
    """Return the texts of a version: more of them in the later one."""
    texts = [(f"第{n}个传感器检出率达到9{n}%。", f"Sensor {n} reaches 8{n}%.") for n in range(4)]
    return texts[:2] if not version else texts


@cache
def bitext(version: int) -> ak.Bitext:
    """Return the bitext of a version."""
    return ak.Bitext.from_pairs(pairs(version), "zh", "en")


@cache
def findings(version: int) -> ak.Findings:
    """Return the findings of a version."""
    return ak.check(bitext(version), select=["NUM"])


@cache
def comparison(version: int) -> ak.Comparison:
    """Return a comparison of two translations."""
    held = pairs(version)
    zh, en = (ak.document("".join(side), lang) for side, lang in zip(zip(*held), ("zh", "en")))
    other = ak.document("".join(text for _, text in held).replace("reaches", "gets"), "en")
    return ak.compare(zh, en, other)


def save_bitext(form: str, folder: Path, version: int) -> None:
    """Save a bitext in one of its formats."""
    ak.formats.save(bitext(version), folder / "held", form)


def save_findings(form: str, folder: Path, version: int) -> None:
    """Save findings in one of their formats."""
    report.save(findings(version), folder / "held", form)


def save_comparison(form: str, folder: Path, version: int) -> None:
    """Save a comparison in one of its formats."""
    output.save(comparison(version), folder / "held", form)


def save_links(form: str, folder: Path, version: int) -> None:
    """Save the links between words in one of their formats."""
    from alignkit.report.links import save_links

    save_links(links(version), folder / "held", form)


@cache
def links(version: int) -> Any:
    """Return the links of a version's words."""
    return ak.link(bitext(version))


def baseline(folder: Path, version: int) -> None:
    """Write a baseline."""
    from alignkit.review.baseline import write_baseline

    write_baseline(findings(version), folder / "baseline.json", findings(version).signature)


def kept_results(folder: Path, version: int) -> None:
    """Keep the findings of a pair for the next run."""
    from alignkit.review.kept import Kept

    Kept(folder / "results").put("key", findings(version))


def vectors(folder: Path, version: int) -> None:
    """Keep vectors of a model that is slow."""
    import numpy as np

    from alignkit.embed.cache import VectorCache

    held = {text: np.ones(64, np.float32) for text, _ in pairs(version)}
    VectorCache(folder, "a model").put(held)


def answers(folder: Path, version: int) -> None:
    """Keep the answers of a judge, one more in the later version: each is kept by itself."""
    from alignkit.judge.answers import Answers

    held = Answers(folder / "answers.sqlite3")
    for source, target in pairs(1)[: 2 + version]:
        held.keep("a model", (source, target), "good")


@cache
def dossier(version: int) -> Any:
    """Return a pair on the desk, with a step that can be undone in the later version."""
    from alignkit.desk.actions import ACTIONS
    from alignkit.desk.dossier import Dossier, Ids
    from alignkit.desk.following import DeskFinding
    from alignkit.desk.pair import Decision, DeskPair, DeskText

    held = bitext(1)
    texts = (DeskText.of("a.zh.txt", "0", held.source), DeskText.of("a.en.txt", "0", held.target))
    opened = Dossier(DeskPair.of(held, texts), next_id=9)
    if not version:
        return opened
    ids = Ids(opened.next_id)
    request = {"do": "write", "bead": opened.pair.beads[0].id, "text": "Written anew."}
    after = opened.do(ACTIONS["write"](opened, ids, request))
    seen = [
        DeskFinding(ids(), opened.pair.beads[finding.bead or 0].id, finding, 1, None)
        for finding in findings(1)
    ]
    rejected = {seen[0].id: Decision("reject", "as the client wishes", "", "info")}
    pair = replace(after.pair, decisions=rejected)
    return replace(after, pair=pair, findings=tuple(seen), next_id=ids.next)


def project(folder: Path, version: int) -> None:
    """Write a review project."""
    from alignkit.desk.project import Project, ProjectFile

    ProjectFile(folder / "a.alignkit").write(Project((dossier(version),)))


def given_out(form: str, folder: Path, version: int) -> None:
    """Write what a review gives out, as the command does."""
    from alignkit.cli.output import write
    from alignkit.desk.exchange import exported
    from alignkit.read import read

    documents = folder.parent / "documents"
    if not documents.exists():
        from docx import Document

        documents.mkdir()
        word = Document()
        for sentence in bitext(1).target.sentences:
            word.add_paragraph(sentence.text)
        word.save(str(documents / "a.en.docx"))
    held = dossier(version)
    as_read = read(documents / "a.en.docx", lang="en")
    named = replace(held.pair.target, path="a.en.docx", document=as_read)
    held = replace(held, pair=replace(held.pair, target=named))
    name, data = exported(held, form, documents, {})
    write(data, str(folder / name))


def segmented(folder: Path, version: int) -> None:
    """Split a text into sentences, by the command."""
    from alignkit.cli.main import tree

    text = folder.parent / f"text{version}.txt"
    text.write_text("\n".join(source for source, _ in pairs(version)), "utf-8")
    arguments = ["segment", str(text), "--lang", "zh", "-o", str(folder / "held.txt")]
    tree.main(arguments, standalone_mode=False)


def shard(folder: Path, version: int) -> None:
    """Plan a corpus, and work through its shard as a worker does: tables, then the record."""
    from alignkit.corpus.item import Content, Item
    from alignkit.corpus.job import Job
    from alignkit.corpus.plan import Plan, cut
    from alignkit.corpus.steps import Work

    sides = zip(*pairs(1))
    contents = [Content.of_text("\n".join(side), lang) for side, lang in zip(sides, ("zh", "en"))]
    out = folder / "run"
    shards = tuple(cut([Item("a", *contents)], out, 4))
    plan = Plan(out, "check", shards, {"select": ["NUM"] if version else ["FMT"]}, "x", "x")
    plan.save()
    Work(Job.of(plan, plan.shards[0]), {}, lambda _: None).run()


def exported_rows(form: str, folder: Path, version: int) -> None:
    """Export the beads of a corpus."""
    from alignkit.corpus.export.writers import write

    rows = (
        {"document": "a", "bead": n, "source": source, "target": target, "score": 1.0,
         "confidence": 1.0, "source_lang": "zh", "target_lang": "en", "source_sentences": [n],
         "target_sentences": [n], "source_start": 0, "source_end": 1, "target_start": 0,
         "target_end": 1}
        for n, (source, target) in enumerate(pairs(version))
    )  # fmt: skip
    write(rows, folder / "held", form, 0)


WRITERS: dict[str, Work] = {
    **{f"bitext {f.name}": partial(save_bitext, f.name) for f in FORMATS if f.writes},
    **{f"findings {name}": partial(save_findings, name) for name in report.FORMATS},
    **{f"comparison {name}": partial(save_comparison, name) for name in COMPARISONS},
    **{f"links {name}": partial(save_links, name) for name in LINKS},
    **{f"review {name}": partial(given_out, name) for name in GIVEN_OUT},
    **{f"export {name}": partial(exported_rows, name) for name in ("jsonl", "parquet", "moses")},
    "baseline": baseline,
    "kept results": kept_results,
    "vectors": vectors,
    "answers": answers,
    "project": project,
    "segment": segmented,
    "shard": shard,
}
