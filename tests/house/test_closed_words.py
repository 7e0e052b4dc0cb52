"""What a quantity says comes from closed lists, and code names their members."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from alignkit import quantities
from alignkit.types.quantity import Change, Comparator, Direction, Kind, Mark

ROOT = Path(__file__).parents[2] / "src" / "alignkit"
FILES = sorted([*(ROOT / "quantity").rglob("*.py"), *(ROOT / "check" / "numbers").rglob("*.py")])
CLOSED = frozenset(("kind", "comparator", "direction", "change", "marks"))


def _bare(compared: ast.Compare) -> bool:
    sides = [compared.left, *compared.comparators]
    asked = any(isinstance(side, ast.Attribute) and side.attr in CLOSED for side in sides)
    words = [leaf for side in sides for leaf in ast.walk(side) if isinstance(leaf, ast.Constant)]
    return asked and any(isinstance(word.value, str) for word in words)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_quantity_is_compared_with_a_bare_string(file: Path) -> None:
    """A misspelt member is an error to mypy; a misspelt string would be a silent no."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    held = [node for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    assert [node.lineno for node in held if _bare(node)] == []


@pytest.mark.parametrize("words", [Kind, Comparator, Direction, Change, Mark])
def test_a_member_is_shown_as_plain_text(words: type[Kind]) -> None:
    """JSON, f-strings and tables see the word, not the name of a Python class."""
    for word in words:
        assert (str(word), f"{word}", repr(word)) == (word.value, word.value, repr(word.value))
        assert json.dumps([word]) == json.dumps([word.value])


def test_what_is_read_is_a_member() -> None:
    """Each reader fills the fields with members, marks too."""
    for text, lang in (
        ("同比增长到至少12%", "zh"),
        ("It rose by at least 12% from a year earlier", "en"),
    ):
        (found,) = quantities(text, lang)
        assert isinstance(found.kind, Kind)
        assert isinstance(found.comparator, Comparator)
        assert found.direction is Direction.UP
        assert isinstance(found.change, Change)
        assert found.marks == (Mark.YEAR_ON_YEAR,)
