"""Markdown, AsciiDoc and reStructuredText give their text, and know what in it is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import alignkit as ak
from alignkit.read.markup import asciidoc, markdown, rst

Rows = list[tuple[str, str]]


def _rows(path: Path, text: str, **options: str) -> Rows:
    path.write_text(text, encoding="utf-8")
    held = ak.segment(ak.read(path, **options))
    return [(held.blocks[s.block].kind, s.text) for s in held.sentences]


MARKDOWN = """---
title: "A plan"
layout: post
---
# Setup `run` {#setup}

::: tip Before you begin
Read this.
:::

> [!WARNING]
> Back up $x^2$ first.

- [x] done[^1]
- [link](./a.md)

![](img/a.png)
[![build](https://b.example/x.svg)](https://b.example)

```python
x = 1  # count the rows
```

<details>
<summary>More <b>about</b> it</summary>

Press <kbd>Ctrl</kbd>.

</details>

| a | b |
|---|---|
| 1 | `c` |

[^1]: A footnote.
"""


def test_every_block_of_markdown_has_its_kind(tmp_path: Path) -> None:
    """Code, images and the comments in code are told from text; marks and attributes are gone."""
    assert _rows(tmp_path / "a.md", MARKDOWN) == [
        ("heading", "A plan"),
        ("heading", "Setup run"),
        ("heading", "Before you begin"),
        ("paragraph", "Read this."),
        ("paragraph", "Back up x^2 first."),
        ("item", "• done"),
        ("item", "• link"),
        ("image", "img/a.png"),
        ("image", "https://b.example/x.svg"),
        ("code", "x = 1"),
        ("comment", "count the rows"),
        ("paragraph", "More about it"),
        ("paragraph", "Press Ctrl."),
        ("table", "a"),
        ("table", "b"),
        ("table", "1"),
        ("table", "c"),
        ("paragraph", "A footnote."),
    ]


def test_what_stands_inside_a_sentence_is_known(tmp_path: Path) -> None:
    """Code spans, links and images lead to their own characters and addresses."""
    path = tmp_path / "a.md"
    path.write_text("See [the `run` page](./a.md) and ![x](b.png) in $y$.", encoding="utf-8")
    held = ak.read(path)
    found = [(i.kind, i.span.slice(held.text), i.value) for i in held.inlines]
    assert found == [
        ("link", "the run page", "./a.md"),
        ("code", "run", "run"),
        ("image", "", "b.png"),
        ("math", "y", "y"),
    ]


def test_cells_know_their_row_and_column(tmp_path: Path) -> None:
    """A table's shape can be read from its cells."""
    path = tmp_path / "a.md"
    path.write_text("| a | b |\n|---|---|\n| 1 |  |\n| 3 | 4 |\n", encoding="utf-8")
    held = ak.read(path)
    assert [block.number for block in held.blocks] == ["1:1", "1:2", "2:1", "3:1", "3:2"]


INDENTED = """!!! note "Before you begin"

    Read this *first*.

    - a thing

??? tip
    Then that.

=== "Python"

    ```python title=""
    x = 1  # count
    ```

=== "C"

    ```c
    /* count it */
    ```

Title
===
"""


def test_blocks_that_are_indented_under_their_line_are_text(tmp_path: Path) -> None:
    """Admonitions and tabs of MkDocs hold Markdown, and no listing."""
    assert _rows(tmp_path / "a.md", INDENTED) == [
        ("heading", "Before you begin"),
        ("paragraph", "Read this first."),
        ("item", "• a thing"),
        ("paragraph", "Then that."),
        ("heading", "Python"),
        ("code", "x = 1"),
        ("comment", "count"),
        ("heading", "C"),
        ("comment", "count it"),
        ("heading", "Title"),
    ]


CODE = "The next.Gen step: `sourceSets.main.Java` and [[HasProperty]] 'x  y'."


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_code_is_never_mended(tmp_path: Path, lang: str) -> None:
    """No repair touches a code block or a code span, whatever it looks like."""
    code = "\n".join(["```", "sourceSetsMain.JavaCode  x", "end.Now.Go“a”", "```", "", f"`{CODE}`"])
    rows = _rows(tmp_path / "a.md", code, lang=lang)
    assert rows[:2] == [("code", "sourceSetsMain.JavaCode  x"), ("code", "end.Now.Go“a”")]
    path = tmp_path / "b.md"
    path.write_text("Use `a.Bc.De  Ｆ` now.Then `g.Hi  j`.", encoding="utf-8")
    held = ak.read(path, lang=lang)
    assert [i.span.slice(held.text) for i in held.inlines] == ["a.Bc.De  Ｆ", "g.Hi  j"]


def test_nested_quotes_and_lists_keep_their_text(tmp_path: Path) -> None:
    """Sixty levels down the text is still there."""
    lists = "\n".join("  " * level + f"- item number {level}" for level in range(60))
    rows = _rows(tmp_path / "a.md", lists)
    assert [text for _, text in rows] == [f"• item number {level}" for level in range(60)]
    assert _rows(tmp_path / "b.md", "> " * 60 + "deep text")[0][1] == "deep text"


@pytest.mark.parametrize("mark", ["- ", "> ", "1. ", "> - "])
def test_what_is_nested_too_deep_is_a_line_as_it_is_written(tmp_path: Path, mark: str) -> None:
    """At any depth no line is lost, and what is less deep is read as ever."""
    lines = [f"{' ' * len(mark) * level}{mark}item number {level:03}" for level in range(400)]
    if mark.startswith(">"):
        lines = [f"{mark * (level + 1)}item number {level:03}\n" for level in range(400)]
    text = " ".join(text for _, text in _rows(tmp_path / "a.md", "\n".join(lines)))
    assert [level for level in range(400) if f"number {level:03}" not in text] == []


ASCIIDOC = """[[_plan]]
== The plan

(((index, term)))
First line with `code`
and https://a.example/b[a link].

NOTE: Be *careful*.

.A title
[source,python]
----
x = 1  # count the rows
----

image::img/a.png[]

* one
** two
. first

|===
| a | b
| 1 | 2
|===

// not shown
term:: What it means.
"""


def test_asciidoc_is_read_by_its_blocks(tmp_path: Path) -> None:
    """Attributes, anchors, index terms and comments are no text."""
    assert _rows(tmp_path / "a.adoc", ASCIIDOC) == [
        ("heading", "The plan"),
        ("paragraph", "First line with code and a link."),
        ("paragraph", "Be careful."),
        ("paragraph", "A title"),
        ("code", "x = 1"),
        ("comment", "count the rows"),
        ("image", "img/a.png"),
        ("item", "• one"),
        ("item", "• two"),
        ("item", "1. first"),
        ("table", "a"),
        ("table", "b"),
        ("table", "1"),
        ("table", "2"),
        ("item", "term"),
        ("paragraph", "What it means."),
    ]


RST = """
Title
=====

See ``code`` and :ref:`the plan <plan>`
or `here <http://a.example>`_.

.. note:: Be careful.

.. versionadded:: 3.2
   A new thing.

.. code-block:: python

   x = 1  # count the rows

.. toctree::

   a

.. image:: img/a.png

- one
- two
"""


def test_restructured_text_is_read_with_the_words_of_other_tools(tmp_path: Path) -> None:
    """Roles and directives that docutils does not know stand for their text."""
    assert _rows(tmp_path / "a.rst", RST) == [
        ("heading", "Title"),
        ("paragraph", "See code and the plan or here."),
        ("paragraph", "Be careful."),
        ("paragraph", "A new thing."),
        ("code", "x = 1"),
        ("comment", "count the rows"),
        ("image", "img/a.png"),
        ("item", "• one"),
        ("item", "• two"),
    ]


def test_restructured_text_reads_no_other_file(tmp_path: Path) -> None:
    """A file that includes another is read without it."""
    (tmp_path / "secret.txt").write_text("a secret", encoding="utf-8")
    text = f".. include:: {tmp_path}/secret.txt\n\n.. raw:: html\n   :file: secret.txt\n\nText.\n"
    assert _rows(tmp_path / "a.rst", text) == [("paragraph", "Text.")]


PIECES = (
    "# ", "- ", "> ", "```\n", "`", "**", "[a](b)", "![c](d)", "<b>", "</b>", "<!-- x -->",
    "| a | b |\n", "|---|---|\n", "\n", "\n\n", "    ", "text ", "中文", "&amp;", "\\*", "$x$",
    "1. ", "---\n", "::: tip\n", "{#id}", "====\n", "----\n", ".. note::\n\n", "   ", ":ref:`x`",
    "``y``", "_z_", "* ", "image::e[]\n", "::",
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_a_place_leads_to_the_very_characters(text: str) -> None:
    """Each run of taken text stands in the source at the place it is said to come from."""
    for take in (
        lambda: markdown.take(text),
        lambda: asciidoc.Reader(text).taken,
        lambda: rst.take(text),
    ):
        taken = take()
        whole = taken.text()
        for here, there, length in taken.way_back(text)[1].runs:
            said, stood = whole[here : here + length], text[there : there + length]
            # A bullet and a reference are shown as another sign, a line's end as a space.
            assert all(a == b or b in "&-*+.\n" for a, b in zip(said, stood, strict=True))


def test_contents_run_into_one_line_are_lines_again() -> None:
    """Dots that lead to a page end an entry; a pause in a sentence does not."""
    contents = (
        "General principles ............ 41 Rights and duties ............. 45 Courts ........ 50"
    )
    held = ak.document(contents, lang="en")
    lines = [block.span.slice(held.text) for block in held.blocks]
    assert lines == ["General principles", "Rights and duties", "Courts"]
    assert ak.document("He waited...... and left.", lang="en").text.count("\n") == 0
    assert ak.document("2 0 1 6年8月3 1日通过。", lang="zh").text == "2016年8月31日通过。"


def test_a_footnote_without_spaces_is_no_address(tmp_path: Path) -> None:
    """Chinese has no spaces: [^1]: 免费版不提供此功能。 is a note, as its English is."""
    notes = ("免费版不提供此功能。", "详情见手册"), ("Not in the free edition.", "See the manual")
    for note, said in notes:
        rows = _rows(tmp_path / "a.md", f"{said}[^1].\n\n[^1]: {note}\n\n[b]: c.md\n")
        assert rows == [("paragraph", f"{said}."), ("paragraph", note)]


def test_the_name_of_a_heading_is_no_text(tmp_path: Path) -> None:
    """Sites write it behind, as {#install} or [[[#install]]]; an index in a text stays."""
    rows = _rows(tmp_path / "a.md", "## Run [[[#run]]]\n\n## Setup {#setup}\n\nSee a[[1]] here.\n")
    assert rows == [("heading", "Run"), ("heading", "Setup"), ("paragraph", "See a[[1]] here.")]
