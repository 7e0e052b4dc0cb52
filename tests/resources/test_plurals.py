"""Plural forms: which of them face each other, and which a language lacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alignkit import Bitext
from alignkit.resources import pair

ENGLISH = {"one": "{n} file", "other": "{n} files"}
CHINESE = {"other": "{n} 个文件"}


def pairs(bitext: Bitext) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Return for each bead its form, its texts and its flags."""
    return [
        (bead.entry.plural, source, target, bead.entry.flags)
        for bead, (source, target) in zip(bitext.beads, bitext.pairs(), strict=True)
        if bead.entry
    ]


def files(folder: Path, name: str, english: str, chinese: str) -> tuple[Path, Path]:
    """Write both languages of a file."""
    paths = folder / "en" / name, folder / "zh" / name
    for path, text in zip(paths, (english, chinese), strict=True):
        path.parent.mkdir()
        path.write_text(text, "utf-8")
    return paths


def _nested(forms: dict[str, str]) -> str:
    return json.dumps({"files": forms})


def _suffixed(forms: dict[str, str]) -> str:
    return json.dumps({f"files_{form}": text for form, text in forms.items()})


def _android(forms: dict[str, str]) -> str:
    items = "".join(f'<item quantity="{form}">{text}</item>' for form, text in forms.items())
    return f'<resources><plurals name="files">{items}</plurals></resources>'


def _stringsdict(forms: dict[str, str]) -> str:
    held = "".join(f"<key>{form}</key><string>{text}</string>" for form, text in forms.items())
    return (
        '<plist version="1.0"><dict><key>files</key><dict>'
        "<key>NSStringLocalizedFormatKey</key><string>%#@n@</string>"
        f"<key>n</key><dict>{held}</dict></dict></dict></plist>"
    )


WAYS = {
    "nested.json": _nested,
    "suffixed.json": _suffixed,
    "strings.xml": _android,
    "App.stringsdict": _stringsdict,
}


@pytest.mark.parametrize("name", WAYS)
def test_a_form_that_chinese_does_not_have_is_not_missing(name: str, tmp_path: Path) -> None:
    """English has one and other, Chinese other alone."""
    paths = files(tmp_path, name, WAYS[name](ENGLISH), WAYS[name](CHINESE))
    assert pairs(pair(*paths)) == [("other", "{n} files", "{n} 个文件", ())]


@pytest.mark.parametrize("name", WAYS)
def test_a_form_that_english_has_is_not_extra(name: str, tmp_path: Path) -> None:
    """The other direction."""
    paths = files(tmp_path, name, WAYS[name](ENGLISH), WAYS[name](CHINESE))
    assert pairs(pair(*reversed(paths))) == [("other", "{n} 个文件", "{n} files", ())]


@pytest.mark.parametrize("name", WAYS)
def test_a_form_that_english_needs_is_missing(name: str, tmp_path: Path) -> None:
    """From Chinese a translator must add the singular."""
    paths = files(tmp_path, name, WAYS[name]({"other": "{n} files"}), WAYS[name](CHINESE))
    assert pairs(pair(*reversed(paths))) == [
        ("other", "{n} 个文件", "{n} files", ()),
        ("one", "{n} 个文件", "", ("missing",)),
    ]


def test_a_key_that_only_ends_like_a_form_is_a_key(tmp_path: Path) -> None:
    """step_one without step_other counts nothing."""
    paths = files(tmp_path, "a.json", '{"step_one": "First"}', '{"step_one": "第一步"}')
    assert pairs(pair(*paths)) == [("", "First", "第一步", ())]
