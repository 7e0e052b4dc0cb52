"""Languages without rules of their own: the Unicode rule (UAX #29)."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

import alignkit as ak
from alignkit.segment.fallback import Fallback
from alignkit.segment.splitter import splitter

CASES = {
    "French": ("fr", "Bonjour à tous. ¦Ça va ? ¦Le chat dort."),
    "a stop before lower case": ("fr", "Environ 3.5 km. encore un peu. ¦Voilà."),
    "closing marks": ("de", "„Komm!“ ¦Er kam. ¦Sie ging."),
    "an acronym": ("es", "En EE.UU. hace frío. ¦Aquí no."),
    "Japanese": ("ja", "今日は休みです。¦明日も休みです。¦本当？！¦はい。"),
    "Greek question mark": ("el", "Τι κάνεις; Καλά."),
    "Hindi danda": ("hi", "यह घर है। ¦वह गाड़ी है।"),
    "Arabic question mark": ("ar", "كيف حالك؟ ¦أنا بخير."),
    "a stop that goes on": ("fr", "Il y a un, deux, etc., et trois. ¦Fin."),
    "combining marks": ("fr", "C’est fini.\u0308 ¦Vraiment."),
}


@pytest.mark.parametrize(("lang", "marked"), CASES.values(), ids=CASES.keys())
def test_other_languages_split_by_the_unicode_rule(lang: str, marked: str) -> None:
    """No words are known, only the kinds of characters."""
    wanted = [part.strip() for part in marked.split("¦")]
    assert [s.text for s in ak.segment(marked.replace("¦", ""), lang)] == wanted


def test_a_splitter_names_its_rules() -> None:
    """What was run can be told: the language's own rules, or the Unicode rule."""
    assert [splitter(lang).name for lang in ("zh-Hant", "yue", "en-GB", "fr", "")] == [
        "zh",
        "zh",
        "en",
        "uax29",
        "uax29",
    ]


SAMPLES = "\x01\r\n\x85\taAƻ0.!\"',\u00ad\u0300\u0308。字) "
KINDS = ("Sep", "CR", "LF", "Sp", "Lower", "Upper", "OLetter", "Numeric", "ATerm", "STerm")
KINDS += ("Close", "SContinue", "Extend", "Format")


def kind(character: str) -> str:
    """Return the Sentence_Break property of a character."""
    return next((k for k in KINDS if regex.match(rf"\p{{SB={k}}}", character)), "Other")


def breaks(text: str) -> list[int]:
    """Return the sentence breaks by the letter of UAX #29, one rule after the other."""
    kinds = [kind(character) for character in text]
    return [place for place in range(1, len(text)) if is_break(kinds, place)]


def is_break(kinds: list[str], place: int) -> bool:
    """Apply the rules SB3 to SB998 between two characters."""
    separators = ("Sep", "CR", "LF")
    if kinds[place - 1] == "CR" and kinds[place] == "LF":
        return False
    if kinds[place - 1] in separators:
        return True
    if kinds[place] in ("Extend", "Format"):
        return False
    # SB5: what is left after dropping marks that hang on a character other than a separator.
    before = [
        k
        for i, k in enumerate(kinds[:place])
        if k not in ("Extend", "Format") or i == 0 or kinds[i - 1] in separators
    ]
    after = [k for k in kinds[place:] if k not in ("Extend", "Format")]
    held = " ".join(before) + " "
    following = " ".join(after) + " "
    if held.endswith("ATerm ") and after[0] == "Numeric":
        return False
    if regex.search(r"(?:Upper|Lower) ATerm $", held) and after[0] == "Upper":
        return False
    goes_on = r"(?:(?!OLetter|Upper|Lower|Sep|CR|LF|STerm|ATerm)\w+ )*Lower "
    if regex.search(r"\bATerm (?:Close )*(?:Sp )*$", held) and regex.match(goes_on, following):
        return False
    stop = r"\b(?:STerm|ATerm) (?:Close )*"
    if regex.search(rf"{stop}(?:Sp )*$", held) and after[0] in ("SContinue", "STerm", "ATerm"):
        return False
    if regex.search(rf"{stop}$", held) and after[0] in ("Close", "Sp", *separators):
        return False
    if regex.search(rf"{stop}(?:Sp )*$", held) and after[0] in ("Sp", *separators):
        return False
    return bool(regex.search(rf"{stop}(?:Sp )*(?:(?:Sep|CR|LF) )?$", held))


@given(st.text(alphabet=st.sampled_from(SAMPLES), max_size=14))
def test_the_unicode_rule_is_followed_to_the_letter(text: str) -> None:
    """One compiled pattern gives the breaks that the rules give one by one."""
    assert list(Fallback().cuts(text, 0, len(text))) == breaks(text)
