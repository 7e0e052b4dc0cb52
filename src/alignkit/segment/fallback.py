"""Sentences of any other language by the Unicode rule (UAX #29, sentence boundaries)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any


@cache
def _pattern() -> Any:
    import regex

    skip = r"[\p{SB=Extend}\p{SB=Format}]*+"

    def sb(*names: str, negated: bool = False) -> str:
        inner = "".join(rf"\p{{SB={name}}}" for name in names)
        return rf"[{'^' if negated else ''}{inner}]{skip}"

    close, space = rf"(?:{sb('Close')})*+", rf"(?:{sb('Sp')})*+"
    separator = r"(?:\r\n|[\p{SB=Sep}\p{SB=CR}\p{SB=LF}])"
    terminators = rf"(?:{sb('STerm')}|(?P<dot>{sb('ATerm')}))"
    other = sb("OLetter", "Upper", "Lower", "Sep", "CR", "LF", "STerm", "ATerm", negated=True)
    return regex.compile(
        rf"""
        {separator}
        | {terminators}
          (?(dot)(?!{sb("Numeric")}))
          (?(dot)(?!(?<=[\p{{SB=Upper}}\p{{SB=Lower}}]{skip}\p{{SB=ATerm}}{skip}){sb("Upper")}))
          {close}(?P<spaces>{space})
          (?(dot)(?!(?:{other})*+{sb("Lower")}))
          (?!{sb("SContinue", "STerm", "ATerm")})
          {separator}?
        """,
        regex.VERBOSE | regex.V1,
    )


class Fallback:
    """The Unicode rule: no words known, only the kinds of characters."""

    def __init__(self) -> None:
        self.name = "uax29"

    def cuts(self, text: str, start: int, end: int) -> Iterator[int]:
        """Yield the places where a sentence ends."""
        for match in _pattern().finditer(text, start, end):
            if match.end() < end:
                yield match.end()
