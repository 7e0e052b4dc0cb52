"""How an input of each kind is used, and what it may come to: a value, or one line of complaint."""

from __future__ import annotations

import signal
import warnings
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.torture import seeds

import alignkit as ak
from alignkit.report import FORMATS, render
from alignkit.report.outcome import CheckedPair, Failure, Outcome
from alignkit.types import Bead, Excerpt, Finding, Severity, Span

#: Processor seconds that one small input may take.
MOST = 20
#: Rules of ours, and one that is not known here.
RULES = ("NUM001", "COV001", "FMT001", "LIT001", "DOC006", "XYZ999")
#: Where one bitext is written to in full: each must be able to say all that any reader may give.
WRITTEN = ("tsv", "csv", "jsonl", "tmx", "xliff", "xliff2", "po", "ladder-texts")


@cache
def archives() -> Mapping[str, Mapping[str, bytes]]:
    """Return the parts of the packed seeds."""
    return seeds.archives()


def read_document(path: Path) -> None:
    """Read a file, and ask every sentence where it stood."""
    _followed(ak.read(path))


def _followed(document: ak.Document) -> None:
    for block in document.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(document.text)
    for sentence in ak.segment(document).sentences:
        assert 0 <= sentence.span.start <= sentence.span.end <= len(document.text)
        document.to_original(sentence.span)


def read_bitext(path: Path) -> None:
    """Read an aligned file, and write what it holds."""
    numbers = path.suffix in (".ladder", ".hunalign", ".mapping")
    sides = {"source": ["一。", "二。", "三。"], "target": ["One.", "Two."]} if numbers else {}
    path = path.with_name("a.ces") if path.name == "a.zh.xml" else path
    bitext = ak.load(path, **sides)
    for form in WRITTEN:
        ak.formats.write(bitext, form)


def read_settings(kind: str, path: Path) -> None:
    """Read what people write beside their texts."""
    from alignkit.check.terms.glossary import load_glossary
    from alignkit.config import load_settings
    from alignkit.corpus.options import Wanted
    from alignkit.corpus.sources.manifest import open_manifest
    from alignkit.review.baseline import load_baseline
    from alignkit.review.suppressions import load_suppressions

    held: dict[str, Callable[[Path], object]] = {
        "alignkit.toml": load_settings,
        "baseline": load_baseline,
        "suppressions": load_suppressions,
        "glossary": load_glossary,
        "glossary.tbx": load_glossary,
        "manifest.tsv": lambda place: list(open_manifest(place, Wanted())),
    }
    held[kind](path)


def quantities(text: str, lang: str) -> None:
    """Read the quantities of a text: each says where it stands."""
    for quantity in ak.quantities(text, lang=lang):
        assert quantity.span.slice(text) == quantity.raw


def outcome(data: bytes) -> Outcome:
    """Return an outcome made of the bytes: findings with any texts, spans, values and names."""
    text = data.decode("utf-8", "surrogateescape")
    cells = (text.split("\n") + [""] * 8)[:60]
    pairs = []
    for first in range(0, len(cells) - 7, 8):
        rule, message, source, target, value, name, bead, spans = cells[first : first + 8]
        bitext = ak.Bitext.from_pairs([(source, target)])
        bitext = replace(bitext, source=replace(bitext.source, name=name))
        numbers = bitext.beads[0]
        excerpts = [
            Excerpt(side, tuple(_spans(spans, len(side))), held)
            for side, held in ((source, numbers.source), (target, numbers.target))
        ]
        finding = Finding(
            RULES[len(rule) % len(RULES)],
            list(Severity)[len(rule) % 3],
            message,
            0 if bead else None,
            *excerpts,
            {value[:5]: value, "n": len(value)},
            (len(message) % 11) / 10,
            value[:16],
        )
        findings = ak.Findings((finding,), bitext.signature, bitext if len(value) % 2 else None)
        pairs.append(CheckedPair(findings, name, name if len(name) % 2 else value))
    return Outcome(tuple(pairs), (Failure(cells[0], cells[1], cells[2]),))


def _spans(cell: str, size: int) -> list[Span]:
    places = sorted(ord(char) % (size + 1) for char in cell[:8])
    return [Span(a, b) for a, b in zip(places[::2], places[1::2])]


def report(data: bytes) -> None:
    """Put an outcome together in every format; each gives text or bytes that can be written."""
    held = outcome(data)
    for form in FORMATS:
        rendered = render(held, form)
        if isinstance(rendered, str):
            assert "\x1b" not in rendered


def check(data: bytes) -> None:
    """Check a text against itself backwards, and write what is found."""
    text = data.decode("utf-8", "surrogateescape")[:400]
    findings = ak.check([(text, text[::-1]), ("检出率达到95%。", text)])
    for form in FORMATS:
        render(Outcome((CheckedPair(findings, text[:30], text[-30:]),)), form)


def compare(data: bytes) -> None:
    """Compare three translations made of the bytes."""
    from alignkit.report.comparison import output

    zh, _, en = data.decode("utf-8", "replace")[:600].partition("\n\n")
    first = ak.document(seeds.EN + en, lang="en")
    held = ak.compare(
        ak.document(seeds.ZH + zh, lang="zh"), first, ak.document(en + seeds.EN, lang="en")
    )
    for form in ("text", "json", "tsv", "terms", "html"):
        output.render(held, form)


def align(data: bytes) -> None:
    """Align two halves of the bytes: every sentence in exactly one bead, in order."""
    text = data.decode("utf-8", "replace")[:1_000]
    zh, en = text[: len(text) // 2] or "一", text[len(text) // 2 :] or "one"
    bitext = ak.align(zh, en, source_lang="zh", target_lang="en")
    for side in ("source", "target"):
        held = [n for bead in bitext.beads for n in _numbers(bead, side)]
        assert held == list(range(len(getattr(bitext, side).sentences)))


def _numbers(bead: Bead, side: str) -> Any:
    return getattr(bead, side)


def pdf_pages(data: bytes) -> None:
    """Read a PDF file's pages in this process, so that a guide sees what is done."""
    from alignkit.read import pdf

    pdf.pages(data, "a.pdf")


def project(data: bytes, folder: Path) -> None:
    """Read a review project."""
    from alignkit.desk.project import ProjectFile

    (folder / "a.alignkit").write_bytes(data)
    ProjectFile(folder / "a.alignkit").read()


TEXT_KINDS: dict[str, Callable[[bytes], None]] = {
    "zh": lambda data: quantities(data.decode("utf-8", "replace"), "zh"),
    "en": lambda data: quantities(data.decode("utf-8", "replace"), "en"),
    "repair": lambda data: _followed(ak.document(data.decode("utf-8", "replace"))),
    "report": report,
    "check": check,
    "compare": compare,
    "align": align,
    "pdf": pdf_pages,
}
PACKED_PARTS = tuple(f"{kind}.part" for kind in seeds.PARTS)
WHOLE = ("docx", "odt", "epub", "xlsx", "parquet")
KINDS = (
    *seeds.TEXTS,
    *seeds.BITEXTS,
    *seeds.SETTINGS,
    *WHOLE,
    *PACKED_PARTS,
    "project",
    *TEXT_KINDS,
)
BITEXT_KINDS = frozenset({*seeds.BITEXTS, "xlsx", "parquet"})


def tried(kind: str, data: bytes, folder: Path) -> None:
    """Use an input as its kind is used."""
    if kind in TEXT_KINDS:
        TEXT_KINDS[kind](data)
        return
    if kind == "project":
        project(data, folder)
        return
    ending = kind
    if kind.endswith(".part"):
        ending = kind.removesuffix(".part")
        data = seeds.zipped({**archives()[ending], seeds.PARTS[ending]: data})
    path = folder / (ending if kind in seeds.SETTINGS else f"a.{ending}")
    path.write_bytes(data)
    for beside, text in seeds.BESIDE.get(kind, {}).items():
        (folder / beside).write_text(text, "utf-8")
    if kind in seeds.SETTINGS:
        read_settings(kind, path)
    else:
        (read_bitext if kind in BITEXT_KINDS or ending == "xlsx" else read_document)(path)


def first_inputs() -> dict[str, bytes]:
    """Return the seed of every kind."""
    texts = {**seeds.TEXTS, **seeds.BITEXTS, **seeds.SETTINGS}
    held = {kind: text.encode() for kind, text in texts.items()}
    for kind, parts in archives().items():
        held[kind] = seeds.zipped(dict(parts))
        held[f"{kind}.part"] = parts[seeds.PARTS[kind]]
    held |= {"parquet": seeds.parquet(), "pdf": seeds.pdf(), "project": seeds.project()}
    held |= {"zh": seeds.ZH.encode(), "en": seeds.EN.encode()}
    both = (seeds.ZH + seeds.EN).encode()
    held |= dict.fromkeys(("repair", "compare", "align"), both)
    return held | {"report": both * 2, "check": seeds.EN.encode()}


def broken(kind: str, data: bytes, folder: Path) -> str:
    """Return how an input breaks the rule, "" where it does not."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tried(kind, data, folder)
    except ak.AlignkitError as error:
        return "" if "\n" not in str(error) else f"several lines: {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error} ({_place(error)})"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return ""


def _place(error: BaseException) -> str:
    """Return the last line of our own that an error passed."""
    place, step = "", error.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if "alignkit" in name or "torture" in name:
            place = f"{Path(name).parent.name}/{Path(name).name}:{step.tb_lineno}"
        step = step.tb_next
    return place
