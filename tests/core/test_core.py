"""The compiled core gives what numpy gives, and is missed by nobody."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from tests.core.conftest import Use

import alignkit as ak
import alignkit.core
from alignkit.cli.models import command
from alignkit.core import core
from alignkit.core.calls import sums
from alignkit.embed.embedded import EmbeddedEncoder, Tokens
from alignkit.link.linking import probabilities

SURE = 0.001
#: Where a bead stands at one of the aligner's bounds, a last bit decides what is looked at again.
AT_A_BOUND = 0.005


def sentences() -> tuple[list[str], list[str]]:
    """Return the sentences of the shipped plan and of its translation."""
    corpus = ak.corpus("miit")
    pair = [ak.segment(corpus[name]) for name in ("zh", "digichina-web")]
    one, two = ([s.text for s in document.sentences] for document in pair)
    return one, two


def generated(seed: int) -> tuple[list[str], list[str]]:
    """Return two texts made of the sentences of two real ones, parts lost, doubled, cut."""
    rng = random.Random(seed)
    one, two = sentences()
    size = rng.choice([1, 2, 5, 30, 90])
    at = rng.randrange(len(one))
    place = at * len(two) // len(one)
    sides = one[at : at + size], two[place : place + size]
    for side in sides:
        for number in range(len(side) - 1, -1, -1):
            kind, text = rng.random(), side[number]
            if kind < 0.1:
                del side[number]
            elif kind < 0.2:
                side[number : number + 1] = [text[: len(text) // 2], text[len(text) // 2 :]]
            elif kind < 0.25:
                side.insert(number, text)
    return sides


def aligned(source: Sequence[str], target: Sequence[str], **options: Any) -> ak.Bitext:
    """Return the alignment of sentences as they are."""
    return ak.align(list(source), list(target), **options)


def compared(one: ak.Bitext, two: ak.Bitext) -> list[float]:
    """Return how far each bead's confidences are apart; the beads themselves must be the same."""
    assert [(b.source, b.target) for b in one.beads] == [(b.source, b.target) for b in two.beads]
    return [abs(a.confidence - b.confidence) for a, b in zip(one.beads, two.beads, strict=True)]


@pytest.mark.slow
def test_the_same_beads_with_and_without(library: Path, use: Use) -> None:
    """On the shipped documents and on texts made of them, blocks and plain lines, both ways."""
    plan = ak.corpus("miit")
    texts: list[tuple[Any, Any]] = [(plan["zh"], plan["digichina-pdf"])]
    texts += [(plan["digichina-web"], plan["zh"]), sentences()]
    texts += [generated(seed) for seed in range(40)]
    found = []
    for path in (library, None):
        use(path)
        assert (core() is not None) is (path is not None)
        found.append([ak.align(one, two) for one, two in texts])
    apart = [gap for one, two in zip(*found, strict=True) for gap in compared(one, two)]
    assert len(apart) > 1000
    assert sum(gap > SURE for gap in apart) <= AT_A_BOUND * len(apart)


HOSTILE = (
    ([], []),
    ([], ["One."]),
    ([""], [""]),
    (["\ud800坏的\udfff"], ["\ud83dbroken"]),
    (["一" * 20_000], ["one " * 20_000]),
    (["。！？"] * 3, ["'", "1,,2..3", "-"]),
    (["\x00\x01"], ["\U0010ffff"]),
)
# Where two ways are equally good, the last bit decides.
REPEATED = (
    (["好。"] * 300, ["Good."] * 200),
    (["ﬁ½①㍻ 한국어 カﾞ"] * 5, ["é́ x…"] * 7),
    (["他说" * 400], ["he", "said"] * 40),
)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_texts_give_the_same(number: int, library: Path, use: Use) -> None:
    """Empty, huge and broken texts give the same beads both ways."""
    found = []
    for path in (library, None):
        use(path)
        found.append(aligned(*HOSTILE[number]))
    compared(*found)


@pytest.mark.parametrize("number", range(len(REPEATED)))
def test_every_sentence_of_texts_that_repeat_themselves(
    number: int, library: Path, use: Use
) -> None:
    """Each sentence is in one bead, whichever of many equal ways is taken."""
    use(library)
    source, target = REPEATED[number]
    found = aligned(source, target)
    assert [i for bead in found.beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in found.beads for j in bead.target] == list(range(len(target)))


def test_words_are_cut_alike(library: Path, use: Use) -> None:
    """Whatever the letters, both give the same words at the same places."""
    rng = random.Random(5)
    ranges = ((32, 127), (0x3400, 0x9FFF), (0xA0, 0x3000), (0xD700, 0xFFFF), (0x10000, 0x30000))
    odd = [
        "".join(chr(rng.randrange(*rng.choice(ranges))) for _ in range(rng.randrange(40)))
        for _ in range(600)
    ]
    texts = [text for side in sentences() for text in side]
    texts += ["don't o'clock 'tis 1,000.5 3.a 4,,5 a'", "", *odd]
    found = []
    for path in (library, None):
        use(path)
        encoder = EmbeddedEncoder()
        tokens = encoder.tokenise(texts)
        ends = tokens.offsets.tolist()
        words = [
            [tokens.units[unit] for unit in tokens.ids[start:end].tolist()]
            for start, end in pairwise(ends)
        ]
        found.append((words, encoder.words_of(texts)))
    assert found[0] == found[1]


def words(rng: random.Random) -> str:
    """Return a word of any script: with an ending, as a name in pinyin, or of any letters."""
    kind = rng.randrange(5)
    if kind == 0:
        return str(rng.randrange(10**9)) if rng.random() < 0.5 else f"{rng.randrange(99)},000"
    if kind == 1:
        return "".join(chr(rng.randrange(0x3400, 0x9FFF)) for _ in range(rng.randrange(1, 7)))
    if kind == 2:
        sounds = ("qing", "yang", "xi", "an", "zhong", "bo", "x'")
        return "".join(rng.choice(sounds) for _ in range(rng.randrange(1, 6)))
    if kind == 3:
        return "".join(chr(rng.randrange(0xE0, 0x530)) for _ in range(rng.randrange(1, 6)))
    beginning = "".join(rng.choice("abcdeghilmnopqrstuy") for _ in range(rng.randrange(1, 9)))
    ends = (
        "",
        "s",
        "'s",
        "es",
        "ies",
        "ing",
        "ed",
        "ations",
        "fully",
        "iness",
        "tting",
        "xes",
        "e",
    )
    return beginning + rng.choice(ends)


def test_words_are_made_of_the_same_tokens(library: Path, use: Use) -> None:
    """Stems, prefixes, syllables, characters and buckets of words of any script."""
    rng = random.Random(7)
    held = [words(rng) for _ in range(4000)] + ["wept", "went's", "a", "a's's", "1,234", "é", "𠮷"]
    held += [word for side in sentences() for text in side for word in text.lower().split()]
    use(library)
    tokeniser = EmbeddedEncoder()._open()[1]
    assert tokeniser._cutter is not None
    tokeniser.number_words(dict.fromkeys(held))
    rows, ends = tokeniser.pieces_since(0)
    for place, word in enumerate(tokeniser.units):
        assert rows[ends[place] : ends[place + 1]].tolist() == tokeniser.pieces(word), word
    again, more = tokeniser.pieces_since(100)
    assert again.tolist() == rows[ends[100] :].tolist()
    assert more.tolist() == (ends[100:] - ends[100]).tolist()


def test_names_sound_alike(library: Path, use: Use) -> None:
    """Names of several parts, pinyin among the words, one longer than the core compares."""
    one = "科热夫尼科夫 约翰·史密斯 阿卜杜拉 中波 他 走 " + "科" * 70 + "夫斯基"
    other = "kozhevnikov john smith abdullah zhongbo walks he " + "ka" * 70 + "fsky" + " smithson"
    pairs = [(one, other), (one, "zhong"), ("约翰·史密斯", "smith of john"), ("约翰", "the")]
    found = []
    for path in (library, None):
        use(path)
        found.append(probabilities(pairs, EmbeddedEncoder(), ("zh", "en"), once=True))
    for with_it, without in zip(*found, strict=True):
        assert np.abs(with_it.table - without.table).max() < SURE


def test_words_met_are_forgotten_together(library: Path, use: Use) -> None:
    """The core's numbers begin again where the tokeniser's do."""
    use(library)
    encoder = EmbeddedEncoder()
    texts = [f"研究生命的起源 word{chr(97 + n % 26)}{chr(97 + n // 26)} 中国" for n in range(600)]
    before = encoder.encode(texts)
    encoder._open()[1].forget()
    encoder._vectors, encoder._ready = None, 0
    assert np.array_equal(encoder.encode(texts), before)


def test_what_is_no_number_ends(library: Path, use: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors that hold no numbers still give each sentence one bead."""
    use(library)
    tokenise = EmbeddedEncoder.tokenise

    def broken(self: EmbeddedEncoder, texts: Sequence[str]) -> Tokens:
        held = tokenise(self, texts)
        vectors = held.vectors.copy()
        vectors[::3] = np.nan
        vectors[1::3] = np.inf
        return Tokens(held.ids, held.offsets, vectors, held.units)

    monkeypatch.setattr(EmbeddedEncoder, "tokenise", broken)
    with np.errstate(all="ignore"):
        found = aligned(["研究生命。", "中国。", "起源。"], ["Life.", "China.", "Origin.", "It."])
    assert sorted(i for bead in found.beads for i in bead.source) == [0, 1, 2]
    assert sorted(j for bead in found.beads for j in bead.target) == [0, 1, 2, 3]


def test_sums_are_those_of_the_words(library: Path, use: Use) -> None:
    """An empty sentence is nothing, another the sum of its words as often as they weigh."""
    use(library)
    held = core()
    assert held is not None
    vectors = np.arange(12, dtype=np.float32).reshape(4, 3)
    weights = np.array([1, 0.5, 2, 1], np.float32)
    found = sums(held, np.array([1, 3, 1]), np.array([0, 0, 2, 3]), vectors, weights)
    assert found.tolist() == [[0, 0, 0], [10.5, 12, 13.5], [1.5, 2, 2.5]]


def _damaged(library: Path, folder: Path, kind: str) -> Path | None:
    path = folder / library.name
    data = library.read_bytes()
    if kind == "text":
        path.write_text("no library")
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "folder":
        path.mkdir()
    elif kind == "half":
        path.write_bytes(data[: len(data) // 2])
    elif kind == "a header":
        path.write_bytes(data[:70])
    return path if kind != "absent" else None


@pytest.mark.parametrize("kind", ["absent", "text", "empty", "folder", "half", "a header"])
def test_without_it_everything_works(kind: str, library: Path, use: Use, tmp_path: Path) -> None:
    """Where it is missing or damaged, numpy does the work and nothing is said."""
    use(_damaged(library, tmp_path, kind))
    assert core() is None
    assert len(aligned(["你好。", "再见。"], ["Hello.", "Goodbye."]).beads) == 2


def test_one_of_another_age_is_left_alone(
    library: Path, use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that was built from other source is not used."""
    use(library)
    monkeypatch.setattr(alignkit.core, "VERSION", -1)
    assert core() is None


@pytest.mark.parametrize("value", ["off", "OFF"])
def test_it_can_be_switched_off(
    value: str, library: Path, use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable leaves it alone, and `alignkit models` says whether it is in use."""
    use(library)
    assert str(library) in CliRunner().invoke(command, []).output
    core.cache_clear()
    monkeypatch.setenv("ALIGNKIT_CORE", value)
    assert core() is None
    assert "not in use" in CliRunner().invoke(command, []).output


@pytest.mark.parametrize("compiler", ["/bin/false", "no-such-compiler", ""])
def test_without_a_compiler_nothing_is_built(
    compiler: str, building: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failing compiler leaves no file, not even an older one."""
    monkeypatch.setenv("CC", compiler)
    into = tmp_path / building.NAME
    into.write_text("older")
    assert not building.build(Path(building.__file__).parent / building.FOLDER, into)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("platform", "tag", "asked", "expected"),
    [
        ("darwin", "macosx-11.0-arm64", "-arch arm64", ["-arch", "arm64"]),
        ("darwin", "macosx-10.13-universal2", None, ["-arch", "arm64", "-arch", "x86_64"]),
        ("darwin", "macosx-14.0-arm64", None, []),
        ("linux", "linux-x86_64", "-arch arm64", []),
    ],
)
def test_a_wheel_serves_the_processors_it_names(
    platform: str,
    tag: str,
    asked: str | None,
    expected: list[str],
    building: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On macOS the compiler is told which: those asked for, or both where the name says so."""
    monkeypatch.setattr(building.sys, "platform", platform)
    monkeypatch.setattr(building.sysconfig, "get_platform", lambda: tag)
    monkeypatch.delenv("ARCHFLAGS", raising=False)
    if asked is not None:
        monkeypatch.setenv("ARCHFLAGS", asked)
    assert building._processors() == expected
