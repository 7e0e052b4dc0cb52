"""Errors in Chinese: each editor proposes changes that leave a sentence one could have written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from bench.seeding.change import Change, english_word, swaps
from bench.texts.data import Half

_FIGURE = re.compile(r"(?<![\w.,/:．-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,/:A-Za-z-])|"
                     r"(?<![A-Za-z\d.,/:．-])\d+(?:\.\d+)?(?![\d,/:-]|\.\d)")  # fmt: skip
_MEASURES = "个名家位年天次种项人所座条岁倍成只张件台辆艘架间栋株头部支场分页章届轮批组"
_NUMERAL = "二两三四五六七八九十百千万亿\\d"
_NAMED = re.compile(rf"(?<![第零〇一百千万亿点十])([二两三四五六七八九])(?=[{_MEASURES}])"
                    r"(?!人称|次元|次方|部曲|分之|年级|成)")  # fmt: skip
_AMOUNT = r"(?:约|大约|近|其中)?(?:[\d一二两三四五六七八九十百千万亿几半]|[￥$€])"

Token = tuple[int, int, str]


@lru_cache(maxsize=1)
def _tagger() -> Any:
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    return jieba.posseg.POSTokenizer(jieba.Tokenizer())


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text: start, end, part of speech."""
    found, place = [], 0
    for word in _tagger().lcut(text):
        found.append((place, place + len(word.word), word.flag))
        place += len(word.word)
    return tuple(found)


def whole(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch begins and ends where words do."""
    held = tokens(text)
    return any(t[0] == start for t in held) and any(t[1] == end for t in held)


def digit(text: str, source: str, half: Half) -> Iterator[Change]:
    """Another digit in a figure, or another small numeral before a measure word."""
    for match in _FIGURE.finditer(text):
        if _named(text, match):
            continue
        for place, old in enumerate(match[0]):
            if old.isdigit() and (place or len(match[0]) == 1 or old != "1"):
                new = "2468135291"[int(old)] if old != "9" else "6"
                yield Change(match.start() + place, match.start() + place + 1, new)
    for match in _NAMED.finditer(text):
        if whole(text, match.start(), match.end()) or whole(text, match.start(), match.end() + 1):
            new = dict(zip("二两三四五六七八九", "三三四五六七八九八", strict=True))[match[1]]
            yield Change(*match.span(), new)


def _named(text: str, match: re.Match[str]) -> bool:
    """Tell whether a figure counts or measures nothing: a marker, a date, a version, a p value."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(
        re.match(r"\s?[年月日号条款章节楼]", after)
        or re.search(r"(?:第|图|表|[A-Za-z.)）]\s?|[Pp]\s?[<>=＞＜]\s?|[(（])$|^\W*$", before)
    )


_SCALES = {"百万": "千万", "千万": "百万", "亿": "万", "万": "亿", "千": "万", "兆": "亿"}
_SCALE = re.compile(r"(?<=[\d二两三四五六七八九十百几数])\s?(百万|千万|亿|万|千)"
                    r"(?![万亿\d一二三四五六七八九十])")  # fmt: skip


def magnitude(text: str, source: str, half: Half) -> Iterator[Change]:
    """Another magnitude, a decimal point moved, or a zero more or less."""
    for match in _SCALE.finditer(text):
        if not text.startswith("富翁", match.end()):
            yield Change(*match.span(1), _SCALES[match[1]])
    for match in _FIGURE.finditer(text):
        raw = match[0].replace(",", "")
        if _named(text, match) or re.match(r"\s?[%％]", text[match.end() :]):
            continue
        if re.fullmatch(r"\d+\.\d", raw):
            yield Change(*match.span(), raw.replace(".", "").lstrip("0"))
        elif raw.isdigit() and len(raw) >= 3 and not re.fullmatch(r"(?:19|20)\d\d", raw):
            new = int(raw) * 10 if int(raw) % 10 else int(raw) // 10
            yield Change(*match.span(), f"{new:,}" if "," in match[0] else str(new))


def unit(text: str, source: str, half: Half) -> Iterator[Change]:
    """Another unit of the kind behind a number."""
    for swap in swaps("unit", half):
        if not english_word(swap.english).search(source) and not (
            "%" in swap.english and "%" in source
        ):
            continue
        forms = "|".join(map(re.escape, sorted(swap.chinese, key=len, reverse=True)))
        letters = r"(?![A-Za-z/])" if re.search(r"[A-Za-z]$", swap.chinese[0]) else ""
        for match in re.finditer(rf"(?<=[{_NUMERAL}余多半几])\s?({forms}){letters}", text):
            if match[1] == "年" and _is_date(text, match):
                continue
            if re.search(r"(?<![\d十百千万])[多余几]$|第.{1,3}$", text[: match.start()]):
                continue  # 多年, 几天, 第二天: no figure that another unit would make wrong
            if match[1] in ("米", "克", "元", "升") and re.match(r"[素隆]", text[match.end() :]):
                continue
            at = swap.chinese.index(match[1])
            yield Change(*match.span(1), swap.other_chinese[min(at, len(swap.other_chinese) - 1)])


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Tell whether a year is a date, an age or part of a word, not a length of time."""
    return bool(re.search(r"(?:\d{4}|[一二三四五六七八九零〇]{3,4}|第[\d一二三四五六七八九十]+|"
                          r"[\d一二三四五六七八九十]0|九)$", text[: match.start(1)])
                or re.match(r"[代级度初底末终\d一二三四五六七八九十]",
                            text[match.end() :]))  # fmt: skip


_WEEK = "一二三四五六"


def date(text: str, source: str, half: Half) -> Iterator[Change]:
    """Another month, day, year, decade or weekday."""
    for match in re.finditer(r"(?<![\d.])(\d{1,2})(?=月(?!球|光|亮))", text):
        if 1 <= int(match[1]) <= 12:
            yield Change(*match.span(), str(int(match[1]) % 12 + 1))
    for match in re.finditer(r"(?<![\d.])(\d{1,2})(?=[日号](?!线|楼|机|院|病|文))", text):
        if 1 <= int(match[1]) <= 31:
            yield Change(*match.span(), str(int(match[1]) + 1 if int(match[1]) < 28 else 18))
    for match in re.finditer(r"(?<!\d)((?:19|20)\d\d)(?=\s?年(?!代))", text):
        yield Change(*match.span(), str(int(match[1]) - 1))
    for match in re.finditer(r"(?<!\d)((?:19|20)?\d0)(?=年代)", text):
        yield Change(*match.span(), str(int(match[1]) - 10 if match[1] != "10" else 20))
    for match in re.finditer(r"(?:星期|周|礼拜)([一二三四五六日天])(?![年届次个])", text):
        if whole(text, *match.span()):
            at = _WEEK.find(match[1])
            yield Change(*match.span(1), _WEEK[(at + 1) % 6])


_BOUNDS = {
    "不超过": "不少于", "不多于": "不少于", "不少于": "不超过", "不低于": "不高于",
    "不高于": "不低于", "超过": "不到", "多于": "少于", "大于": "小于", "高于": "低于",
    "逾": "不足", "不到": "超过", "不足": "超过", "低于": "高于", "少于": "多于",
    "小于": "大于", "至少": "至多", "最少": "最多", "最多": "最少", "至多": "至少",
    "将近": "超过", "接近": "超过", "近": "超",
}  # fmt: skip
_BOUND = re.compile(rf"(?<![最附临不相远])(?:{'|'.join(sorted(_BOUNDS, key=len, reverse=True))})"
                    rf"(?:了)?(?={_AMOUNT})(?!一[步般点些]|[几\d一二两三十百]+[年天日]来?)"
                    )  # fmt: skip
_BEHIND = {"以上": "以下", "以下": "以上", "以内": "以上", "之内": "以上"}


def bound(text: str, source: str, half: Half) -> Iterator[Change]:
    """A bound turned round."""
    for match in _BOUND.finditer(text):
        old = match[0].removesuffix("了")
        yield Change(match.start(), match.start() + len(old), _BOUNDS[old])
    for match in re.finditer(rf"(?<=[{_NUMERAL}%％年岁个名人元天月米里家小时钟倍者周吨])"
                             rf"(?:{'|'.join(_BEHIND)})", text):  # fmt: skip
        yield Change(*match.span(), _BEHIND[match[0]])


_WAYS = {
    "增加": "减少", "减少": "增加", "增长": "下降", "下降": "上升", "上升": "下降",
    "上涨": "下跌", "下跌": "上涨", "下滑": "上升", "上调": "下调", "下调": "上调",
    "缩小": "扩大", "减缓": "加快",
    "升高": "降低", "降低": "升高", "减弱": "增强", "增强": "减弱", "缩短": "延长",
    "延长": "缩短", "回升": "回落", "回落": "回升", "减轻": "加重", "增多": "减少",
    "增高": "降低", "高于": "低于", "低于": "高于", "飙升": "暴跌", "暴跌": "飙升",
    "最高": "最低", "最低": "最高",
    "上行": "下行", "下行": "上行", "上扬": "下挫", "攀升": "下滑", "更高": "更低",
    "更低": "更高", "较高": "较低", "较低": "较高", "更大": "更小", "更多": "更少",
    "较大": "较小", "更少": "更多", "上调了": "下调了", "加重": "减轻", "激增": "骤减",
}  # fmt: skip


def direction(text: str, source: str, half: Half) -> Iterator[Change]:
    """A rise said as a fall, or a fall as a rise."""
    yield from _tokens(text, _WAYS, r"(?:人民法院|人民检察院|[一-龥]{0,2}(?:意识|认识|警惕|站位))",
                       "")  # fmt: skip


def _tokens(text: str, table: Mapping[str, str], after: str, before: str) -> Iterator[Change]:
    """Propose the other word for each word of the table that stands alone."""
    for start, end, _ in tokens(text):
        new = table.get(text[start:end])
        if new is None or (after and re.match(after, text[end:])):
            continue
        if not (before and re.search(before + "$", text[:start])):
            yield Change(start, end, new)


_NEGATIONS = {
    "不能": "能", "不会": "会", "不是": "是", "无法": "能够", "不再": "仍然", "从未": "曾经",
    "不得": "可以", "禁止": "允许", "不应": "应", "不可": "可", "尚未": "已经", "未能": "得以",
    "不必": "必须", "不愿": "愿意", "不同意": "同意", "不宜": "宜", "不需要": "需要",
    "不想": "想", "并非": "正是", "未必": "必定", "并不": "确实", "不用": "要", "严禁": "允许",
    "不利": "有利", "毫无": "颇有", "缺乏": "具有", "缺少": "拥有", "拒绝": "同意",
    "从不": "总是", "没能": "终于", "不大": "很大", "不可能": "很可能", "不行": "可以",
    "不足": "充足", "不允许": "允许", "不存在": "存在", "不包括": "包括", "不知": "知道",
    "不明": "明确", "不良": "良好", "否认": "承认", "反对": "赞成", "不许": "可以",
}  # fmt: skip
_AFFIRMED = {
    "可以": "不可以", "能够": "不能", "支持": "不支持", "应当": "不应当", "已经": "尚未",
    "允许": "不允许", "需要": "不需要", "必须": "不必", "同意": "不同意", "应该": "不应该",
    "希望": "不希望", "愿意": "不愿意", "会": "不会", "能": "不能", "适合": "不适合",
    "属于": "不属于", "包括": "不包括", "存在": "不存在", "相信": "不相信", "赞成": "反对",
}  # fmt: skip
_AFFIRM = r"[不没未无否别莫就只也才都还]|是否|能不|的|更|最|可|之"


def negation(text: str, source: str, half: Half) -> Iterator[Change]:
    """A negation lost, or one too many."""
    if re.search(r"不是.{1,20}(?:而是|就是)|不仅|不但|除非|[吗？?]", text):
        return
    yield from _tokens(text, _NEGATIONS, r"不|只|少|已|罢|说|知", r"[不非无是也]")
    held = tokens(text)
    for at, (start, end, _) in enumerate(held[:-1]):
        word, following = text[start:end], held[at + 1]
        if word == "没有" and following[2].startswith(("n", "a")):
            yield Change(start, end, "有")
        elif word in ("没有", "没", "未", "未曾") and following[2] == "v":
            rest = text[following[0] : following[1]]
            if len(rest) == 2 and not re.match(r"[过了着到]", text[following[1] :]):
                yield Change(start, following[1], f"{rest}了")
        elif word == "不" and following[2] == "v" and following[1] - following[0] == 2:
            yield Change(start, end, "")
        elif (
            word == "是"
            and following[2].startswith(("n", "m", "r"))
            and at
            and held[at - 1][2].startswith(("n", "r"))
        ):
            yield Change(start, end, "不是")
    for change in _tokens(text, _AFFIRMED, r"[的不是性否]|$", _AFFIRM):
        if not re.search(r"[不没未无非]", text[max(0, change.start - 6) : change.end + 6]):
            yield change


_MODALS = {
    "必须": "可以", "应当": "可以", "应该": "可以", "可能": "肯定", "或许": "肯定",
    "也许": "肯定", "需要": "可以", "须": "可", "一定": "可能", "有望": "必将",
    "可选": "必选", "允许": "要求", "务必": "可以", "必需": "可选", "大概": "肯定",
    "可以": "必须", "应": "可", "必然": "可能", "可能会": "必定会",
    "似乎": "确实", "预计": "确定", "预期": "确定", "推荐": "要求", "建议": "要求",
    "可能性": "必然性", "想必": "未必", "肯定": "可能", "不妨": "必须",
}  # fmt: skip


def modality(text: str, source: str, half: Half) -> Iterator[Change]:
    """A duty made a permission, a possibility a certainty, or the other way round."""
    if re.search(r"[吗？?]", text):
        return
    held = {start: flag for start, _, flag in tokens(text)}
    ends = {end: start for start, end, _ in tokens(text)}
    for change in _tokens(text, _MODALS, r"[的性说见不是说，。；！]|$|程度|程度|量|程度",
                          r"[不没无未是很的有这那所尽只也才都还一]|请$|尽"):  # fmt: skip
        old = text[change.start : change.end]
        if old in ("建议", "要求", "需要", "预期", "允许") and (
            held.get(change.end, "x")[0] not in "vd"
            or held.get(ends.get(change.start, 0), "x")[0] in "vu"
        ):
            continue
        yield change


def name(text: str, source: str, half: Half) -> Iterator[Change]:
    """Another person, place or body of the kind."""
    for swap in swaps("name", half):
        if not english_word(swap.english).search(source):
            continue
        if any(form in text for form in swap.other_chinese) and len(swap.other_chinese[0]) > 1:
            continue
        for form, match in _mentions(text, swap.chinese):
            new = swap.other_chinese[min(swap.chinese.index(form), len(swap.other_chinese) - 1)]
            token = next((t for t in tokens(text) if t[0] == match.start()), None)
            if len(form) == 1:
                # A surname begins a name of two or three characters.
                if token and token[2] == "nr" and 2 <= token[1] - token[0] <= 3:
                    yield Change(*match.span(), new)
            elif whole(text, *match.span()):
                yield Change(*match.span(), new)


def _mentions(text: str, forms: tuple[str, ...]) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each form's places; a longer form covers the shorter ones in it."""
    longest = sorted(forms, key=len, reverse=True)
    for match in re.finditer("|".join(map(re.escape, longest)), text):
        yield match[0], match


def _swapped(kind: str, text: str, source: str, half: Half) -> Iterator[Change]:
    for swap in swaps(kind, half):
        if not english_word(swap.english).search(source):
            continue
        if any(len(form) > 1 and form in text for form in swap.other_chinese):
            continue
        for form, match in _mentions(text, swap.chinese):
            if whole(text, *match.span()):
                at = min(swap.chinese.index(form), len(swap.other_chinese) - 1)
                yield Change(*match.span(), swap.other_chinese[at])


def term(text: str, source: str, half: Half) -> Iterator[Change]:
    """A neighbouring notion of the field for the one meant."""
    for change in _swapped("term", text, source, half):
        # A single character that is a word of its own is more often part of an idiom.
        if change.end - change.start > 1:
            yield change


def counted(text: str, source: str, half: Half) -> Iterator[Change]:
    """The right number of another thing."""
    near = re.compile(rf"(?:[{_NUMERAL}几]|数[百千万]|[十百千万\d]余)\s?(?:多|余)?"
                      rf"(?:[{_MEASURES}例]|多家)?(?:[一-龥]{{2}})?$")  # fmt: skip
    for change in _swapped("counted", text, source, half):
        if near.search(text[: change.start]) and not re.search(r"第\S{1,3}$", text[: change.start]):
            yield change
