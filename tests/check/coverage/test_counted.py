"""Lists paired item by item: the item that the translation's list has no member for."""

from __future__ import annotations

import pytest

import alignkit as ak

COUNTRIES = ("德国", "法国", "意大利", "西班牙", "波兰")
NAMES = ("Germany", "France", "Italy", "Spain", "Poland")


def _chinese(items: list[str]) -> str:
    return "公司在" + "、".join(items[:-1]) + f"和{items[-1]}设有办事处。"


def _english(items: list[str]) -> str:
    return "The company has offices in " + ", ".join(items[:-1]) + f" and {items[-1]}."


@pytest.mark.parametrize(
    ("count", "gone"), [(count, gone) for count in (3, 4, 5) for gone in range(count - 1)]
)
def test_an_item_without_member_is_told_in_chinese_sources(count: int, gone: int) -> None:
    """Whatever its place, so long as others follow it."""
    kept = [name for at, name in enumerate(NAMES[:count]) if at != gone]
    source = _chinese(list(COUNTRIES[:count]))
    found = ak.check([(source, _english(kept))], select=["COV"]).at_least("warning")
    spans = [source[a:b] for finding in found for a, b in finding.source.spans]
    assert any(COUNTRIES[gone] in text for text in spans)


@pytest.mark.parametrize("gone", [1, 2])
def test_an_item_without_member_is_told_in_english_sources(gone: int) -> None:
    """An inner item of an English list."""
    kept = [name for at, name in enumerate(COUNTRIES) if at != gone]
    source = _english(list(NAMES))
    pairs = ak.Bitext.from_pairs([(source, _chinese(kept))], "en", "zh")
    found = ak.check(pairs, select=["COV"]).at_least("warning")
    spans = [source[a:b] for finding in found for a, b in finding.source.spans]
    assert any(NAMES[gone] in text for text in spans)


@pytest.mark.parametrize("count", [3, 4, 5])
def test_a_whole_list_is_no_finding(count: int) -> None:
    """Both ways round."""
    pair = _chinese(list(COUNTRIES[:count])), _english(list(NAMES[:count]))
    assert not ak.check([pair], select=["COV"]).at_least("warning")
    turned = ak.Bitext.from_pairs([pair[::-1]], "en", "zh")
    assert not ak.check(turned, select=["COV"]).at_least("warning")
