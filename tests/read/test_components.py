"""What sites put into Markdown and AsciiDoc: the words a reader sees are text, the rest is not."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

import alignkit as ak
from alignkit.read.furniture import lists_languages

Kept = Callable[[str, str], ak.Document]


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A document kept under an ending."""

    def read(text: str, ending: str = ".md") -> ak.Document:
        path = tmp_path / f"page{ending}"
        path.write_text(text, encoding="utf-8")
        return ak.read(path, lang="en")

    return read


def _rows(document: ak.Document) -> list[tuple[str, str]]:
    return [(block.kind, block.span.slice(document.text)) for block in document.blocks]


MDX = """import Tabs from '@theme/Tabs';

export const version = () => <b>2.4.1</b>;

<Tabs groupId="os">
  <TabItem value="linux" label="Linux" default>

Run it with 4 threads.

  </TabItem>
</Tabs>

The limit is {props.limit} a minute. {/* not shown */}

{/*
not shown either
*/}

<Button onClick={() => open(true)} style={{top: 1}}>Start now</Button>
"""


def test_mdx_shows_its_text_alone(kept: Kept) -> None:
    """Imports are code, comments are nothing, a component's tag is a tag whatever it holds."""
    document = kept(MDX, ".mdx")
    assert _rows(document) == [
        ("code", "import Tabs from '@theme/Tabs';"),
        ("code", "export const version = () => <b>2.4.1</b>;"),
        ("paragraph", "Run it with 4 threads."),
        ("paragraph", "The limit is {props.limit} a minute."),
        ("paragraph", "Start now"),
    ]
    assert [i.value for i in document.inlines if i.kind == "tag"][-2:] == ["<button>", "</button>"]


def test_prose_that_begins_like_code_is_prose(kept: Kept) -> None:
    """Only what MDX takes for an import is one."""
    text = "import the file from the menu.\n\nexport settings to a file with a < b {c} > d.\n"
    assert [kind for kind, _ in _rows(kept(text))] == ["paragraph", "paragraph"]


SHORTCODES = """{{< note >}}
Backups are kept for 30 days.
{{< /note >}}

{{% alert title="Warning" color="red" %}}
Keep the volume.
{{% /alert %}}

See {{< ref "a.md" >}}, the [guide]({{< relref "g.md" >}}#top) and {{< term text="pods" >}}.

{{< figure src="/images/backup.png" title="The process" >}}

{{< highlight bash >}}
backup --all
{{< /highlight >}}
"""


def test_shortcodes_show_their_words(kept: Kept) -> None:
    """Titles and captions are text, pictures are images, listings code, and the rest is a tag."""
    document = kept(SHORTCODES)
    assert _rows(document) == [
        ("paragraph", "Backups are kept for 30 days."),
        ("paragraph", "Warning"),
        ("paragraph", "Keep the volume."),
        ("paragraph", 'See {{< ref "a.md" >}}, the guide and pods.'),
        ("image", "/images/backup.png"),
        ("paragraph", "The process"),
        ("code", "backup --all"),
    ]
    links = [i.value for i in document.inlines if i.kind == "link"]
    assert links == ['{{< relref "g.md" >}}#top']
    place = document.to_original(document.blocks[1].span)
    assert document.original[place.start : place.end] == "Warning"


@pytest.mark.parametrize("opener", [":::tip[My tip]", ":::tip My tip", ":::tip [My tip]"])
def test_an_admonition_has_its_title(kept: Kept, opener: str) -> None:
    """With or without brackets, the title is a line of its own."""
    document = kept(f"{opener}\n\nUse version 2.\n\n:::\n")
    assert [text for _, text in _rows(document)] == ["My tip", "Use version 2."]


def test_the_preprocessor_of_asciidoc_leaves_no_text(kept: Kept) -> None:
    """Conditions and includes are taken out, and a footnote is a note behind the text."""
    text = (
        "ifdef::env-github[]\nThis is shown on GitHub.\nendif::[]\n\ninclude::b.adoc[]\n\n"
        "It adds footnote:[Only on Linux.] a tool.\n"
    )
    assert _rows(kept(text, ".adoc")) == [
        ("paragraph", "This is shown on GitHub."),
        ("paragraph", "It adds a tool."),
        ("note", "Only on Linux."),
    ]


@pytest.mark.parametrize(
    "text",
    ["<a {", "{/*", "{{< highlight x >}}\n", "{/*\n", "[a]({{< ", "{{< a ", "<A b={`", "{{%/"],
)
def test_what_is_never_closed_takes_no_time(kept: Kept, text: str) -> None:
    """Openers without an end are looked through once."""
    before = time.process_time()
    kept(text * 10_000)
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("English | 简体中文 | 日本語", True),
        ("🇺🇸 English · 🇨🇳 中文", True),
        ("Read this in other languages: Español, Français", True),
        ("其他语言：English、한국어", True),
        ("English is a language", False),
        ("中文、英文、日文", False),
        ("支持语言：中文、英文", False),
        ("English, 42", False),
        ("", False),
    ],
)
def test_a_bar_of_languages_is_no_text(line: str, held: bool) -> None:
    """Links to other versions name each language in its own words, and nothing else."""
    assert lists_languages(line) is held
