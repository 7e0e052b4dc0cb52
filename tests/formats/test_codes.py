"""Inline codes of TMX and XLIFF are kept, compared, and written back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import alignkit as ak
from alignkit.cli.main import tree
from alignkit.formats.reading import open_units
from alignkit.types import Inline

TMX = """<tmx version="1.4"><header srclang="zh" creationtool="x" creationtoolversion="1"
 segtype="sentence" o-tmf="x" adminlang="en" datatype="html"/><body>
<tu tuid="1"><tuv xml:lang="zh">
<seg>按<bpt i="1" x="1">&lt;b&gt;</bpt>键<ept i="1">&lt;/b&gt;</ept>。</seg></tuv>
<tuv xml:lang="en">
<seg>Press the <bpt i="1" x="1">&lt;b&gt;</bpt>key<ept i="1">&lt;/b&gt;</ept>.</seg></tuv></tu>
<tu tuid="2"><tuv xml:lang="zh"><seg>共<ph x="1">{0}</ph>个文件。</seg></tuv>
<tuv xml:lang="en"><seg>LOST</seg></tuv></tu></body></tmx>"""
XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="zh" target-language="en" datatype="html"><body>
<trans-unit id="1"><source>按<g id="1" ctype="bold">键</g>。<x id="2"/></source>
<target>Press the <g id="1" ctype="bold">key</g>.<x id="2"/></target></trans-unit>
<trans-unit id="2"><source>共<ph id="3">%d</ph>个文件。</source><target>LOST</target></trans-unit>
</body></file></xliff>"""
XLIFF2 = """<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"
 srcLang="zh" trgLang="en">
<file id="f"><unit id="1"><segment><source>按<pc id="1">键</pc>。<ph id="2" disp="br"/></source>
<target>Press the <pc id="1">key</pc>.<ph id="2" disp="br"/></target></segment></unit>
<unit id="2"><segment><source>共<ph id="3"/>个文件。</source><target>LOST</target></segment></unit>
</file></xliff>"""
FILES = {"a.tmx": (TMX, "tmx"), "a.xlf": (XLIFF, "xliff"), "b.xlf": (XLIFF2, "xliff2")}


def _write(folder: Path, name: str, target: str) -> Path:
    path = folder / name
    path.write_text(FILES[name][0].replace("LOST", target), "utf-8")
    return path


@pytest.mark.parametrize("name", FILES)
def test_a_code_that_is_lost_is_told_and_kept_ones_are_not(tmp_path: Path, name: str) -> None:
    """The text holds no codes, and they are compared beside it."""
    bitext = ak.load(_write(tmp_path, name, "There are many files."))
    assert next(iter(bitext.pairs())) == ("按键。", "Press the key.")
    findings = ak.check(bitext, select=["LIT003"])
    assert [finding.bead for finding in findings] == [1]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("through", ["convert", "bitext"])
def test_codes_are_written_back_as_they_were(tmp_path: Path, name: str, through: str) -> None:
    """Reading what was written gives the same units with the same codes at the same places."""
    path = _write(tmp_path, name, "There are <b>5</b> files.")
    written = tmp_path / f"out-{name}"
    if through == "convert":
        arguments = ["convert", str(path), str(written), "--to", FILES[name][1]]
        CliRunner().invoke(tree, arguments, catch_exceptions=False)
    else:
        ak.load(path).save(written, format=FILES[name][1])
    held = [open_units(place) for place in (path, written)]
    sides = [
        [(u.source, u.target, u.source_inlines, u.target_inlines) for u in one.units]
        for one in held
        if one is not None
    ]
    assert sides[0] == sides[1]
    assert any(inlines for _, _, inlines, _ in sides[0])


def test_another_format_is_written_without_codes_it_does_not_know(tmp_path: Path) -> None:
    """What TMX calls a code is no element of XLIFF: the text goes alone."""
    path = _write(tmp_path, "a.tmx", "There are files.")
    ak.load(path).save(tmp_path / "b.xlf")
    assert "bpt" not in (tmp_path / "b.xlf").read_text("utf-8")
    assert list(ak.load(tmp_path / "b.xlf").pairs()) == list(ak.load(path).pairs())


@given(st.lists(st.tuples(st.text("字<&\r a.", max_size=5), st.integers(1, 9)), max_size=6))
def test_codes_keep_their_places_in_any_text(pieces: list[tuple[str, int]]) -> None:
    """However text and codes follow each other, writing and reading give both again."""
    from lxml import etree

    from alignkit.formats.xml.codes import coded, markup

    text, inlines = "", []
    for piece, number in pieces:
        text += piece
        place = (len(text), len(text))
        inlines.append(Inline("tag", ak.Span(*place), f'<x id="{number}"/>'))
    element = etree.fromstring(f"<s>{markup(text, inlines)}</s>".encode())
    found = coded(element, lambda held: "")
    assert (found.text, list(found.inlines)) == (text, inlines)
