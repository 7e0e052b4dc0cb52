"""Mutated files and texts against every reader: `python -m tests.torture.fuzz [--seconds N] [KIND …]`.

Whatever comes in, a reader gives a value or an `AlignkitError` of one line. Each kind has a seed,
and is mutated by bytes, runs and pieces of the other seeds. An input that breaks the rule is kept
under `corpus/`, which the tests replay.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import alignkit as ak
from alignkit.report import FORMATS, render
from alignkit.report.outcome import CheckedPair, Outcome

CORPUS = Path(__file__).with_name("corpus")
#: Processor seconds that one small input may take.
MOST = 20
ZH = "一、总体要求\n到2020年，检出率达到95%以上，增长3倍。\n（1）支持研发“传感器”；约1.5亿元。\n"
EN = "I. Overall requirements\nBy 2020 the rate exceeds 95%, up 1,234.5 km on 5 May.\n(1) It's good.\n"
TEXTS = {
    "txt": ZH + EN,
    "md": f"# 标题\n\n> {ZH}\n\n- 一\n  - 二\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```py\n# x\n```\n[a](b)\n",
    "html": f"<!doctype html><html lang=zh><h1>标题</h1><p>{EN}</p><table><tr><td>1</table></html>",
    "rst": "Title\n=====\n\n- a\n- b\n\n.. note:: x\n\n:ref:`a` *b*\n",
    "adoc": "= Title\n\n* a\n** b\n\n[source]\n----\nx\n----\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,500\n<i>你好</i>\n\n2\n00:00:03,000 --> 00:00:04,000\nHi\n",
    "ass": "[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.50,{\\i1}Hi\\Nyou\n",
    "json": '{"a": {"b": "文", "c": ["x", 1]}, "d": "{n, plural, one {# x} other {# y}}"}',
    "yaml": "zh:\n  a: 文\n  b: |\n    x\n    y\n",
    "po": 'msgid ""\nmsgstr "Language: zh\\n"\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "文"\n',
    "properties": "a.b=文\\u4e00\nc : d\\\n  e\n",
    "strings": '/* c */\n"a" = "文\\n";\n',
    "ftl": "a = 文 { $n }\n    .b = c\n",
    "xml": '<resources><string name="a">文 %1$s</string><plurals name="p"><item quantity="one">x</item></plurals></resources>',
    "resx": '<root><data name="a"><value>文</value></data></root>',
    "arb": '{"@@locale": "zh", "a": "文", "@a": {}}',
    "toml": "[[pairs]]\nsource = 'a'\n",
}
BITEXTS = {
    "tsv": "你好。\tHello.\n二。\tTwo.\n",
    "csv": 'source,target\r\n"你,好","He said ""hi"""\r\n',
    "jsonl": '{"source": "一。", "target": "One."}\n',
    "tmx": '<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>一</seg></tuv><tuv xml:lang="en"><seg>One</seg></tuv></tu></body></tmx>',
    "xliff": '<xliff version="1.2"><file source-language="zh" target-language="en"><body><trans-unit id="1"><source>一</source><target>One</target></trans-unit></body></file></xliff>',
    "ladder": "[0]:[0]:0.5\n[1]:[1]:0.5\n",
    "hunalign": "0\t0\t0.3\n1\t1\t0.3\n",
    "xcstrings": '{"sourceLanguage": "en", "strings": {"a": {"localizations": {"zh": {"stringUnit": {"value": "文"}}}}}, "version": "1.0"}',
    "ts": "<TS language='zh'><context><name>a</name><message><source>x</source><translation>文</translation></message></context></TS>",
}


def packed() -> dict[str, bytes]:
    """Return seeds of the formats that are no text, made here."""
    bitext = ak.Bitext.from_pairs([("一。", "One."), ("二。", "Two.")])
    held: dict[str, bytes] = {}
    for form in ("xlsx", "parquet"):
        written = ak.formats.write(bitext, form)
        assert isinstance(written, bytes)
        held[form] = written
    import io

    from docx import Document

    word, stream = Document(), io.BytesIO()
    word.add_heading("标题", 1)
    word.add_paragraph(EN)
    word.add_table(2, 2).cell(0, 0).text = "一"
    word.save(stream)
    return {**held, "docx": stream.getvalue()}


def mutated(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return a seed with a few changes: bytes, pieces repeated, cut, moved or of another seed."""
    held = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place = chance.randint(0, len(held))
        size = chance.choice((1, 2, 4, 16, 64))
        piece = bytes(held[place : place + size])
        change = chance.randrange(6)
        if change == 0 and held:
            held[min(place, len(held) - 1)] = chance.choice(
                (0, 9, 10, 13, 34, 60, 92, 255, chance.randrange(256))
            )
        elif change == 1:
            del held[place : place + size]
        elif change == 2:
            held[place:place] = piece * chance.choice((1, 3, 50))
        elif change == 3:
            other = chance.choice(others)
            start = chance.randint(0, len(other))
            held[place:place] = other[start : start + size * 4]
        elif change == 4:
            held[place:place] = chance.choice(PIECES)
        else:
            start = chance.randint(0, len(held))
            held[start:start] = piece
    return bytes(held[:20_000])


PIECES = [
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        "\ufeff", "\u2028", "\x00", "\x1b[0m", "\u202e", "\ud800", "零", "倍", "1,", "一万", "年", "第",
        "(((", "[[[", "{{{", "<<<", "&#x110000;", "&#0;", "\\u", "\\", '"', "'", "```", "---", "> " * 30,
        "- ", "\t", "\r", "9" * 400, "-->", "%s%", "{n, plural, ", "http://", "1/0", "2020-99-99", "Ⅻ", "½",
    )
]  # fmt: skip


def tried(kind: str, data: bytes, folder: Path) -> None:
    """Read an input as its kind is read, and use what comes out of it."""
    path = folder / f"a.{kind}"
    if kind in ("zh", "en"):
        text = data.decode("utf-8", "replace")
        for quantity in ak.quantities(text, lang=kind):
            assert quantity.span.slice(text) == quantity.raw
    elif kind == "repair":
        document = ak.document(data.decode("utf-8", "replace"))
        for sentence in ak.segment(document).sentences:
            assert 0 <= sentence.span.start <= sentence.span.end <= len(document.text)
            document.to_original(sentence.span)
    elif kind == "report":
        text = data.decode("utf-8", "surrogateescape")[:400]
        findings = ak.check([(text, text[::-1]), ("检出率达到95%。", text)])
        for form in FORMATS:
            render(Outcome((CheckedPair(findings, text[:30], text[-30:]),)), form)
    else:
        path.write_bytes(data)
        bitext = kind in BITEXTS or kind in ("xlsx", "parquet")
        (ak.load if bitext else ak.read)(path)


KINDS = (*TEXTS, *BITEXTS, "xlsx", "parquet", "docx", "zh", "en", "repair", "report")


def seeds() -> dict[str, bytes]:
    """Return the seed of every kind."""
    held = {kind: text.encode() for kind, text in {**TEXTS, **BITEXTS}.items()} | packed()
    return {
        **held,
        "zh": ZH.encode(),
        "en": EN.encode(),
        "repair": (ZH + EN).encode(),
        "report": EN.encode(),
    }


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
        return f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return ""


def run(kind: str, count: int, seconds: float, seed: int, say: Callable[[bytes, str], None]) -> int:
    """Try so many mutants of a kind, or for so long, and return how many were tried."""
    known = seeds()
    chance, until = random.Random(f"{kind}{seed}"), time.process_time() + seconds
    pool, done = [known[kind]], 0
    with tempfile.TemporaryDirectory() as name:
        while done < count and time.process_time() < until:
            data = mutated(chance.choice(pool), list(known.values()), chance)
            # Mutants are mutated on, so that changes add up.
            pool = [*pool[-40:], data] if chance.random() < 0.2 else pool
            why = broken(kind, data, Path(name))
            if why:
                say(data, why)
            done += 1
    return done


def main() -> int:
    """Fuzz, keep what breaks the rule, and return 1 where something did."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--seconds", type=float, default=60, help="processor time a kind")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    fell: dict[str, str] = {}
    total = 0
    for kind in given.kinds or KINDS:

        def keep(data: bytes, why: str, kind: str = kind) -> None:
            if f"{kind} {why[:60]}" in fell:
                return
            fell[f"{kind} {why[:60]}"] = why
            CORPUS.mkdir(exist_ok=True)
            (CORPUS / f"{kind}-{len(fell):03}.bin").write_bytes(data)
            print(f"{kind}: {why[:200]}", flush=True)

        done = run(kind, 10**9, given.seconds, given.seed, keep)
        total += done
        print(f"{kind:12} {done:8,} inputs", flush=True)
    print(f"{total:,} inputs of {len(given.kinds or KINDS)} kinds, {len(fell)} fell")
    return bool(fell)


if __name__ == "__main__":
    sys.exit(main())
