"""The peers: what they are given, how their answers are read, what is left out without them."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from bench.aligning.peers import _blocks
from bench.beside import checkers, hunalign
from bench.beside.aligners import Text, aligners, inside
from hypothesis import given
from hypothesis import strategies as st

TEXT = Text("t", ("你好。", "", "再见。"), ("Hello.", "So.", "Goodbye."), ("zh", "en"))
VARIABLES = (
    "HUNALIGN", "ALIGNKIT_PEERS", "ALIGNKIT_BERTALIGN", "ALIGNKIT_DATA", "PEERS_MODEL"
)  # fmt: skip


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No peer is there unless a test puts one there."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def program(path: Path, text: str) -> Path:
    """Write a program that stands for a peer's."""
    path.write_text(f"#!{sys.executable}\n{text}", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_without_a_variable_alignkit_stands_alone() -> None:
    """What is not installed is left out."""
    assert [held.name for held in aligners()] == ["alignkit"]


@pytest.mark.skipif(os.name == "nt", reason="a script with a first line")
def test_hunalign_is_given_a_dictionary_and_spaced_characters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files hold a character a word, no empty line, and the dictionary; rungs become beads."""
    seen = tmp_path / "seen"
    fake = program(
        tmp_path / "hunalign",
        f"""import pathlib, sys
files = [pathlib.Path(name).read_text("utf-8") for name in sys.argv[-3:]]
pathlib.Path({str(seen)!r}).write_text("|".join([*sys.argv[1:-3], *files]), "utf-8")
print("reading dictionary", file=sys.stderr)
print("0\\t0\\t0.3\\n1\\t1\\t0.2\\n2\\t2\\t0.5\\n3\\t3\\t0.1")
""",
    )
    monkeypatch.setenv("HUNALIGN", str(fake))
    words = hunalign.dictionary([("你好", ["Hello", "how do you do", ""]), ("小老鼠", ["@"])], "zh")
    assert words == "hello @ 你 好\n"
    beads, cost = hunalign.align(TEXT.source, TEXT.target, realign=True, words=words)
    assert beads == [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]
    assert cost.processor >= 0
    held = seen.read_text("utf-8").split("|")
    assert held[:2] == ["-onebyteencoding", "-realign"]
    assert held[2:] == [words, "你 好 。\n-\n再 见 。\n", "hello.\nso.\ngoodbye.\n"]
    assert [peer.name for peer in aligners()][1:] == ["hunalign", "hunalign -realign"]


def test_the_dictionary_turns_with_the_direction() -> None:
    """The target's word stands first, as hunalign wants it."""
    assert hunalign.dictionary([("狗", ["dog"])], "en") == "狗 @ dog\n"


@pytest.mark.skipif(os.name == "nt", reason="a script with a first line")
def test_a_peer_answers_in_its_own_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script is run by the Python that the variable names; its answer comes back as beads."""
    fake = program(
        tmp_path / "python",
        """import json, sys
_, script, peer, given, told = sys.argv
held = json.load(open(given, encoding="utf-8"))
beads = [[[n], [n]] for n in range(len(held["source"]))]
json.dump(beads, open(told, "w", encoding="utf-8"))
""",
    )
    monkeypatch.setenv("ALIGNKIT_PEERS", str(fake))
    monkeypatch.setenv("PEERS_MODEL", str(tmp_path / "LaBSE"))
    held = {peer.name: peer for peer in aligners()}
    assert {"galechurch", "sentalign, LaBSE"} < set(held)
    assert held["galechurch"].run(TEXT)[0] == [((n,), (n,)) for n in range(3)]


@pytest.mark.skipif(os.name == "nt", reason="a script with a first line")
def test_a_peer_that_breaks_says_why(tmp_path: Path) -> None:
    """Its own last words stand in the error."""
    fake = program(tmp_path / "python", "raise SystemExit('no such model')\n")
    with pytest.raises(RuntimeError, match="no such model"):
        inside(str(fake), "sentalign", {})


@pytest.mark.parametrize(
    ("source", "target", "rules"),
    [
        ("它增长了。", "It grew.", set()),
        ("它增长了（见表）。", "It grew.", {"opening parenthesis", "closing parenthesis"}),
        ("它增长了。", "It it grew.", {"doubled word"}),
        ("它增长了。", " It grew.", {"white space"}),
        ("见 https://a.org/b。", "See https://a.org/c.", {"URL"}),
        ("它增长了。", "", {"empty target", "too short"}),
        ("同上", "同上", {"same as source"}),
    ],
)
def test_checkmates_rules_speak_as_its_makers_wrote_them(
    source: str, target: str, rules: set[str]
) -> None:
    """Each rule that is on by itself, with the bounds of length moved to these languages."""
    assert checkers.checkmate(2.0)([(source, target)], "en") == [rules]


def test_bounds_of_length_hold_nearly_all_clean_pairs() -> None:
    """What was taken from clean pairs objects to few of them, and to a translation cut in half."""
    clean = [("字" * n, "word" * n) for n in range(20, 220)]
    judge = checkers.length_ratio(clean)
    said = judge(clean, "en")
    assert sum(map(bool, said)) <= checkers.OUTSIDE * len(clean) + 1
    assert judge([("字" * 40, "word" * 20)], "en") == [{"length"}]


@given(st.lists(st.integers(1, 3), min_size=1, max_size=80))
def test_blocks_add_up_to_the_whole(sizes: list[int]) -> None:
    """Cutting a text into blocks changes the interval, never the figure."""
    gold, place = [], 0
    for size in sizes:
        beads = tuple(range(place, place + size))
        gold.append((beads, beads[:1]))
        place += size
    found = gold[::2]
    for cut in (True, False):
        rows = list(_blocks(found, gold, cut))
        assert sum(above for _, above, _ in rows) == 2 * len(found)
        assert sum(below for *_, below in rows) == len(found) + len(gold)


def test_a_folder_is_run_by_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where HUNALIGN is a package's folder, Node.js runs it."""
    monkeypatch.setenv("HUNALIGN", str(tmp_path))
    assert hunalign.command() == ["node", str(hunalign.RUN), str(tmp_path)]
    assert hunalign.RUN.is_file()
