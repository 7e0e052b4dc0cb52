"""Every resource format gives the same texts, paired by key whatever their order."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.resources.samples import CHINESE, ENGLISH, TOGETHER, WRITERS

import alignkit as ak
from alignkit import Bitext, InputError, align
from alignkit.resources import pair, read
from alignkit.resources.registry import KINDS

WANTED = list(zip(ENGLISH.values(), CHINESE.values(), strict=True))


def written(folder: Path, name: str, text: str) -> Path:
    """Write a file and return its path."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def outcome(path: Path) -> str:
    """Return what is said of a file that cannot be read, "" where it can."""
    try:
        read(path)
    except InputError as error:
        return str(error)
    return ""


def both(tmp_path: Path, form: str, english: dict[str, str], chinese: dict[str, str]) -> Bitext:
    """Return the bitext of a project kept in two folders."""
    name, write = WRITERS[form]
    source = written(tmp_path / "en", name, write(english))
    target = written(tmp_path / "zh", name, write(chinese))
    return pair(source, target)


def test_every_format_has_a_sample() -> None:
    """A format that is listed is tested."""
    assert {kind.name for kind in KINDS} == WRITERS.keys() | TOGETHER.keys()


@pytest.mark.parametrize("form", WRITERS)
def test_two_files_pair_by_key(form: str, tmp_path: Path) -> None:
    """The texts come as a program shows them, with their keys and languages."""
    bitext = both(tmp_path, form, ENGLISH, CHINESE)
    assert list(bitext.pairs()) == WANTED
    assert (bitext.source.lang, bitext.target.lang) == ("en", "zh")
    assert all(bead.entry and not bead.entry.flags for bead in bitext.beads)


@pytest.mark.parametrize("form", WRITERS)
def test_another_order_of_keys_gives_the_same_pairs(form: str, tmp_path: Path) -> None:
    """Order is no business of a keyed file."""
    keys = list(ENGLISH)
    for seed in range(3):
        random.Random(seed).shuffle(keys)
        shuffled = both(tmp_path, form, ENGLISH, {key: CHINESE[key] for key in keys})
        assert list(shuffled.pairs()) == WANTED


@pytest.mark.parametrize("form", sorted(set(WRITERS) - {"po"}))
def test_a_key_of_one_side_is_missing_or_extra(form: str, tmp_path: Path) -> None:
    """No text is paired with the text of another key."""
    english = {key: text for key, text in ENGLISH.items() if key != "hello"}
    chinese = {key: text for key, text in CHINESE.items() if key != "lines"}
    bitext = both(tmp_path, form, english, chinese)
    flags = {pair: bead.entry.flags for pair, bead in zip(bitext.pairs(), bitext) if bead.entry}
    assert flags.pop((ENGLISH["lines"], "")) == ("missing",)
    assert flags.pop(("", CHINESE["hello"])) == ("extra",)
    assert set(flags.values()) == {()}


@pytest.mark.parametrize("form", sorted(set(WRITERS) - {"fluent"}))
def test_an_empty_text_is_not_a_missing_key(form: str, tmp_path: Path) -> None:
    """The key is there: someone has still to translate it."""
    bitext = both(tmp_path, form, ENGLISH, {**CHINESE, "save": ""})
    assert bitext.beads[0].entry
    assert bitext.beads[0].entry.flags == ("empty",)
    assert not bitext.beads[0].target


@pytest.mark.parametrize("form", WRITERS)
def test_the_public_doors_pair_by_key_too(form: str, tmp_path: Path) -> None:
    """What aligns two documents joins two resources, and one of them is read as a document."""
    bitext = both(tmp_path, form, ENGLISH, CHINESE)
    paths = bitext.source.name, bitext.target.name
    assert list(align(*paths).pairs()) == WANTED
    document = ak.read(paths[1])
    assert [sentence.text for sentence in document.sentences] == list(CHINESE.values())
    assert document.lang == "zh"


@pytest.mark.parametrize("form", TOGETHER)
def test_one_file_is_loaded_like_any_bitext(form: str, tmp_path: Path) -> None:
    """`load` takes what holds both languages."""
    name, write = TOGETHER[form]
    bitext = ak.load(written(tmp_path, name, write(ENGLISH, CHINESE)))
    assert list(bitext.pairs()) == WANTED
    assert (bitext.source.lang, bitext.target.lang) == ("en", "zh")


@pytest.mark.parametrize("form", TOGETHER)
def test_one_file_with_both_languages(form: str, tmp_path: Path) -> None:
    """An original and its translation in one file are paired alike."""
    name, write = TOGETHER[form]
    assert list(pair(written(tmp_path, name, write(ENGLISH, CHINESE))).pairs()) == WANTED


@pytest.mark.parametrize("form", WRITERS)
def test_places_lead_to_the_lines_of_the_file(form: str, tmp_path: Path) -> None:
    """A finding names the line in which its text stands."""
    bitext = both(tmp_path, form, ENGLISH, CHINESE)
    document = bitext.target
    assert document.original is not None
    sentence = document.sentences[0]
    place = document.to_original(sentence.span)
    assert place.slice(document.original) == "保存文件" or form == "arb"


BROKEN = {
    "json": ['{"a": ', "[1, 2]", '{"a": {' * 5000, '{"a": "x"} y'],
    "arb": ['{"a": ', "[]"],
    "yaml": ["a: [1", "- a\n- b", "a: &a\n  b: *a", "a: {" * 5000, "a: *nowhere", "a:\n\t- b"],
    "android": ["<resources>", "<resources><string name='a'>x</resources>", "<a/>"],
    "strings": ['"a" = "b"', '"a" "b";', "\x00\x01", '"a" = ;', "bplist00xx"],
    "stringsdict": ["<plist>", "<a/>", "words", "<plist version='1.0'><array/></plist>"],
    "xcstrings": ["{}", "[", '{"strings": []}', '{"strings": {"a": 1}}'],
    "resx": ["<root>", "<a/>", "words"],
    "properties": ["a = \\u12"],
    "fluent": ["= x", "a = {", "a ="],
    "qt": ["<TS>", "<TS><context>"],
    "po": ['msgid "a"', 'msgid "a" x', "words"],
}
BOMB = '<!DOCTYPE {0} [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><{0}>&b;</{0}>'
BROKEN["android"].append(BOMB.format("resources"))
BROKEN["resx"].append(BOMB.format("root"))
BROKEN["qt"].append(BOMB.format("TS"))
BROKEN["stringsdict"].append(BOMB.format("plist"))


@pytest.mark.parametrize(
    ("form", "text"), [(form, text) for form, texts in BROKEN.items() for text in ["", *texts]]
)
def test_a_broken_file_is_told_in_one_line(form: str, text: str, tmp_path: Path) -> None:
    """The file, what is wrong and nothing else; no traceback and no guess."""
    name = {**TOGETHER, **WRITERS}[form][0]
    path = written(tmp_path, name, text)
    with pytest.raises(InputError) as caught:
        read(path)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("junk", [b"\xff\xfe\x00\xd8", b"\x89PNG\r\n", b"\x00" * 64])
def test_what_is_no_text_is_told_in_one_line(form: str, junk: bytes, tmp_path: Path) -> None:
    """Binary files under a resource's name."""
    path = tmp_path / WRITERS[form][0]
    path.write_bytes(junk)
    with pytest.raises(InputError) as caught:
        read(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("form", WRITERS)
def test_a_truncated_file_never_crashes(form: str, tmp_path: Path) -> None:
    """Cut anywhere, a file is read as far as it goes or refused in one line."""
    name, write = WRITERS[form]
    whole = write(CHINESE).encode("utf-8")
    for end in range(1, len(whole), 7):
        path = tmp_path / name
        path.write_bytes(whole[:end])
        assert "\n" not in outcome(path)


XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file source-language="en" target-language="zh" original="x" datatype="plaintext"><body>\n'
    "{units}</body></file></xliff>\n"
)
TMX = (
    '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" '
    'o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>\n{units}</body></tmx>\n'
)


def _unit(form: str, key: str, source: str, target: str) -> str:
    source, target = (t.replace("&", "&amp;").replace("<", "&lt;") for t in (source, target))
    if form == "xliff":
        held = f"<target>{target}</target>" if target else ""
        return f'<trans-unit id="{key}"><source>{source}</source>{held}</trans-unit>\n'
    held = f'<tuv xml:lang="zh"><seg>{target}</seg></tuv>' if target else ""
    return f'<tu tuid="{key}"><tuv xml:lang="en"><seg>{source}</seg></tuv>{held}</tu>\n'


@pytest.mark.parametrize(("form", "name"), [("xliff", "m.xlf"), ("tmx", "m.tmx")])
def test_two_files_of_units_are_joined_by_their_ids(form: str, name: str, tmp_path: Path) -> None:
    """One with the source alone, as Angular writes it, and one with translations, in any order."""
    shell = XLIFF if form == "xliff" else TMX
    plain = "".join(_unit(form, key, text, "") for key, text in ENGLISH.items())
    keys = [*ENGLISH][::-1]
    translated = "".join(_unit(form, key, ENGLISH[key], CHINESE[key]) for key in keys[1:])
    source = written(tmp_path / "en", name, shell.format(units=plain))
    target = written(tmp_path / "zh", name, shell.format(units=translated))
    bitext = align(source, target)
    assert [p for p in bitext.pairs() if p[1]] == [p for p in WANTED if p[0] != ENGLISH["path"]]
    lost = [bead.entry for bead in bitext.beads if not bead.target]
    assert [(entry.key, entry.flags) for entry in lost if entry] == [("path", ("missing",))]
    place = bitext.target.to_original(bitext.target.sentences[0].span)
    assert bitext.target.original
    assert place.slice(bitext.target.original) == CHINESE["save"]
