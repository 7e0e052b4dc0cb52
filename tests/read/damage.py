"""Clean texts and the ways in which the world damages them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

from hypothesis import strategies as st

ENGLISH = [
    "The plan promotes high-quality growth of the technology industry by 2020.",
    "China's ministry (MIIT) said that costs fell by 5%, or about 3.5 million yuan.",
    "“Made in China 2025” is one of its aims; the other is international cooperation.",
    "Support the research and development of smart sensors, chips, and platforms.",
    "By 2020, the accuracy should exceed 97%, and the false positive rate stay under 1%.",
    "Strengthen self-testing, self-tuning, and real-time control of machine tools.",
    "Mr. Smith of the U.S. office agreed to visit Node.js developers at OpenAI.",
]
CHINESE = [
    "全面贯彻落实党的十九大精神，推动人工智能和实体经济深度融合。",
    "到 2020 年，检出率超过 95%，假阴性率低于 1%。",
    "支持智能传感器（MEMS）、芯片等关键技术研发，提升产品性能。",
    "——增材制造装备成形效率大于 450 cm³/h，连续工作时间大于 240h；",
    "“双创”平台建设取得突破，形成国际竞争优势。",
]
HEADINGS = ["1) Overall Requirements", "(1) Guiding Ideology", "A) Smart Sensors. Make them."]
TITLES = ["一、总体要求", "（二）基本原则", "第三章 保障措施"]

english = st.lists(
    st.one_of(
        st.lists(st.sampled_from(ENGLISH), min_size=1, max_size=4).map(" ".join),
        st.sampled_from(HEADINGS),
    ),
    min_size=1,
    max_size=6,
)
chinese = st.lists(
    st.one_of(
        st.lists(st.sampled_from(CHINESE), min_size=1, max_size=4).map("".join),
        st.sampled_from(TITLES),
    ),
    min_size=1,
    max_size=6,
)
mixed = st.tuples(english, chinese).map(
    lambda both: [line for pair in zip(*both, strict=False) for line in pair]
)


def wrap(text: str, width: int) -> str:
    """Wrap by the width of a page."""
    return "\n".join(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> str:
    if re.search("[一-鿿]", line):
        return "\n".join(line[at : at + width // 2] for at in range(0, len(line), width // 2))
    return "\n".join(textwrap.wrap(line, width, break_on_hyphens=True)) or line


def space_lines(text: str, width: int) -> str:
    """Put a blank line after every line."""
    return text.replace("\n", "\n\n")


def hyphenate(text: str, width: int) -> str:
    """Break long words at line ends."""
    return re.sub(r"\b([a-z]{4})([a-z]{4,})\b", r"\1-" + "\n" + r"\2", text, count=width % 7)


def tokenise(text: str, width: int) -> str:
    """Space and quote as the Penn Treebank does."""
    spaced = re.sub(r"([,;:()%])", r" \1 ", text)
    spaced = re.sub(r"\.(?=\n|$| )", " .", spaced).replace("'s", " 's")
    return re.sub(r"[“\"](\w)", r"`` \1", spaced).replace("”", " ''")


def glue(text: str, width: int) -> str:
    """Lose the breaks between paragraphs."""
    return text.replace("\n", "")


def paginate(text: str, width: int) -> str:
    """Break into pages with running heads and numbers."""
    size = 40 + width * 3
    pages = [text[at : at + size] for at in range(0, len(text), size)]
    return "\f".join(f"A plan\n{page}\n- {n} -\n" for n, page in enumerate(pages, 1))


def widen(text: str, width: int) -> str:
    """Write digits full-width, and spaces as no-break ones."""
    wide = {ord("0") + n: ord("０") + n for n in range(10)}
    return text.translate(wide).replace(" ", "\u00a0" if width % 2 else "\u3000")


def garble(text: str, width: int) -> str:
    """Read UTF-8 as Windows-1252."""
    return text.replace("’", "â€™").replace("“", "â€œ").replace("³", "Â³")


def decorate(text: str, width: int) -> str:
    """Add Markdown marks, formulas, nulls and Windows line ends."""
    marked = re.sub(r"\b(the|growth)\b", r"**\1**", text).replace(
        "450 cm³/h", r"$450\text{cm}^3/h$"
    )
    return marked.replace("\n", "\r\n").replace("。", "。\0" if width % 3 == 0 else "。")


def scatter(text: str, width: int) -> str:
    """Put odd characters in odd places."""
    odd = "\ufeff\u00ad\u200b\f\n*$`'|#_\\[](http://x)-－＊\ufffd"
    step = max(3, width // 3)
    pieces = [text[at : at + step] for at in range(0, len(text), step)]
    return "".join(piece + odd[(n * width) % len(odd)] for n, piece in enumerate(pieces))


DAMAGES: list[Callable[[str, int], str]] = [
    wrap,
    space_lines,
    hyphenate,
    tokenise,
    glue,
    paginate,
    widen,
    garble,
    decorate,
    scatter,
]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw a clean text and damage it in up to three ways."""
    text = "\n".join(draw(st.one_of(english, chinese, mixed)))
    for damage in draw(st.lists(st.sampled_from(DAMAGES), min_size=1, max_size=3)):
        text = damage(text, draw(st.integers(20, 90)))
    return text
