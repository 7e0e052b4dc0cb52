"""Manifests of many pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignkit.errors import InputError
from alignkit.review.pairs import PairFiles, load_pairs


def manifest(folder: Path, text: str, files: tuple[str, ...] = ()) -> Path:
    """Return a manifest beside these files."""
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    path = folder / "pairs.toml"
    path.write_text(text, "utf-8")
    return path


def names(folder: Path, pairs: tuple[PairFiles, ...]) -> list[tuple[str, ...]]:
    """Return the pairs' files from the folder on."""
    return [tuple(Path(f).relative_to(folder).as_posix() for f in pair.files) for pair in pairs]


def test_a_star_stands_for_the_same_on_both_sides(tmp_path: Path) -> None:
    """Each match of the source pattern names its translation."""
    path = manifest(
        tmp_path,
        '[[pairs]]\nsource = "docs/*.zh.txt"\ntarget = "docs/*.en.txt"\n',
        ("docs/b.zh.txt", "docs/a.zh.txt", "docs/a.en.txt", "docs/other.txt"),
    )
    assert names(tmp_path, load_pairs(path)) == [
        ("docs/a.zh.txt", "docs/a.en.txt"),
        ("docs/b.zh.txt", "docs/b.en.txt"),
    ]


def test_two_stars_stand_for_folders(tmp_path: Path) -> None:
    """zh/**/*.md pairs with en/**/*.md, at any depth."""
    path = manifest(
        tmp_path,
        '[[pairs]]\nsource = "zh/**/*.md"\ntarget = "en/**/*.md"\n',
        ("zh/a.md", "zh/x/y/b.md"),
    )
    assert names(tmp_path, load_pairs(path)) == [
        ("zh/a.md", "en/a.md"),
        ("zh/x/y/b.md", "en/x/y/b.md"),
    ]


def test_a_pair_named_twice_is_checked_once(tmp_path: Path) -> None:
    """Overlapping patterns do not count findings twice."""
    text = '[[pairs]]\nbitext = "*.tsv"\n[[pairs]]\nbitext = "a.tsv"\n'
    assert names(tmp_path, load_pairs(manifest(tmp_path, text, ("a.tsv",)))) == [("a.tsv",)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[pairs]]\nbitext = "*.nothing"\n', "no file fits"),
        ('[[pairs]]\nsource = "a"\n', "source and target, or bitext"),
        ('[[pairs]]\nsource = "a"\ntarget = "b"\nbitext = "c"\n', "or bitext alone"),
        ('[[pairs]]\nsource = "*.txt"\ntarget = "*/*.txt"\n', "more stars"),
        ("[[pairs]]\nbitext = 3\n", "names no file"),
        ('[[pairs]]\nbitxt = "a"\n', "unknown key 'bitxt'"),
        ("pairs = []\n", "no pairs"),
        ('[[pair]]\nbitext = "a"\n', "unknown key 'pair'"),
    ],
)
def test_a_wrong_manifest_is_an_error(tmp_path: Path, text: str, words: str) -> None:
    """A manifest that names nothing must not read as nothing found."""
    with pytest.raises(InputError, match=words):
        load_pairs(manifest(tmp_path, text))
