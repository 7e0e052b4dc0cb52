"""The tables that reading relies on are in order, so that people can correct them."""

from __future__ import annotations

from importlib import resources

import pytest

from alignkit.read.furniture import is_furniture, phrases
from alignkit.read.language import function_words
from alignkit.read.repair.glue import camel_names
from alignkit.read.repair.hyphens import fragments


def _lines(name: str) -> list[str]:
    text = resources.files("alignkit.data").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("name", ["camel_names.txt", "furniture.txt"])
def test_lists_are_sorted_and_unique(name: str) -> None:
    """One entry a line, in the order of their characters, none twice."""
    lines = _lines(name)
    assert lines == sorted(set(lines))
    assert all(line == line.strip() != "" for line in lines)


@pytest.mark.parametrize("name", ["hyphens.tsv", "function_words.tsv"])
def test_word_tables_are_sorted_and_unique(name: str) -> None:
    """The words of each row are in order, none twice."""
    for line in _lines(name):
        kind, words = line.split("\t")
        assert kind.islower()
        held = words.split(" ")
        assert len(held) == len(set(held))
        assert name != "hyphens.tsv" or held == sorted(held)


def test_no_piece_says_two_things() -> None:
    """A first half either keeps its hyphen or is part of a word."""
    pieces = fragments()
    assert not pieces["compounds"] & pieces["prefixes"]


def test_names_with_capitals_inside_are_such() -> None:
    """Each name would be taken for two glued words without the table."""
    assert all(any(char.isupper() for char in name[1:]) for name in camel_names())


def test_languages_have_their_words() -> None:
    """Every language has enough small words to be told by them."""
    assert all(len(words) >= 40 for words in function_words().values())


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("Skip to main content New America Search Programs", True),
        ("Share on Facebook X LinkedIn", True),
        ("Home About Contact Us Privacy Policy", True),
        ("版权所有：工业和信息化部 网站地图 联系我们 京公网安备", True),
        ("当前位置：首页 > 政策", True),
        ("Support the development of smart sensors. Search for new materials.", False),
        ("Please read our Privacy Policy before you sign up for the service.", False),
        ("Programs, publications and events are the mission of our people.", False),
        ("有关单位可登录网站查询，版权所有者另有规定的从其规定。", False),
        ("Source: https://example.org/a-plan/", True),
        ("来源：https://example.org/plan", True),
        ("###", True),
        ("* * *", True),
        ("……", False),
        ("See https://example.org/a-plan/ for the source: it is there.", False),
        ("Publications", False),
        ("", False),
    ],
)
def test_site_furniture_is_told_from_text(line: str, furniture: bool) -> None:
    """Menus and legal lines are furniture; sentences that use their words are not."""
    assert is_furniture(line) is furniture


def test_phrases_know_their_places() -> None:
    """A phrase is found where it stands, and not inside a longer word."""
    (found,) = phrases("a Homework and Skip to content")
    assert (found.start, found.end) == (15, 30)
