"""Catalogues of gettext: written so that reading them back loses nothing."""

from __future__ import annotations

from pathlib import Path

import alignkit as ak
from alignkit.formats.reading import open_units
from alignkit.formats.writing import save_units

CATALOGUE = r"""msgid ""
msgstr ""
"Project-Id-Version: plan 1.0\n"
"Language: zh_CN\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=1; plural=0;\n"

# for the toolbar
#. keep it short
#: app.c:12
#, c-format, max-length:20
msgctxt "menu"
msgid "Save %s"
msgstr "保存 %s"

#, fuzzy
#| msgid "Opn"
msgid "Open"
msgstr "打开"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d 个文件"

msgid ""
"Two\n"
"lines with \"quotes\" and \\ a backslash"
msgstr ""
"""


def _units(path: Path) -> list[object]:
    reading = open_units(path)
    assert reading is not None
    return list(reading.units)


def test_a_catalogue_is_the_same_after_reading_and_writing(tmp_path: Path) -> None:
    """Contexts, comments, references, flags, plural forms, previous texts and the header."""
    first, second = tmp_path / "a.po", tmp_path / "b.po"
    first.write_text(CATALOGUE, "utf-8")
    reading = open_units(first)
    assert reading is not None
    save_units(reading, second)
    assert _units(second) == _units(first)
    assert "Plural-Forms: nplurals=1; plural=0;" in second.read_text("utf-8")
    third = tmp_path / "c.po"
    reading = open_units(second)
    assert reading is not None
    save_units(reading, third)
    assert third.read_text("utf-8") == second.read_text("utf-8")


def test_a_bitext_keeps_keys_and_flags_through_a_catalogue(tmp_path: Path) -> None:
    """What rules and reports look at is there again."""
    path = tmp_path / "a.po"
    path.write_text(CATALOGUE, "utf-8")
    bitext = ak.load(path)
    bitext.save(tmp_path / "b.po")
    again = ak.load(tmp_path / "b.po")
    assert list(again.pairs()) == list(bitext.pairs())
    assert [b.entry and (b.entry.key, b.entry.plural, b.entry.flags) for b in again.beads] == [
        ("menu\x04Save %s", "", ()),
        ("Open", "", ("fuzzy",)),
        ("%d file", "other", ()),
        ('Two\nlines with "quotes" and \\ a backslash', "", ("empty",)),
    ]
    assert bitext.beads[0].entry
    assert bitext.beads[0].entry.limit == 20


def test_the_same_text_twice_gets_contexts(tmp_path: Path) -> None:
    """A catalogue may name a text once: gettext refuses another."""
    ak.Bitext.from_pairs([("好。", "Good."), ("好。", "Well.")]).save(tmp_path / "a.po")
    text = (tmp_path / "a.po").read_text("utf-8")
    assert text.count("msgctxt") == 1
    assert list(ak.load(tmp_path / "a.po").pairs()) == [("好。", "Good."), ("好。", "Well.")]
