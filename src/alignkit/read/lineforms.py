"""What a line looks like: its end, its width, whether it could be a heading."""

from __future__ import annotations

from alignkit.deferred import deferred

_WIDE = deferred("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")
HAN = "㐀-䶿一-鿿\uf900-\ufaff〇"
_END = deferred(r"""[.!?…。！？｡;；:：] ?[)\]）】」』"'”’»*_]*(?:\[\d{1,3}\])?$""")
_STOP = deferred(r"""[.!?…。！？｡] ?[)\]）】」』"'”’»*_]*(?:\[\d{1,3}\])?$""")
_INNER = deferred(r"[，。；！？]|[,;.!?]\s")
_WORD = deferred(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Small words that a headline writes small.
_HEADLINE_SMALL = (
    "a an the and or nor but of in on at to for from by with as into onto over under upon via per "
    "is are vs de la du et"
)
_SMALL = frozenset(_HEADLINE_SMALL.split())
# A line that ends with one of these goes on.
_OPEN_ENDED = (
    "a an the and or nor but of in on at to for from by with as into onto over under upon via per "
    "than that which who whose whom this these those its their our his her your my is are was were "
    "be been being has have had will would shall should can could may might must not no any all "
    "each every some such other more most less between among through during against about"
)
GOES_ON = frozenset(_OPEN_ENDED.split())


def width(line: str) -> int:
    """Return how many columns a line takes, Chinese characters counting two.

    >>> width("AI 产业")
    7
    """
    return len(line) if line.isascii() else len(line) + len(_WIDE.findall(line))


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does: full stop, question or exclamation mark."""
    return bool(_STOP.search(line[-12:]))


def ends_clause(line: str) -> bool:
    """Whether a line ends with a mark that may close a paragraph, a colon among them."""
    return bool(_END.search(line[-12:]))


def goes_on(line: str) -> bool:
    """Whether a line ends so that more must come: a comma, a small word, an open bracket."""
    tail = line[-40:].rstrip()
    if not tail:
        return False
    if tail[-1] in ",，、(（[《“‘—–/&+":
        return True
    last = tail.split()[-1]
    return bool(last in GOES_ON)


def is_prose(line: str) -> bool:
    """Whether a line holds running text: punctuation inside it."""
    return bool(_INNER.search(line))


def is_title(line: str) -> bool:
    """Whether an English line is written as headlines are: its longer words with capitals.

    >>> is_title("Breakthroughs in Core Foundations"), is_title("Open and orderly growth of it")
    (True, False)
    """
    words = _WORD.findall(line)
    large = [word for word in words if word.lower() not in _SMALL]
    if not large or not words[0][0].isupper():
        return False
    return bool(sum(word[0].isupper() for word in large) >= 0.8 * len(large))


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one."""
    return (
        "㐀" <= char <= "䶿" or "一" <= char <= "鿿" or "\uf900" <= char <= "\ufaff" or char == "〇"
    )


def is_wide(char: str) -> bool:
    """Whether a character is Chinese or the full-width punctuation that goes with it."""
    return bool(_WIDE.match(char)) or char in "“”‘’…—·"
