"""What no language changes is paired by identity, and the prose between by meaning."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import alignkit as ak
from alignkit.align import explain
from alignkit.align.identity.literals import paired
from alignkit.align.identity.parted import part

ZH = """# 安装

先运行下面的命令。

```bash
# 安装依赖
npm install
npm run build
```

| 名称 | 说明 |
|---|---|
| port | 端口 |
| host | 主机 |

![](img/zh/a.png)

然后打开浏览器。

```js
start({ port: 80 })
```
"""
EN = """# Installation

Run the commands below first.

```bash
# Install what it needs
npm install
npm run build
```

| Name | Meaning |
|---|---|
| port | The port |
| host | The host |

![](img/en/a.png)

Then open a browser.

```js
start({ port: 8080 })
```
"""


def _bitext(folder: Path, zh: str, en: str) -> ak.Bitext:
    for name, text in (("a.zh.md", zh), ("a.en.md", en)):
        (folder / name).write_text(text, encoding="utf-8")
    return ak.align(folder / "a.zh.md", folder / "a.en.md")


def test_code_faces_code_and_cells_face_cells(tmp_path: Path) -> None:
    """Lines, comments, changed lines, cells and images of one place are pairs."""
    pairs = dict(_bitext(tmp_path, ZH, EN).pairs())
    assert pairs["npm install"] == "npm install"
    assert pairs["安装依赖"] == "Install what it needs"
    assert pairs["start({ port: 80 })"] == "start({ port: 8080 })"
    assert pairs["端口"] == "The port"
    assert pairs["img/zh/a.png"] == "img/en/a.png"


def test_what_a_listing_says_is_paired_by_what_it_says(tmp_path: Path) -> None:
    """Messages and remarks in code are translated; a listing with Chinese of its own is another."""
    code = "```\nrun --all\n{}\n{}\nend\n```\n"
    zh = code.format("/* 打开浏览器的窗口 */", "say('文件没有找到')")
    en = code.format("/* Open the window of the browser */", "say('The file was not found')")
    bitext = _bitext(
        tmp_path, f"# 安装\n\n先运行下面的命令。\n\n{zh}", f"# Setup\n\nRun this.\n\n{en}"
    )
    pairs = dict(bitext.pairs())
    assert pairs["/* 打开浏览器的窗口 */"] == "/* Open the window of the browser */"
    assert pairs["say('文件没有找到')"] == "say('The file was not found')"


def test_lines_rewritten_on_both_sides_are_not_surely_alone(tmp_path: Path) -> None:
    """A line of code and another one at its place may be each other's."""
    texts = [f"# A\n\n```\nfirst(1)\n{line}\nlast(3)\n```\n" for line in ("x <- y", "GOTO 10")]
    bitext = _bitext(tmp_path, texts[0].replace("# A", "# 安装"), texts[1])
    alone = [b for b, (s, t) in zip(bitext.beads, bitext.pairs(), strict=True) if not (s and t)]
    assert len(alone) == 2
    assert all((bead.confidence or 0) < 0.9 for bead in alone)


def _table(*rows: str) -> str:
    cells = [f"| {row} |" for row in rows]
    return "\n".join([cells[0], "|" + "---|" * rows[0].count("|") + "---|", *cells[1:]])


ROWS = (
    "名称 | 说明",
    "port | 端口的号码",
    "host | 主机的名字",
    "user | 用户的名字",
    "path | 文件的位置",
)
LINES_OF = (
    *("Name | Meaning", "port | The number of the port", "host | The name of the host"),
    *("user | The name of the user", "path | The place of the file"),
)


@pytest.mark.parametrize("lost", [1, 2, 3])
@pytest.mark.parametrize("added", [(), ("size | The size of it",)])
def test_a_lost_row_of_a_table_moves_no_other(
    tmp_path: Path, lost: int, added: tuple[str, ...]
) -> None:
    """Rows are known by their literal cells, in tables of one shape and of different shapes."""
    zh = f"# 设置\n\n{_table(*ROWS)}\n"
    kept = (*LINES_OF[:lost], *LINES_OF[lost + 1 :], *added)
    pairs = dict(_bitext(tmp_path, zh, f"# Settings\n\n{_table(*kept)}\n").pairs())
    for number, (ours, theirs) in enumerate(zip(ROWS, LINES_OF, strict=True)):
        cell = ours.split(" | ")[1]
        assert pairs[cell] == ("" if number == lost else theirs.split(" | ")[1])


def test_a_column_more_leaves_the_others_facing_each_other(tmp_path: Path) -> None:
    """Columns are known by the cells that are the same; a new one stands alone."""
    rows = [f"{line} | 2.{number}" for number, line in enumerate(LINES_OF)]
    zh = f"# 设置\n\n{_table(*ROWS)}\n"
    bitext = _bitext(tmp_path, zh, f"# Settings\n\n{_table(*rows)}\n")
    pairs = dict(bitext.pairs())
    assert [pairs[row.split(" | ")[1]] for row in ROWS] == [
        line.split(" | ")[1] for line in LINES_OF
    ]
    assert ("", "2.3") in set(bitext.pairs())


def test_a_table_without_any_literal_cell_is_paired_in_order(tmp_path: Path) -> None:
    """Where nothing is the same, tables of one shape face each other cell by cell."""
    zh = f"# 设置\n\n{_table('名称 | 说明', '端口 | 它的号码', '主机 | 它的名字')}\n"
    en = f"# Settings\n\n{_table('Name | Meaning', 'Port | Its number', 'Host | Its name')}\n"
    pairs = dict(_bitext(tmp_path, zh, en).pairs())
    assert (pairs["端口"], pairs["它的名字"]) == ("Port", "Its name")


def test_a_lost_line_of_code_stands_alone_and_nothing_else_moves(tmp_path: Path) -> None:
    """The bead of a line without partner is one-sided; its neighbours keep theirs."""
    bitext = _bitext(tmp_path, ZH, EN.replace("npm install\n", ""))
    alone = [source or target for source, target in bitext.pairs() if not (source and target)]
    assert alone == ["npm install"]


def test_nobody_is_sure_that_a_text_is_alone_which_stands_elsewhere(tmp_path: Path) -> None:
    """A line moved to the other end is no sure one-sided bead."""
    moved = EN.replace("npm install\n", "") + "\n```\nnpm install\n```\n"
    bitext = _bitext(tmp_path, ZH, moved)
    held = zip(bitext.beads, bitext.pairs(), strict=True)
    alone = [bead for bead, pair in held if "npm install" in pair and "" in pair]
    assert alone
    assert all((bead.confidence or 0) <= 0.5 for bead in alone)


def test_both_directions_give_the_same_pairs(tmp_path: Path) -> None:
    """Swapped files give swapped beads."""
    one = _bitext(tmp_path, ZH, EN)
    two = ak.align(tmp_path / "a.en.md", tmp_path / "a.zh.md")
    assert [(b.source, b.target) for b in one] == [(b.target, b.source) for b in two]


def test_every_bead_of_such_a_pair_can_be_explained(tmp_path: Path) -> None:
    """A pair made by identity has no signals; the others have."""
    bitext = _bitext(tmp_path, ZH, EN)
    said = [bool(explain(bitext, number).signals) for number in range(len(bitext))]
    by_meaning = [number for number, pair in enumerate(bitext.pairs()) if pair[0].endswith("。")]
    assert all(said[number] for number in by_meaning)
    assert not said[next(n for n, pair in enumerate(bitext.pairs()) if "npm" in pair[0])]


def test_titles_left_in_english_are_sentences_of_both(tmp_path: Path) -> None:
    """A line in the other's language that both files hold is a pair."""
    line = "A Survey of Things by Some Authors"
    bitext = _bitext(tmp_path, f"{ZH}\n{line}\n", f"{EN}\n{line}\n")
    assert (line, line) in set(bitext.pairs())


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("numbers", [("3.11", "3.21"), ("2019", "2020"), ("7", "12")])
def test_titles_left_in_english_are_one_whatever_their_numbers(
    tmp_path: Path, numbers: tuple[str, str], swapped: bool
) -> None:
    """A number that was changed does not make a line foreign, nor leave it alone."""
    one, two = (f"A survey of Python {number} by some authors" for number in numbers)
    chinese, english = (one, two) if not swapped else (two, one)
    bitext = _bitext(tmp_path, f"{ZH}\n{chinese}\n", f"{EN}\n{english}\n")
    assert (chinese, english) in set(bitext.pairs())


def test_the_title_of_a_page_faces_the_other_title(tmp_path: Path) -> None:
    """Where a heading says the title again, each faces the one at its own place."""
    title = "Release 5.0 is out today"
    chinese = f"---\ntitle: {title}\n---\n\n# 5.0 版今天发布了\n\n我们非常高兴。\n"
    english = f"---\ntitle: {title}\n---\n\n# {title}\n\nWe are very happy.\n"
    bitext = _bitext(tmp_path, chinese, english)
    assert bitext.beads[0].target == (0,)
    assert ("5.0 版今天发布了", title) in set(bitext.pairs())


LINES = st.sampled_from(["}", "x = 1", "call(a, b)", "", "return value"])


@settings(deadline=None, max_examples=60)
@given(st.lists(LINES, max_size=12), st.lists(LINES, max_size=12), st.booleans())
def test_pairs_keep_the_order_and_no_sentence_is_in_two(
    one: list[str], two: list[str], prose: bool
) -> None:
    """Whatever the lines are, pairs go up on both sides and are disjoint."""
    documents = []
    for lang, lines, text in (("zh", one, "正文。"), ("en", two, "Text.")):
        held = [f"{text}\n", "```", *lines, "```\n", *([f"{text}\n"] if prose else [])]
        path = f"a.{lang}.md"
        from alignkit.read.markup.markdown import read

        source = "\n".join([*held, *held[1:]]).encode()
        documents.append(ak.segment(read(source, path, lang, True)))
    pairs = paired(*documents)
    for side in ("source", "target"):
        numbers = [number for pair in pairs for number in getattr(pair, side)]
        assert numbers == sorted(set(numbers))
    parted = part(*documents)
    if parted:
        beads = parted.woven([])
        held = [n for bead in beads for n in bead.source]
        assert held == list(range(len(documents[0].sentences)))


@pytest.mark.parametrize("size", [2000])
def test_code_of_one_line_repeated_is_paired_in_time_that_grows_with_the_text(size: int) -> None:
    """A line repeated thousands of times faces its own n-th."""
    from alignkit.read.markup.markdown import read

    source = ("```\n" + "}\n" * size + "```\n").encode()
    documents = [ak.segment(read(source, "a.md", lang, True)) for lang in ("zh", "en")]
    assert len(paired(*documents)) == size


def test_comments_in_code_may_be_left_to_the_code(tmp_path: Path) -> None:
    """With code_comments off a comment is a line of code, which no rule of language reads."""
    from alignkit.config import Settings

    for name, text in (("a.zh.md", ZH), ("a.en.md", EN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = tmp_path / "a.zh.md", tmp_path / "a.en.md"
    kinds = []
    for on in (True, False):
        held = ak.align(*paths, settings=Settings(code_comments=on)).source
        kinds.append({held.blocks[s.block].kind for s in held.sentences if "依赖" in s.text})
    assert kinds == [{"comment"}, {"code"}]


def _beads(tmp_path: Path, zh: str, en: str) -> list[tuple[str, str]]:
    files = tmp_path / "zh.md", tmp_path / "en.md"
    for file, text in zip(files, (zh, en), strict=True):
        file.write_text(text, "utf-8")
    return list(ak.align(*files).pairs())


@pytest.mark.parametrize("turned", [False, True])
def test_a_line_of_code_that_one_side_breaks_is_one_line(tmp_path: Path, turned: bool) -> None:
    """A chain of calls over several lines faces the one line that says the same."""
    sides = "const a = page.open('x').click('y');", "const a = page\n.open('x')\n.click('y');"
    zh, en = sides[::-1] if turned else sides
    beads = _beads(tmp_path, ZH + f"\n```js\n{zh}\n```\n", EN + f"\n```js\n{en}\n```\n")
    found = [pair for pair in beads if any("click" in text for text in pair)]
    assert [tuple("".join(text.split()) for text in pair) for pair in found] == [
        ("consta=page.open('x').click('y');",) * 2
    ]


def test_a_command_with_a_slip_is_paired_with_what_it_was(tmp_path: Path) -> None:
    """A paragraph in no language stands on both sides, but for a digit."""
    told = r"C:\x7\a1.exe 0 x9_3.wav 0.6 cuda:0 -k 3,1 -q 7"
    slip = told.replace("0.6", "0.9")
    beads = _beads(tmp_path, f"{ZH}\n{told}\n\n再见。\n", f"{EN}\n{slip}\n\nGoodbye.\n")
    assert (told, slip) in beads


def test_what_stands_near_by_on_the_other_side_is_never_surely_alone(tmp_path: Path) -> None:
    """A lone bracket says nothing where the other file has brackets as well."""
    extra = "\n```js\nif (a) {\nb()\n}\n```\n"
    files = tmp_path / "zh.md", tmp_path / "en.md"
    for file, text in zip(files, (ZH + extra + "\n再见。\n", EN + "\nGoodbye {}.\n"), strict=True):
        file.write_text(text, "utf-8")
    bitext = ak.align(*files)
    lone = {
        source: bead.confidence or 0.0
        for bead, (source, target) in zip(bitext, bitext.pairs(), strict=True)
        if source and not target
    }
    assert lone["}"] <= 0.5 < lone["b()"]


def test_what_stands_in_the_other_file_is_never_surely_alone_in_plain_text() -> None:
    """The same holds where nothing was paired by identity."""
    poem = "春眠不觉晓，处处闻啼鸟"
    chinese = [
        "国家保护公民的权利。",
        poem,
        "任何人不得违反本法。",
        "法院依法审理案件。",
        "本法自公布之日起施行。",
    ]
    english = [
        "The state protects the rights of citizens.",
        "Nobody may violate this law.",
        "The courts hear cases according to law.",
        f"This law takes effect on the day of its promulgation ({poem}).",
    ]
    bitext = ak.align(chinese, english)
    (lone,) = (bead for bead in bitext if not bead.target)
    assert (lone.source, lone.confidence) == ((1,), 0.5)
