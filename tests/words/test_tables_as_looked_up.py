"""The tables of words lie as they are looked up: opening one splits no line of it."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.tables import names
from training.tables.lexicon import turned as lexicon_turned

from alignkit.check.meaning.naming import settled
from alignkit.words import halving, lexicon, namebook
from alignkit.words.classes import dictionary, mark_of
from alignkit.words.halving import Lines, ordered

KEYS = st.text(st.characters(exclude_characters="\t\n\r", exclude_categories=["Cs"]), min_size=1)


class Looked(bytes):
    """A table that counts the searches through it."""

    looks = 0

    def find(self, *place: object) -> int:
        """Count a look."""
        Looked.looks += 1
        return super().find(*place)  # type: ignore[arg-type]


@given(st.dictionaries(KEYS, KEYS, max_size=30), KEYS, st.integers(1, 99))
def test_halving_finds_what_a_dictionary_would(
    held: dict[str, str], other: str, stretch: int
) -> None:
    """Every key, and nothing for what is no key, however far one signpost is from the next."""
    rows = sorted(f"{key}\t{value}\n".encode() for key, value in held.items())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(halving, "_STRETCH", stretch)
        table = Lines(b"".join(rows), "\t")
        assert {key: table.get(key) for key in held} == held
        assert table.get(other) == held.get(other)
        lines = [row.decode()[:-1] for row in rows]
        for start in (other, other[:1], *(key[:1] for key in held)):
            assert table.beginning(start) == [line for line in lines if line.startswith(start)]


@given(st.dictionaries(st.text("ab北京上海", min_size=1), st.just("1 n"), max_size=30))
def test_a_table_in_any_order_is_put_in_order(held: dict[str, str]) -> None:
    """A dictionary that others keep may begin with Latin words, or be in no order at all."""
    table = ordered("".join(f"{key} {value}\n" for key, value in held.items()).encode(), " ")
    assert {key: table.get(key) for key in held} == held


def test_a_word_is_found_by_one_search_through_a_stretch() -> None:
    """The lexicon is neither split nor decoded for it, nor is it gone through."""
    table = Lines(Looked(files("alignkit.data.check").joinpath(lexicon.FILE).read_bytes()), "\t")
    table.get("一")
    Looked.looks = 0
    assert table.get("经济")
    assert Looked.looks <= len(("the line", "its end"))


@pytest.mark.parametrize(
    ("module", "folder", "turned"),
    [(lexicon, "check", lexicon_turned), (namebook, "meaning", names.turned)],
)
def test_a_turned_table_is_the_table_itself_turned(module, folder, turned) -> None:  # type: ignore[no-untyped-def]
    """Neither is corrected without the other."""
    of = files(f"alignkit.data.{folder}").joinpath
    text = of(module.FILE).read_text(encoding="utf-8")
    assert turned(text) == of(module.TURNED).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        (settled.SETTLED, names.settled),
        (settled.SPELLED, names.spelled),
        (settled.CLASSED, names.classed),
    ],
)
def test_tables_that_follow_from_others_are_up_to_date(name: str, made: Callable[[], str]) -> None:
    """`python -m training names --derived` writes them."""
    text = files("alignkit.data.meaning").joinpath(name).read_text(encoding="utf-8")
    assert made() == text


@pytest.mark.parametrize("name", [lexicon.FILE, lexicon.TURNED])
def test_tables_looked_up_by_halving_are_in_order(name: str) -> None:
    """By the bytes of their keys, each key once."""
    rows = files("alignkit.data.check").joinpath(name).read_bytes().splitlines()
    keys = [row.split(b"\t")[0] for row in rows]
    assert keys == sorted(set(keys))


def test_jieba_s_dictionary_is_looked_up_as_it_lies() -> None:
    """Each word has the mark that stands behind it, the Latin ones at its head as well."""
    rows = [row.split(" ") for row in dictionary().decode("utf-8").splitlines()]
    for word, _, mark in [*rows[:80], *rows[::997], rows[-1]]:
        assert mark_of(word) == mark
