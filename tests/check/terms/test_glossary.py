"""Glossaries: reading them, finding terms, reporting renderings."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak
from alignkit.check.terms.glossary import Index, holds, load_glossary
from alignkit.compose import check
from alignkit.errors import InputError
from alignkit.types import Bitext

TABLE = (
    "source\ttarget\tforbidden\tnote\n"
    "智能制造\tsmart manufacturing|intelligent manufacturing\twise manufacturing\thouse style\n"
    "制造\tmanufacturing\t\t\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A small glossary as a TSV file."""
    path = tmp_path / "terms.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def _found(path: Path, source: str, target: str) -> dict[str, int]:
    return check([(source, target)], select=["TRM004", "TRM005"], glossary=path).counts()


def test_a_rendering_of_the_glossary_is_no_finding_in_any_inflection(table: Path) -> None:
    """English is matched by stem."""
    assert not _found(table, "发展智能制造。", "Develop Smart Manufacturing.")


def test_a_missing_rendering_is_found_and_the_longest_term_counts(table: Path) -> None:
    """The term inside the longer one is not asked for as well."""
    found = check(
        [("发展智能制造。", "Develop clever production.")], select=["TRM004"], glossary=table
    )
    assert [f.values["term"] for f in found] == ["智能制造"]
    assert "house style" in found[0].message
    assert found[0].source.marked() == ("智能制造",)


def test_a_forbidden_rendering_is_an_error_with_its_place(table: Path) -> None:
    """It says so once: the missing rendering is folded into it."""
    found = check(
        [("发展智能制造。", "Develop wise manufacturing.")],
        select=["TRM004", "TRM005"],
        glossary=table,
    )
    assert found.counts() == {"TRM005": 1, "TRM004": 1} or found.counts() == {"TRM005": 1}
    assert found[0].target.marked() == ("wise manufacturing",)


def test_a_rendering_in_the_next_bead_counts(table: Path) -> None:
    """A term may move to the neighbour that does not ask for it."""
    pairs = [("发展智能制造。", "Develop it."), ("好的。", "Smart manufacturing, that is.")]
    assert not check(pairs, select=["TRM004"], glossary=table)


def test_csv_and_bare_tables_are_read(tmp_path: Path) -> None:
    """Quotes in CSV hold commas; a table without a header is source, target, forbidden, note."""
    comma = tmp_path / "a.csv"
    comma.write_text('中文,英文\n"甲,乙",one\n', encoding="utf-8")
    assert load_glossary(comma).entries[0].source == "甲,乙"
    bare = tmp_path / "b.tsv"
    bare.write_text("# ours\n甲\tone; two\n", encoding="utf-8")
    assert load_glossary(bare).entries[0].targets == ("one", "two")


def test_tbx_with_deprecated_terms_is_read(tmp_path: Path) -> None:
    """A term with a deprecated status is a forbidden rendering."""
    path = tmp_path / "a.tbx"
    path.write_text(
        '<tbx><text><body><termEntry><langSet xml:lang="en"><tig><term>smart factory</term></tig>'
        "<tig><term>wise factory</term>"
        '<termNote type="administrativeStatus">deprecatedTerm-admn-sts'
        '</termNote></tig></langSet><langSet xml:lang="zh-CN"><tig><term>智能工厂</term></tig>'
        "</langSet></termEntry></body></text></tbx>",
        encoding="utf-8",
    )
    (entry,) = load_glossary(path).entries
    assert (entry.source, entry.targets, entry.forbidden) == (
        "智能工厂",
        ("smart factory",),
        ("wise factory",),
    )


@pytest.mark.parametrize(
    ("name", "data", "match"),
    [
        ("a.tsv", b"", "holds no term"),
        ("a.tsv", b"\xff\xfe\x00", "cannot be read as UTF-16"),
        ("a.tsv", "只有一列\n".encode(), "lacks"),
        ("a.tbx", b"<tbx>", "not well-formed"),
    ],
)
def test_bad_glossaries_are_refused_by_name(
    tmp_path: Path, name: str, data: bytes, match: str
) -> None:
    """One line names the file and the reason."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=match):
        load_glossary(path)


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    """A hostile TBX file reaches nothing outside itself."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    path = tmp_path / "a.tbx"
    path.write_text(
        f'<!DOCTYPE t [<!ENTITY x SYSTEM "{secret.as_uri()}">]><tbx><termEntry>'
        '<langSet xml:lang="zh"><term>&x;甲</term></langSet><langSet xml:lang="en">'
        "<term>one</term></langSet></termEntry></tbx>",
        encoding="utf-8",
    )
    try:
        held = load_glossary(path)
    except InputError:
        return
    assert all("secret" not in entry.source for entry in held.entries)


def test_the_longest_phrase_wins() -> None:
    """A phrase inside a longer one is passed over, one after it is not."""
    index = Index([("人工", 1), ("人工智能", 2), ("智能", 3)])
    assert [held for _, held in index.find("人工智能智能人工")] == [2, 3, 1]
    assert holds("Two Factories stand", ["factory"]) is not None


@pytest.mark.usefixtures("patience")
def test_lookup_is_linear_in_text_and_glossary() -> None:
    """Twenty thousand terms and a hundred thousand characters take no minute."""
    index = Index([(f"术语{chr(0x4E00 + n % 20000)}{n}", n) for n in range(20_000)])
    assert not list(index.find("术" * 100_000))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_glossary_is_read_as_spreadsheets_save_it(tmp_path: Path, encoding: str) -> None:
    """The encodings of Excel's text files are told apart by what the file holds."""
    path = tmp_path / "terms.tsv"
    path.write_bytes("水泵\tpump\n生产线\tproduction line\n新工厂\tnew plant\n".encode(encoding))
    assert [entry.source for entry in load_glossary(path).entries] == ["水泵", "生产线", "新工厂"]


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16", "utf-8-sig"])
def test_a_short_list_is_read_as_a_spreadsheet_saves_it(tmp_path: Path, encoding: str) -> None:
    """Terms have none of the words that tell running text, and a list may hold two."""
    path = tmp_path / "terms.txt"
    terms = {"水泵": "pump", "保證金" if "big5" in encoding else "保证金": "deposit"}
    table = "".join(f"{zh}\t{en}\r\n" for zh, en in terms.items())
    path.write_bytes(table.encode(encoding))
    assert {e.source: e.targets[0] for e in load_glossary(path).entries} == terms


def test_a_workbook_is_a_glossary(tmp_path: Path) -> None:
    """Its first sheet, with or without headings."""
    openpyxl = pytest.importorskip("openpyxl")
    for name, heads in (("bare.xlsx", []), ("headed.xlsx", [["英文", "中文"]])):
        book = openpyxl.Workbook()
        row = ["水泵", "pump|water pump"]
        for cells in [*heads, row[::-1] if heads else row]:
            book.active.append(cells)
        book.save(tmp_path / name)
    held = [load_glossary(tmp_path / name).entries for name in ("bare.xlsx", "headed.xlsx")]
    assert held[0][0].targets == ("pump", "water pump")
    assert (held[1][0].source, held[1][0].targets) == ("水泵", ("pump", "water pump"))


@pytest.mark.parametrize("heads", ["", "中文\tEnglish\n"])
def test_one_table_serves_both_directions(tmp_path: Path, heads: str) -> None:
    """The columns may stand in the order of the other direction."""
    path = tmp_path / "terms.tsv"
    path.write_text(heads + "保密信息\tConfidential Information|CI\n", encoding="utf-8")
    english = "Keep the Confidential Information secret."
    pairs = [(english, "应当对机密信息保密。"), (english, "应当对保密信息保密。")]
    for asked, found in ((pairs, 1), ([pair[::-1] for pair in pairs[1:]], 0)):
        assert check(asked, select=["TRM004"], glossary=path).counts() == (
            {"TRM004": found} if found else {}
        )


@pytest.mark.parametrize("renderings", ["Old Zhou", "Old Zhou; Lao Zhou", ["Old Zhou", "Lao Zhou"]])
def test_a_glossary_may_be_a_mapping(renderings: str | list[str]) -> None:
    """A notebook writes its terms down where they are used."""
    held = {"老周": renderings}
    for said, told in (("Zhou the Elder", True), ("Old Zhou", False)):
        bitext = Bitext.from_pairs([("老周今天没来。", f"{said} did not come today.")], "zh", "en")
        assert ("TRM004" in check(bitext, select=["TRM"], glossary=held).counts()) is told


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "\ufeff中文;English\r\n承租方;lessee|tenant\r\n出租方;lessor\r\n"),
        ("a.csv", "sep=;\r\n承租方;lessee|tenant\r\n出租方;lessor\r\n"),
        ("a.csv", "承租方\tlessee|tenant\n出租方\tlessor\n"),
        ("a.csv", "承租方,lessee;tenant\n出租方,lessor\n"),
    ],
)
def test_cells_are_parted_as_the_spreadsheet_parts_them(
    tmp_path: Path, name: str, text: str
) -> None:
    """Commas, semicolons or tabs; a semicolon inside a cell still parts renderings."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    held = [(entry.source, entry.targets) for entry in load_glossary(path).entries]
    assert held == [("承租方", ("lessee", "tenant")), ("出租方", ("lessor",))]


@pytest.mark.parametrize("ending", [".tmx", ".xlf", ".jsonl"])
def test_a_memory_of_terms_is_a_glossary(tmp_path: Path, ending: str) -> None:
    """Each unit is a term; renderings of one term stand together."""
    pairs = [("承租方", "lessee"), ("出租方", "lessor"), ("承租方", "tenant")]
    ak.Bitext.from_pairs(pairs, source_lang="zh", target_lang="en").save(tmp_path / f"t{ending}")
    held = [
        (entry.source, entry.targets) for entry in load_glossary(tmp_path / f"t{ending}").entries
    ]
    assert held == [("承租方", ("lessee", "tenant")), ("出租方", ("lessor",))]
