"""Witnesses of table lines: what can be taken out, where it occurs, and that all are counted."""

from __future__ import annotations

import lzma
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from bench.texts.data import Pair
from bench.witness import tracing, uses, witnesses
from bench.witness.entries import TABLES, Entry, entries, tables
from bench.witness.listed import closed, listed
from bench.witness.uses import Given, Unit, at, fold, standing
from bench.witness.witnesses import Progress, key, look, sources

from alignkit.check.run.witness import _anecdotes, lines, rested
from alignkit.types import Severity, Span

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

#: Lines of a table that may be new since it was counted, in a hundred.
UNCOUNTED = 10


@pytest.mark.parametrize("path", tables(), ids=lambda path: path.name)
def test_a_table_can_be_read_without_any_one_of_its_entries(path: Path) -> None:
    """Taking an entry out leaves TOML that parses and rows that keep their columns."""
    text = path.read_text(encoding="utf-8")
    held = list(entries(path))
    assert held
    for entry in held[:: max(1, len(held) // 40)]:
        assert entry.says in text[entry.low : entry.high].replace("\t", " ")
        rest = text[: entry.low] + text[entry.high :]
        if path.suffix == ".toml":
            tomllib.loads(rest)


def entry(says: str, table: str = "check/words.txt", *words: str) -> Entry:
    """Return a line of a table that is not there."""
    return Entry(table, says, 0, 0, words or (says,))


@pytest.mark.parametrize("path", tables(), ids=lambda path: path.name)
def test_each_table_that_people_wrote_is_counted(path: Path) -> None:
    """Its lines stand in the counts, those that no text uses too."""
    held = {key(one) for one in entries(path)}
    counted = {(line.table, line.says) for line in lines()}
    missing = sorted(says for _, says in held - counted)
    assert 100 * len(missing) <= UNCOUNTED * len(held), f"bench witnesses --write: {missing[:20]}"


@pytest.mark.parametrize("path", tables(), ids=lambda path: path.name)
def test_a_line_that_no_text_holds_is_borne_out_otherwise(path: Path) -> None:
    """A dictionary lists it, or its table says in its head which class it completes."""
    own = {key(one) for one in entries(path)}
    classes = closed(str(path.relative_to(TABLES)))
    bare = [
        line.says
        for line in lines()
        if (line.table, line.says) in own
        and not line.sources + len(line.listed)
        and not any(pattern.fullmatch(line.says) for pattern in classes)
    ]
    assert not bare, "take them out, or python -m bench witnesses --listed"


def test_no_line_is_counted_that_is_gone() -> None:
    """What was taken out of a table is out of its counts."""
    held = {key(one) for path in tables() for one in entries(path)}
    assert {(line.table, line.says) for line in lines()} <= held


def test_dictionaries_list_words_and_count_as_no_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A headword or a gloss lists an entry; a word inside one does not."""
    folder = tmp_path / "dict"
    folder.mkdir()
    rows = "# made up\n一落千丈\t一落千丈\tyi1\tto plummet/to fall (fig.)\n"
    with lzma.open(folder / "cc-cedict.tsv.xz", "wt", encoding="utf-8") as stream:
        stream.write(rows)
    monkeypatch.setenv("ALIGNKIT_DATA", str(tmp_path))
    some = [entry("一落千丈"), entry("to fall"), entry("plummet")]
    found = listed(some)
    assert [found["check/words.txt", one.says][:1] for one in some] == [
        ["CC-CEDICT"], ["CC-CEDICT"], []]  # fmt: skip


def test_a_line_with_one_witness_gives_a_note() -> None:
    """Whatever its rule wishes for, beside such a line nothing is louder."""
    for line in lines():
        for rule in set(line.rules) & set(_anecdotes()) if line.sources == 1 else ():
            marked = [(line.says, (Span(0, len(line.says)),))]
            assert rested(rule, Severity.ERROR, marked) is Severity.INFO, line


def test_english_entries_are_words_and_chinese_ones_stretches() -> None:
    """A text uses a line where one of its words stands by itself, a hyphen or not between."""
    held = [entry("over"), entry("超过"), entry("at first hand"), entry("km"),
            entry("rise", "x", "rise", "rose")]  # fmt: skip
    assert [one.says for one in standing(held, "more than five, he overcame 超过五人")] == ["超过"]
    assert [one.says for one in standing(held, "Over 5km, at-first-hand")] == [
        "over", "at first hand", "km"]  # fmt: skip
    assert [one.says for one in standing(held, "Prices rose.")] == ["rise"]


def test_pieces_of_words_stand_in_longer_ones() -> None:
    """A beginning and an ending hold at their own edge."""
    assert at(fold("the nology of tech"), "tech*") == 14
    assert at("technology", "*ology") == 5
    assert at(fold("It has declined"), r"declin\\w*") == 7
    assert at("ologyx", "*ology") == at("atech", "tech*") == -1


def test_sources_are_counted_once_each() -> None:
    """Two places of a text are one source, and two texts are two."""
    found = sources([entry("over"), entry("无")], ["over and over", "Over", "x"])
    assert found == Counter({("check/words.txt", "over"): 2})


class Speaking(Unit):
    """A unit in which a rule speaks while its words are not taken out."""

    def gives(self, rules: Given = frozenset()) -> Given:
        """Return the rule, if both words are there."""
        return frozenset({"NUM001"} if not OUT & {"b", "e"} else set())


OUT: set[str] = set()


def test_lines_are_found_by_halves_and_kept_as_they_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many lines those are named without which a rule is silent; a second run knows them."""

    def take_out(held: list[Entry]) -> None:
        OUT.clear()
        OUT.update(one.says for one in held)

    monkeypatch.setattr(tracing, "take_out", take_out)
    monkeypatch.setattr(witnesses, "program", lambda: "p")
    held = [entry(letter) for letter in "abcdefg"]
    progress = Progress(tmp_path / "so-far", ())
    unit = Speaking("one", "source", "a b c d e f g")
    lost = look(unit, held, progress)
    assert {says for _, says in lost} == {"b", "e"}
    progress.add(unit, lost)
    again = Progress(tmp_path / "so-far", ())
    assert again.done == progress.done == {"one": lost}
    assert not again.enough(key(held[1]))
    again.add(Speaking("two", "other", "b"), {key(held[1]): {"NUM001"}})
    assert again.enough(key(held[1]))
    assert Progress(tmp_path / "so-far", ("other",)).done == {}


WATCHING = """
from bench.witness import tracing
from bench.witness.entries import entries, tables

path = next(path for path in tables() if path.name == "comparators.toml")
least = [entry for entry in entries(path) if entry.says == "at least"]
tracing.install()
import alignkit as ak

def bound():
    return ak.quantities("It is at least 5 km long.", "en")[0].comparator

assert bound() == ">="
tracing.take_out(least)
assert bound() == "="
tracing.take_out(())
assert bound() == ">="
"""


def test_a_table_is_read_again_without_a_line() -> None:
    """What rests on the line is forgotten in a running program, and comes back with it."""
    subprocess.run([sys.executable, "-c", WATCHING], check=True, cwd=uses.ROOT)


def test_only_the_selected_rules_are_asked() -> None:
    """A wrong number is a finding where numbers are selected, and none where terms are."""
    pair = Pair("s", "zh-en", "news", "d", 0, "", "新建学校3.5万所。", "It built 3,500 schools.")
    unit = uses.Alone("one", "one", "", pair)
    assert unit.gives(frozenset(("TRM001",))) == frozenset()
    assert {rule[:3] for rule in unit.gives(frozenset(("NUM001", "NUM002")))} == {"NUM"}


def test_a_file_gives_the_sentences_it_is_cut_into(tmp_path: Path) -> None:
    """What is read otherwise without a line is witnessed by the file."""
    page = tmp_path / "page.txt"
    page.write_text("第一条为了规范管理，制定本法。\n", "utf-8")
    assert uses.Cut("page", "page", "", page).gives() == {"第一条为了规范管理，制定本法。"}
