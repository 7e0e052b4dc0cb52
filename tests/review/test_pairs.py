"""Manifests of many pairs."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignkit.errors import InputError
from alignkit.review.pairs import Plan, load_pairs


def manifest(folder: Path, text: str, files: tuple[str, ...] = ()) -> Path:
    """Return a manifest beside these files."""
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    path = folder / "pairs.toml"
    path.write_text(text, "utf-8")
    return path


def names(folder: Path, plan: Plan) -> list[tuple[str, ...]]:
    """Return the pairs' files from the folder on."""
    return [tuple(Path(f).relative_to(folder).as_posix() for f in p.files) for p in plan.pairs]


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
        ('[[pairs]]\nsource = "a"\n', "source and target, or bitext"),
        ('[[pairs]]\nsource = "a"\ntarget = "b"\nbitext = "c"\n', "or bitext alone"),
        ('[[pairs]]\nsource = "*.txt"\ntarget = "*/*.txt"\n', "more stars"),
        ("[[pairs]]\nbitext = 3\n", "names no file"),
        ('[[pairs]]\nbitxt = "a"\n', "unknown key 'bitxt'"),
        ('[[pairs]]\nfiles = "*.json"\nsource-lang = "en"\n', "in its pattern"),
        ('[[pairs]]\nfiles = "{lang}/*.json"\n', "needs a source-lang"),
        ("pairs = []\n", "no pairs"),
        ('[[pair]]\nbitext = "a"\n', "unknown key 'pair'"),
    ],
)
def test_a_wrong_manifest_is_an_error(tmp_path: Path, text: str, words: str) -> None:
    """A manifest that names nothing must not read as nothing found."""
    with pytest.raises(InputError, match=words):
        load_pairs(manifest(tmp_path, text))


LOCALES = """[[pairs]]
files = "locales/{lang}/**/*.json"
source-lang = "en"
target-lang = TARGETS
"""


def test_a_locale_pattern_pairs_folders(tmp_path: Path) -> None:
    """Files that differ in their locale alone; another language is left out."""
    files = (
        "en/a.json",
        "en/x/b.json",
        "zh-CN/a.json",
        "zh-CN/x/b.json",
        "de/a.json",
        "img/a.json",
    )
    path = manifest(
        tmp_path, LOCALES.replace("TARGETS", '"zh"'), tuple(f"locales/{name}" for name in files)
    )
    plan = load_pairs(path)
    assert names(tmp_path, plan) == [
        ("locales/en/a.json", "locales/zh-CN/a.json"),
        ("locales/en/x/b.json", "locales/zh-CN/x/b.json"),
    ]
    assert {(p.source_lang, p.target_lang) for p in plan.pairs} == {("en", "zh-CN")}
    assert not plan.dead
    assert not plan.orphans


def test_several_languages_and_lost_files(tmp_path: Path) -> None:
    """A file that a language lacks is dead, one that the source lacks an orphan."""
    files = ("en/a.json", "en/b.json", "zh/a.json", "zh/c.json", "de/a.json", "de/b.json")
    path = manifest(
        tmp_path, LOCALES.replace("TARGETS", '["zh", "de"]'), tuple(f"locales/{n}" for n in files)
    )
    plan = load_pairs(path)
    assert [Path(p.target).parent.name for p in plan.pairs] == ["de", "zh", "de"]
    assert [dead.reason.rsplit("/", 2)[1:] for dead in plan.dead] == [["zh", "b.json"]]
    assert [Path(name).name for name in plan.orphans] == ["c.json"]


def test_a_locale_in_the_target_alone(tmp_path: Path) -> None:
    """The source has no locale in its path, as on Android."""
    text = """[[pairs]]
source = "res/values/*.xml"
target = "res/values-{lang}/*.xml"
"""
    files = ("values/strings.xml", "values-zh-rCN/strings.xml", "values-night/strings.xml")
    path = manifest(tmp_path, text, tuple(f"res/{name}" for name in files))
    assert names(tmp_path, load_pairs(path)) == [
        ("res/values/strings.xml", "res/values-zh-rCN/strings.xml")
    ]


def test_a_dead_pattern_leaves_the_rest(tmp_path: Path) -> None:
    """It is told, and what the others name is still checked."""
    text = '[[pairs]]\nbitext = "*.nothing"\n[[pairs]]\nbitext = "a.tsv"\n'
    plan = load_pairs(manifest(tmp_path, text, ("a.tsv",)))
    assert names(tmp_path, plan) == [("a.tsv",)]
    assert ["no file fits" in dead.reason for dead in plan.dead] == [True]


@pytest.mark.parametrize("target", ["docs/**/*.zh.md", "docs/**/*.{lang}.md"])
def test_a_translation_that_fits_the_sources_too_is_no_source(tmp_path: Path, target: str) -> None:
    """guide.md beside guide.zh.md; a translation that nobody has the source of is named."""
    path = manifest(
        tmp_path,
        f'[[pairs]]\nsource = "docs/**/*.md"\ntarget = "{target}"\n',
        ("docs/a.md", "docs/a.zh.md", "docs/x y/b.md", "docs/x y/b.zh.md", "docs/old.zh.md"),
    )
    plan = load_pairs(path)
    assert names(tmp_path, plan) == [
        ("docs/a.md", "docs/a.zh.md"),
        ("docs/x y/b.md", "docs/x y/b.zh.md"),
    ]
    assert [Path(name).name for name in plan.orphans] == ["old.zh.md"]


def test_the_wider_pattern_may_be_that_of_the_translations(tmp_path: Path) -> None:
    """*.zh.md go to *.md, though those fit themselves."""
    text = '[[pairs]]\nsource = "*.zh.md"\ntarget = "*.md"\n'
    plan = load_pairs(manifest(tmp_path, text, ("a.zh.md", "a.md")))
    assert names(tmp_path, plan) == [("a.zh.md", "a.md")]
