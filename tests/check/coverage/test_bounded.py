"""Lists whose ends are hard to see: after a clause, behind 包括, without "and", before 及其他."""

from __future__ import annotations

import pytest

import alignkit as ak


def _told(lang: str, source: str, target: str) -> list[str]:
    pairs = ak.Bitext.from_pairs([(source, target)], lang, "en" if lang == "zh" else "zh")
    found = ak.check(pairs, select=["COV"]).at_least("warning")
    return [source[a:b] for finding in found for a, b in finding.source.spans]


FOODS = {"apples": "苹果", "pears": "梨子", "grapes": "葡萄", "peaches": "桃子"}


@pytest.mark.parametrize("gone", ["pears", "grapes", ""])
@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("They opened a shop, and every day of the long summer they sold apples{}, and peaches.",
         "他们开了一家店，整个漫长的夏天里每天都卖苹果{}和桃子。"),
        ("The farm was small, and the workers of the village picked apples{}, and peaches there.",
         "农场很小，村里的工人在那里采摘苹果{}和桃子。"),
    ],
)  # fmt: skip
def test_a_list_at_the_end_of_a_joined_clause(english: str, chinese: str, gone: str) -> None:
    """The "and" before a clause closes no list."""
    inner = ["pears", "grapes"]
    source = english.format("".join(f", {name}" for name in inner))
    target = chinese.format("".join(f"、{FOODS[name]}" for name in inner if name != gone))
    told = _told("en", source, target)
    assert any(gone in text for text in told) if gone else not told


NAMES = ("Astro", "Nuxt", "SvelteKit", "Remix", "Qwik")


@pytest.mark.parametrize("gone", [1, 2, 3, None])
@pytest.mark.parametrize("end", ["", ", among others"])
def test_a_list_of_names_that_nothing_closes(gone: int | None, end: str) -> None:
    """Kept letter for letter, but for one."""
    source = f"The page was tested with {', '.join(NAMES)}{end}, before we released it."
    kept = "、".join(name for at, name in enumerate(NAMES) if at != gone)
    target = f"在发布之前，我们用{kept}{'等' if end else ''}测试了这个页面。"
    told = _told("en", source, target)
    assert any(NAMES[gone] in text for text in told) if gone is not None else not told


@pytest.mark.parametrize("opens", ["包括", "例如"])
@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("总调用次数", "average response time and success rate"),
        ("", "the total number of calls, average response time and success rate"),
    ],
)
def test_the_first_item_behind_what_opens_a_list(opens: str, gone: str, said: str) -> None:
    """What stands before the list says something else, and has no room for it."""
    source = f"请监控这个方法的统计数据，{opens}总调用次数，平均响应时间，成功率等信息。"
    told = _told("zh", source, f"Please monitor the statistics of this method, {said}.")
    assert any(gone in text for text in told) if gone else not told


@pytest.mark.parametrize("joint", ["及其他", "和其他", "以及其他"])
@pytest.mark.parametrize("gone", ["学校", ""])
def test_others_that_are_joined_close_a_list(joint: str, gone: str) -> None:
    """及其他 is cut otherwise than 和其他, and joins as well."""
    inner = "" if gone else ", schools"
    source = f"本条例适用于工厂、医院、学校{joint}公共场所。"
    told = _told(
        "zh", source, f"These rules apply to factories, hospitals{inner} and other public places."
    )
    assert any(gone in text for text in told) if gone else not told


TOWNS = {"Bergen": "卑尔根", "Lisbon": "里斯本", "Nagasaki": "长崎", "Munich": "慕尼黑"}


@pytest.mark.parametrize("gone", ["Galway", "Tromsø", "Ypsilanti"])
@pytest.mark.parametrize("place", [1, 2])
@pytest.mark.parametrize("kept", ["", "某地"])
def test_a_name_that_no_lexicon_knows_is_counted(gone: str, place: int, kept: str) -> None:
    """Between two that are surely there; written by its sound it has a member of its own."""
    names, said = [*TOWNS], [*TOWNS.values()]
    names.insert(place, gone)
    said[place:place] = [kept] if kept else []
    source = f"The loans came from museums in {', '.join(names[:-1])} and {names[-1]}."
    target = f"展品借自{'、'.join(said[:-1])}和{said[-1]}的博物馆。"
    assert any(gone in text for text in _told("en", source, target)) is not bool(kept)
