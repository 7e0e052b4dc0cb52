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
    ("count", "gone"), [(count, gone) for count in (3, 4, 5) for gone in range(count)]
)
def test_an_item_without_member_is_told_in_chinese_sources(count: int, gone: int) -> None:
    """Whatever its place."""
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


@pytest.mark.parametrize(
    ("lang", "source", "target", "gone"),
    [
        ("zh", "水费、电费、物业管理费和网络费由乙方承担。",
         "Water, electricity and internet charges shall be borne by Party B.", "物业管理费"),
        ("zh", "本办法适用于工厂、学校和医院的工作人员。",
         "These measures apply to the staff of factories and hospitals.", "学校"),
        ("en", "The document covers peace, development and human rights.",
         "文件涉及和平与人权。", "development"),
        ("en", "We thank the authors of plugins, tools and translations that help us.",
         "我们感谢插件和翻译的作者对我们的帮助。", "tools"),
        ("en", "The shop sells fruit, such as apples, pears and grapes.",
         "这家店卖水果，比如苹果和葡萄。", "pears"),
        ("zh", "本品用于缓解轻至中度疼痛，如头痛、关节痛、牙痛、肌肉痛和痛经。",
         "For the relief of mild to moderate pain, including headache, joint pain, muscular pain "
         "and period pain.", "牙痛"),
        ("en", "Deliveries went to the navies of Norway, Canada and Portugal, reaching 3 units.",
         "已向挪威和葡萄牙海军交付，达3台。", "Canada"),
        ("en", "You can store them on a local disk, on an SFTP server or in any bucket.",
         "您可以把它们存放在本地磁盘，或任何存储桶中。", "SFTP"),
    ],
)  # fmt: skip
def test_common_nouns_and_shared_heads_are_told(
    lang: str, source: str, target: str, gone: str
) -> None:
    """What items share, what follows 的 or "such as", and 和 inside 和平 hide no lost item."""
    pairs = ak.Bitext.from_pairs([(source, target)], lang, "en" if lang == "zh" else "zh")
    found = ak.check(pairs, select=["COV"]).at_least("warning")
    assert any(gone in source[a:b] for finding in found for a, b in finding.source.spans)


PLACES = {"医院": "hospitals", "学校": "schools", "铅笔": "pencils", "橡皮": "erasers"}


@pytest.mark.parametrize(("one", "other"), [("医院", "学校"), ("铅笔", "橡皮")])
@pytest.mark.parametrize("kept", [0, 1, None])
@pytest.mark.parametrize("frame", ["such things as {}", "{} and other things"])
def test_two_among_others_are_a_list(one: str, other: str, kept: int | None, frame: str) -> None:
    """等 says that there are more: of the two that are named none may go, in whatever order."""
    source = f"本条例适用于{one}、{other}等物。"
    names = [PLACES[one], PLACES[other]]
    if kept is None:
        joint = " and " if frame.endswith("{}") else ", "
        said, gone = frame.format(joint.join(names)), ""
    else:
        said, gone = frame.format(names[kept]), (other, one)[kept]
    pair = (source, f"These rules apply to {said}.")
    found = ak.check([pair], select=["COV"]).at_least("warning")
    spans = [source[a:b] for finding in found for a, b in finding.source.spans]
    assert any(gone in text for text in spans) if gone else not spans


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Yi Wang, the State Councilor and Foreign Minister, presided at the meeting.",
         "国务委员兼外长王毅主持会议。"),
        ("During National Day, the shop holds many activities, such as prize drawings and "
         "discounts for visiting the shop.",
         "“十一”期间门店将推出不少活动，例如抽奖、到店立减等。"),
    ],
)  # fmt: skip
def test_what_a_person_is_and_what_leads_to_examples_are_no_items(source: str, target: str) -> None:
    """Commas around an apposition, and before "such as", make no list."""
    pairs = ak.Bitext.from_pairs([(source, target)], "en", "zh")
    assert not ak.check(pairs, select=["COV"]).at_least("warning")


@pytest.mark.parametrize("mark", ["，", "、"])
@pytest.mark.parametrize("opens", ["如", "包括"])
def test_a_list_that_commas_part_is_a_list(mark: str, opens: str) -> None:
    """Where something opens it and 等 closes it, whichever comma stands between."""
    source = f"他去过很多地方，{opens}北京{mark}上海{mark}广州等城市。"
    said = "He has been to many places, such as Beijing{} and Guangzhou."
    lost = ak.check([(source, said.format(""))], select=["COV"]).at_least("warning")
    assert "上海" in [source[a:b] for finding in lost for a, b in finding.source.spans]
    assert not ak.check([(source, said.format(", Shanghai"))], select=["COV"]).at_least("warning")


@pytest.mark.parametrize("names", [["Linux", "macOS", "Windows"], ["Nuxt", "SvelteKit", "Qwik"]])
@pytest.mark.parametrize("translated", [False, True])
def test_a_name_is_missed_where_its_siblings_are_kept_letter_for_letter(
    names: list[str], translated: bool
) -> None:
    """No lexicon knows such names; one that is translated has a member of its own."""
    source = f"The program runs on {names[0]}, {names[1]} and {names[2]}."
    inner = "、某系统" if translated else ""
    pairs = ak.Bitext.from_pairs(
        [(source, f"该程序可在{names[0]}{inner}和{names[2]}上运行。")], "en", "zh"
    )
    found = ak.check(pairs, select=["COV"]).at_least("warning")
    told = any(names[1] in source[a:b] for finding in found for a, b in finding.source.spans)
    assert told is not translated


def test_what_stands_before_a_preposition_is_no_item() -> None:
    """Only the last item is joined: 和 before the first mark says with whom."""
    pair = (
        "西塔拉曼是在和印度私人银行、非银行金融机构、住房银行等机构代表举行会议后做上述表态的。",
        "Sitharaman's statement was made after meeting with representatives from institutions such "
        "as Indian private banks, non-bank financial institutions and housing banks.",
    )
    assert not ak.check([pair], select=["COV"]).at_least("warning")


#: Lists of three and four whose other members are surely there: words near to them prove nothing.
COUNTED_ALONE = (
    ("方案的名称可以包含字母、数字、连字符和下划线。",
     "The name of a profile may contain letters, digits and underscores.", "连字符"),
    ("合同总价含税费、运费及保险费。", "The contract price includes taxes and freight.", "保险费"),
    ("公司向挪威、加拿大和葡萄牙海军交付了声呐。",
     "The company delivered sonars to the navies of Norway and Portugal.", "加拿大"),
    ("The name may contain letters, digits, hyphens and underscores.",
     "名称可以包含字母、数字和下划线。", "hyphens"),
    ("The price includes taxes, freight and insurance.", "价格含税费和运费。", "insurance"),
)  # fmt: skip


@pytest.mark.parametrize(("source", "target", "gone"), COUNTED_ALONE)
def test_the_count_tells_an_item_that_looks_like_its_siblings(
    source: str, target: str, gone: str
) -> None:
    """None of its words is rendered, all of its siblings are, and no member is left for it."""
    langs = ("zh", "en") if gone > "z" else ("en", "zh")
    found = ak.check(ak.Bitext.from_pairs([(source, target)], *langs), select=("COV",))
    loud = [finding for finding in found if finding.severity.rank >= 2]
    assert [gone in finding.source.spans[0].slice(finding.source.text) for finding in loud] == [
        True
    ]
