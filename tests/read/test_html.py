"""Web pages and Markdown give their text, their structure and the place of every character."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak
from alignkit.errors import InputError
from alignkit.read.html_tree import Tree

PAGE = """<!DOCTYPE html>
<html><head><title>A &amp; B</title><script>if (a < b) { x = "<p>no</p>"; }</script></head>
<body><div class="site-header"><nav><ul>
<li><a href="/">Home</a><li><a href="/a">About</a></ul></nav></div>
<main><h1>The Plan&nbsp;of 2017</h1>
<p>It says &ldquo;go&rdquo; to
   everyone<sup><a href="#n1">1</a></sup>, and <b>more</b>.<p>Second paragraph.
<ol start="3"><li>Third thing<li>Fourth thing</ol>
<table><tr><td>人工智能<td>AI</table>
<p hidden>secret</p><!-- <p>comment</p> --></main>
<footer><p>All rights reserved. Contact us.</p></footer></body></html>"""


def _read(path: Path, text: str) -> ak.Document:
    path.write_text(text, encoding="utf-8")
    return ak.read(path)


def _rows(held: ak.Document) -> list[tuple[str, str]]:
    return [
        (block.kind, block.span.slice(held.text))
        for block in held.blocks
        if block.kind != "boilerplate"
    ]


def test_a_page_gives_its_main_content(tmp_path: Path) -> None:
    """Headings, paragraphs, numbered items and cells, without scripts, menus and hidden text."""
    held = _read(tmp_path / "page.html", PAGE)
    assert _rows(held) == [
        ("heading", "The Plan of 2017"),
        ("paragraph", "It says “go” to everyone, and more."),
        ("paragraph", "Second paragraph."),
        ("item", "3. Third thing"),
        ("item", "4. Fourth thing"),
        ("table", "人工智能"),
        ("table", "AI"),
    ]
    menus = [b.span.slice(held.text) for b in held.blocks if b.kind == "boilerplate"]
    assert menus == ["• Home", "• About", "All rights reserved. Contact us."]
    assert held.meta["title"] == "A & B"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_word_leads_back_into_the_page(tmp_path: Path, end: str) -> None:
    """Offsets point into the HTML itself, over tags, references and line ends."""
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.replace("\n", end).encode())
    held = ak.read(path)
    assert held.original == PAGE.replace("\n", end)
    for word in ("everyone", "more", "Second", "人工智能", "Fourth"):
        start = held.text.index(word)
        assert held.to_original(ak.Span(start, start + len(word))).slice(held.original) == word
    start = held.text.index("“")
    assert held.to_original(ak.Span(start, start + 1)).slice(held.original).startswith("&ldquo;"[0])


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "big5", "utf-8", "iso-8859-1"])
def test_the_declared_charset_is_used_where_it_fits(tmp_path: Path, charset: str) -> None:
    """A page says which encoding it is in; a page that is wrong about it is still read."""
    text = (
        "人工智能產業"
        if charset == "big5"
        else "人工智能产业"
        if charset != "iso-8859-1"
        else "café"
    )
    path = tmp_path / "page.html"
    path.write_bytes(f'<meta charset="{charset}"><p>{text}</p>'.encode(charset))
    assert ak.read(path).text.strip() == text
    path.write_bytes(f'<meta charset="{charset}"><p>人工智能产业发展</p>'.encode())
    if charset != "iso-8859-1":
        assert ak.read(path).text.strip() == "人工智能产业发展"


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "</div>",
        "<p>",
        "<b>",
        "<li>",
        "<td>",
        "<",
        "<!--",
        "<![CDATA[",
        "<a ",
        "<a b='",
        "<script>",
        "<title>",
        "&",
        "&#",
        "<?",
        "=' \">",
        "\x00<\x00",
    ],
)
@pytest.mark.usefixtures("patience")
def test_hostile_pages_are_gone_through_once(piece: str) -> None:
    """Any piece of markup may stand there a hundred thousand times."""
    assert Tree(piece * 100_000 + "text") is not None


def test_a_page_without_text_says_so(tmp_path: Path) -> None:
    """A page that scripts would fill is an error, and a page that is all menu is read whole."""
    with pytest.raises(InputError, match="the page holds no text; save it after its scripts"):
        _read(tmp_path / "empty.html", "<html><body><div id=app></div><script>go()</script>")
    held = _read(tmp_path / "menu.html", "<nav><p>The plan is here, and it is good.</p></nav>")
    assert _rows(held) == [("paragraph", "The plan is here, and it is good.")]


MARKDOWN = """---
title: x
---
# The **Plan** #

First line of a
wrapped paragraph &amp; a [link](http://x.y/z).

3. third thing
4. fourth *thing*
   - nested

| 中文 | English |
|---|---|
| 人工智能 | artificial intelligence |
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_markdown_gives_its_text_without_its_marks(tmp_path: Path, end: str) -> None:
    """Headings, lists and tables are known, and words lead back to the source."""
    path = tmp_path / "plan.md"
    path.write_bytes(MARKDOWN.replace("\n", end).encode())
    held = ak.read(path)
    assert _rows(held) == [
        ("heading", "x"),
        ("heading", "The Plan"),
        ("paragraph", "First line of a wrapped paragraph & a link."),
        ("item", "3. third thing"),
        ("item", "4. fourth thing"),
        ("item", "• nested"),
        ("table", "中文"),
        ("table", "English"),
        ("table", "人工智能"),
        ("table", "artificial intelligence"),
    ]
    assert held.original == MARKDOWN.replace("\n", end)
    for word in ("Plan", "wrapped", "link", "fourth", "人工智能"):
        start = held.text.index(word)
        assert held.to_original(ak.Span(start, start + len(word))).slice(held.original) == word


LITERALS = """<main><h1>Set up <code>pip</code></h1>
<p>Use <code>a &lt; b</code> and <kbd>Ctrl</kbd>, see <a href="https://a.example/x">this</a>.</p>
<div class="highlight-python"><pre><span class="linenos">1</span>x = <b>1</b>  # count &amp; go
if x &lt; 2:
</pre></div>
<p><code>npm install</code></p><p>https://b.example/path</p>
<p>Here <math alttext="x^2"><mi>x</mi></math> holds. <script type="math/tex">E=m</script></p>
<table><tr><th>name<th>value<tr><td><code>a</code><td>first</table></main>"""


def test_code_formulas_and_addresses_of_a_page_are_literal(tmp_path: Path) -> None:
    """Listings go line by line with their comments apart; spans of code and links are marked."""
    held = _read(tmp_path / "page.html", LITERALS)
    assert _rows(held) == [
        ("heading", "Set up pip"),
        ("paragraph", "Use a < b and Ctrl, see this."),
        ("code", "x = 1"),
        ("comment", "count & go"),
        ("code", "if x < 2:"),
        ("code", "npm install"),
        ("url", "https://b.example/path"),
        ("paragraph", "Here x^2 holds. E=m"),
        ("table", "name"),
        ("table", "value"),
        ("table", "a"),
        ("table", "first"),
    ]
    assert [(i.kind, i.value) for i in held.inlines] == [
        ("code", "pip"),
        ("code", "a < b"),
        ("tag", "<kbd>"),
        ("tag", "</kbd>"),
        ("link", "https://a.example/x"),
        ("code", "npm install"),
        ("math", "x^2"),
        ("math", "E=m"),
        ("code", "a"),
    ]
    assert [b.number for b in held.blocks if b.kind == "table"] == ["1:1", "1:2", "2:1", "2:2"]
    line = next(b for b in held.blocks if b.kind == "comment")
    assert held.to_original(line.span).slice(held.original or "") == "count &amp; go"


def test_a_page_that_is_all_preformatted_is_a_text(tmp_path: Path) -> None:
    """A letter set in <pre> is read as text; the same element beside a text is a listing."""
    letter = "<pre>Dear friend, we have met.\nIt was a long time ago.</pre>"
    assert {kind for kind, _ in _rows(_read(tmp_path / "a.html", letter))} == {"paragraph"}
    around = f"<p>{'This is a page about many things that were said. ' * 3}</p>{letter}"
    rows = _rows(_read(tmp_path / "b.html", around))
    assert [kind for kind, _ in rows] == ["paragraph", "code", "code"]


def test_a_page_that_closes_none_of_its_code_costs_no_more(tmp_path: Path) -> None:
    """Thousands of open elements give their text and no marks beyond the first few."""
    held = _read(tmp_path / "page.html", "<p>" + "<code>a " * 3000)
    assert len(held.inlines) <= 8
