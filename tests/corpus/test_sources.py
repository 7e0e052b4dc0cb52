"""Corpora as people keep them: every form gives the same pairs."""

from __future__ import annotations

import gzip
import io
import json
import re
from pathlib import Path

import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus.texts import folders, pair

from alignkit.corpus.item import Content, Item
from alignkit.corpus.plan import cut
from alignkit.corpus.sources import open_corpus
from alignkit.corpus.sources.opened import CONTENT, Corpus, Opened, Wanted
from alignkit.errors import AlignkitError, InputError


def names(opened: Opened) -> list[str]:
    """Return the names of what a corpus gives."""
    return [item.id for item in opened]


def texts(count: int) -> list[dict[str, str]]:
    """Return rows of documents."""
    return [
        {"id": f"d{n}", "zh": "\n".join(pair(n)[0]), "en": "\n".join(pair(n)[1])}
        for n in range(count)
    ]


def write(path: Path, text: str = "文 text") -> Path:
    """Write a file and its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a.txt", "a.txt"),
        ("a.zh.txt", "a.en.md"),
        ("law/plan_zh-CN.txt", "law/plan_en.docx"),
        ("zh/x/1.txt", "en/x/1.txt"),
        ("v1.2 final.src.txt", "v1.2 final.tgt.html"),
        ("news-2024-01-02.txt", "news-2024-01-02.txt"),
    ],
)
def test_two_folders_are_paired_by_what_the_names_share(
    first: str, second: str, tmp_path: Path
) -> None:
    """Endings and words for languages and sides are passed over; folders count."""
    write(tmp_path / "one" / first)
    write(tmp_path / "two" / second)
    write(tmp_path / "one" / "alone.txt")
    opened = open_corpus((tmp_path / "one", tmp_path / "two"), Wanted())
    assert len(names(opened)) == 1
    assert list(opened.lone) == [(str(tmp_path / "one" / "alone.txt"), "no file of the same name")]


def test_names_that_could_be_several_files_pair_with_none(tmp_path: Path) -> None:
    """A guess would be wrong in silence."""
    for name in ("one/a.txt", "one/a.md", "two/a.txt", "one/b.txt", "two/b.txt"):
        write(tmp_path / name)
    opened = open_corpus((tmp_path / "one", tmp_path / "two"), Wanted())
    assert names(opened) == ["b"]
    assert {reason for _, reason in opened.lone} == {
        "another file is named alike", "no file of the same name"
    }  # fmt: skip


def test_one_folder_is_told_apart_by_names_or_patterns(tmp_path: Path) -> None:
    """Languages, words for sides, or patterns; Chinese is the source unless told otherwise."""
    for name in ("1.zh.txt", "1.en.txt", "2.zh.txt", "2.en.txt"):
        write(tmp_path / name)
    found = list(open_corpus(tmp_path, Wanted()))
    assert [i.id for i in found] == ["1", "2"]
    assert found[0].source.path.endswith("1.zh.txt")
    wanted = Wanted(pattern=("*.en.txt", "*.zh.txt"))
    assert [i.source.path[-8:] for i in open_corpus(tmp_path, wanted)] == ["1.en.txt", "2.en.txt"]
    other = Wanted(source_lang="en", target_lang="zh")
    assert [i.source.path[-8:] for i in open_corpus(tmp_path, other)] == ["1.en.txt", "2.en.txt"]


@pytest.mark.parametrize("form", ["toml", "csv", "tsv", "jsonl"])
def test_manifests_name_their_files_from_their_own_folder(form: str, tmp_path: Path) -> None:
    """The pairs and the languages are those written down; a file that is gone is an item too."""
    folders(tmp_path, 2)
    rows = [(f"zh/{n:03}.txt", f"en/{n:03}.txt") for n in (0, 1, 9)]
    path = tmp_path / f"pairs.{form}"
    if form == "toml":
        path.write_text("".join(f'[[pairs]]\nsource="{s}"\ntarget="{t}"\n' for s, t in rows))
    elif form == "jsonl":
        lines = ({"source_path": s, "target_path": t} for s, t in rows)
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    else:
        mark = {"csv": ",", "tsv": "\t"}[form]
        path.write_text("\n".join(mark.join(row) for row in [("source", "target"), *rows]))
    found = list(open_corpus(path, Wanted("zh", "en")))
    assert [Path(item.target.path).name for item in found] == ["000.txt", "001.txt", "009.txt"]
    assert [item.source.size > 0 for item in found] == [True, True, False]
    assert {item.source.lang for item in found} == {"zh"}


@pytest.mark.parametrize("form", ["rows", "jsonl", "jsonl.gz", "parquet", "folder", "arrow"])
def test_documents_in_rows_are_the_same_in_every_form(form: str, tmp_path: Path) -> None:
    """Texts in lines, packed or not, in tables, in a folder of them, or from a caller."""
    rows = texts(4)
    corpus: Corpus = rows
    if form.startswith("jsonl"):
        data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
        corpus = tmp_path / f"docs.{form}"
        corpus.write_bytes(gzip.compress(data) if form.endswith("gz") else data)
    elif form == "parquet":
        corpus = tmp_path / "docs.parquet"
        parquet.write_table(arrow.Table.from_pylist(rows), corpus)
    elif form in ("folder", "arrow"):
        corpus = tmp_path
        (tmp_path / "dataset_info.json").write_text("{}")
        for number in (0, 2):
            table = arrow.Table.from_pylist(rows[number : number + 2])
            path = tmp_path / f"data-{number}.{'arrow' if form == 'arrow' else 'parquet'}"
            if form == "arrow":
                with arrow.ipc.new_stream(str(path), table.schema) as stream:
                    stream.write_table(table)
            else:
                parquet.write_table(table, path)
    found = list(open_corpus(corpus, Wanted()))
    assert [(i.id, i.source.text, i.target.text) for i in found] == [
        (row["id"], row["zh"], row["en"]) for row in rows
    ]
    assert [i.digest for i in found] == [i.digest for i in open_corpus(rows, Wanted())]


# The writer of archives leaves files to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_crawl_gives_its_pages_unpaired(tmp_path: Path) -> None:
    """Pages keep their addresses; how they are read is left to the worker."""
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number, page in enumerate(("<p>你好，世界。</p>", "<p>Hello, world.</p>")):
            headers = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0"
            )
            body = io.BytesIO(f"<html><body>{page}</body></html>".encode())
            address = f"http://site.example/{number}"
            writer.write_record(
                writer.create_warc_record(address, "response", payload=body, http_headers=headers)
            )
    opened = open_corpus(path, Wanted())
    assert not opened.paired
    found = list(opened)
    assert [i.id for i in found] == [":http://site.example/0", ":http://site.example/1"]
    assert {i.source.ending for i in found} == {".html"}
    assert "你好" in (found[0].source.text or "")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("docs.jsonl", "{broken\n", "docs.jsonl:1: this is not JSON"),
        ("docs.jsonl", "", "no document stands in it"),
        ("docs.jsonl", '{"a": 1}\n', "no documents among a"),
        ("docs.jsonl", '{"source": 3, "target": 4}\n', "a int stands for a document"),
        ("docs.jsonl.gz", "not packed", "cannot be read"),
        ("docs.parquet", "no table", "this table cannot be read"),
        ("pairs.csv", "a,b\n1,2\n", "no column is named source"),
        ("pairs.toml", "x = 1\n", "unknown key 'x'"),
        ("corpus.zip", "PK", "this is no corpus"),
    ],
)
def test_what_is_no_corpus_is_told_in_one_line(
    name: str, text: str, told: str, tmp_path: Path
) -> None:
    """The line names the file, the reason and the way out."""
    path = write(tmp_path / name, text)
    with pytest.raises(AlignkitError, match=re.escape(told)):
        list(open_corpus(path, Wanted()))


def test_folders_without_a_pair_say_so(tmp_path: Path) -> None:
    """Nothing there, or nothing alike."""
    write(tmp_path / "one" / "a.txt")
    (tmp_path / "two").mkdir()
    for corpus in ((tmp_path / "one", tmp_path / "two"), (tmp_path / "one", tmp_path / "none")):
        with pytest.raises(InputError):
            list(open_corpus(corpus, Wanted()))
    write(tmp_path / "two" / "b.txt")
    with pytest.raises(InputError, match="--pair content"):
        open_corpus((tmp_path / "one", tmp_path / "two"), Wanted())
    alone = open_corpus((tmp_path / "one", tmp_path / "two"), Wanted(pair=CONTENT))
    assert names(alone) == ["0:a.txt", "1:b.txt"]


@given(st.lists(st.text("abc文字", min_size=1, max_size=6), min_size=2, max_size=60, unique=True))
def test_a_document_that_comes_leaves_most_shards_as_they_are(held: list[str]) -> None:
    """Where a shard ends is told by the documents themselves, and every one is in one shard."""
    import tempfile

    def shards(texts: list[str]) -> list[tuple[str, int]]:
        items = (Item(t, Content.of_text(t), Content.of_text(t)) for t in texts)
        with tempfile.TemporaryDirectory() as place:
            return [(s.digest, s.documents) for s in cut(items, Path(place), 4)]

    before, after = shards(held[:-1]), shards(sorted([*held[:-1], held[-1]], key=held.index))
    assert sum(count for _, count in after) == len(held)
    assert len(set(before) - set(after)) <= 1
    assert all(count <= 8 for _, count in after)


def test_one_folder_given_twice_is_refused(tmp_path: Path) -> None:
    """Every document would be found to be its own translation."""
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "a.txt").write_text("你好。\n", encoding="utf-8")
    with pytest.raises(InputError, match="given twice"):
        open_corpus((tmp_path / "zh", tmp_path / "zh" / ".." / "zh"), Wanted())
