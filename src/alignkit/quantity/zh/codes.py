"""Numbers in Chinese text that count nothing: list and article numbers, codes, versions, names."""

from __future__ import annotations

import re
from decimal import Decimal

from alignkit.deferred import deferred
from alignkit.quantity.citing import of_a_table
from alignkit.quantity.draft import Draft
from alignkit.quantity.numerals import chinese
from alignkit.types.quantity import Kind, Mark

_ITEM_HEAD = deferred(
    r"[（(]\s?(?P<a>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[)）]|(?P<b>\d{1,2})\s?(?:[.、．](?!\d)|[)）])"
    r"|(?P<c>[一二三四五六七八九十]{1,3})(?:、|是[^\u4e00-\u9fff]?)"
)
# 十六、十七世纪 begins no list.
_ERA = deferred(r"[0-9一二三四五六七八九十]{1,3}\s?(?:世纪|年代)")
_ITEM_INNER = deferred(r"[（(](\d{1,2})[)）]")
# Within a line a numeral in words is an item's where a mark stands before it: …：（一）…；（二）
_ITEM_LISTED = deferred(r"[：:；;。][（(]([一二三四五六七八九十]{1,3})[)）]")
# 附件一, not 附件一起
_ANNEX = deferred(r"附(?:件|录|錄|表|图|圖)\s?$")
_ANNEXED = deferred(r"[一二三四五六七八九十]{1,3}(?![般样樣起同些并旦定直个個份张张部章节節页頁])")
_PHONE = deferred(
    r"(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-\d{7,8}|[48]00-\d{3}-?\d{4})"
    r"(?!\d|\s?[%名人元个家户次件台吨亩万亿股只条项岁年位])"
)
_VERSION = deferred(r"\d+(?:\.\d+){2,}|\d+\.\d+(?=\s?版)")
_CITED = deferred(r"\d{1,3}(?:\s?[-–,，]\s?\d{1,3})*(?=\])")
_DOCUMENT = deferred(r"[〔\[]\d{4}[〕\]]\s?(?:第\s?)?\d+\s?号")
_CODE = deferred(r"[A-Za-z0-9]+(?:[-./][A-Za-z0-9]+)*")
_CODE_BEFORE = deferred(r"[A-Za-z][A-Za-z0-9]*[-‑–/]?$")
_NUMBER_IN_NAME = deferred(r"(?:19|20)\d\d")
_NAMES = deferred(
    r"(?:制造|议程|愿景|战略|计划|规划|纲要|行动|目标|倡议|展望|世博会|奥运会|智造|白皮书)\s?$"
)
_HOTLINE = deferred(
    r"(1[12]\d|12345|12315|12306|95\d{3})(?=\s?(?:急救|指挥|电话|报警|热线|火警|救护|服务热线|接警|台))"
)
_SERIES = deferred(r"(?P<n>[一二三四五六七八九十])(?P<w>[论评谈问])(?=[\u4e00-\u9fff《“])")
_CONGRESS = deferred(
    r"(?P<n>十[一二三四五六七八九]|二十[一二三四五]?|[七八九]|十)大(?=[^\u4e00-\u9fff]|[报精代召以党后前的会和提决定开闭胜主部关]|$)"
)
_RUN = deferred(
    r"连(?P<n>[二三四五六七八九十])(?P<w>[黑跌涨阳阴降升胜败冠])|(?P<m>[二三四五六七八九十])连(?P<v>[黑跌涨阳阴降升胜败冠霸])"
)


def read_code(text: str, start: int, floor: int) -> Draft | None:
    """Read a number that is a label, or None."""
    before = text[max(0, start - 8) : start]
    head = text[start]
    item = _item(text, start, before)
    if item:
        return item
    annexed = _ANNEXED.match(text, start) if _ANNEX.search(before) else None
    reading = chinese(annexed[0]) if annexed else None
    if annexed and reading:
        return Draft(Kind.COUNT, start, annexed.end(), reading.low, reading.low, "no")
    if head in "连二三四五六七八九十":
        form = _form(text, start, before)
        if form:
            return form
    if not head.isdigit() or not head.isascii():
        return None
    numbered = of_a_table(text, start)
    if numbered:
        return numbered
    match = _PHONE.match(text, start)
    if match:
        return Draft(Kind.PHONE, start, match.end())
    match = _VERSION.match(text, start)
    if match and not re.match(r"\d{4}\.\d{1,2}\.\d{1,2}$", match[0]):
        begin = start - 1 if before[-1:] in "vV" and before else start
        return Draft(Kind.VERSION, begin, match.end())
    if before.endswith("[") and (match := _CITED.match(text, start)):
        return Draft(Kind.CITATION, start, match.end())
    if before[-1:] in ("〔", "[") and (match := _DOCUMENT.match(text, start - 1)):
        return Draft(Kind.NAME, start, match.end())
    latin = _CODE_BEFORE.search(before)
    if latin and start - len(latin[0]) >= floor and not _is_sign(latin[0]):
        code = _CODE.match(text, start - len(latin[0]))
        if code:
            return Draft(Kind.MODEL, code.start(), code.end())
    if _HOTLINE.match(text, start):
        return Draft(Kind.NAME, start, start + len(_HOTLINE.match(text, start)[1]))  # type: ignore[index]
    return _year_in_name(text, start, before)


def _item(text: str, start: int, before: str) -> Draft | None:
    line_start = start == 0 or not before.strip() or before.rstrip(" \t（(").endswith("\n")
    opened = before[-1:] in ("(", "（")
    if opened and re.match(r"\d{1,2}[)）]\s?[日号]", text[start : start + 6]):
        return None
    if opened:
        outer = text[max(0, start - 9) : start - 1]
        line_start = start == 1 or not outer.strip() or outer.rstrip(" \t").endswith("\n")
        match = (
            _ITEM_HEAD.match(text, start - 1)
            if line_start
            else _ITEM_INNER.match(text, start - 1) or _ITEM_LISTED.match(text, start - 2)
        )
        if match:
            raw = match[1]
            return _numbered(start - 1, match.end(), raw)
        return None
    if line_start:
        match = _ITEM_HEAD.match(text, start)
        if match and not match["a"] and not _ERA.match(text, match.end()):
            return _numbered(start, match.end(), match["b"] or match["c"])
    return None


def _numbered(start: int, end: int, raw: str) -> Draft | None:
    reading = chinese(raw)
    if reading is None:
        return None
    return Draft(Kind.ITEM, start, end, reading.low, reading.low)


def _form(text: str, start: int, before: str) -> Draft | None:
    match = _CONGRESS.match(text, start)
    if (
        match
        and not before.endswith(("第", "前", "最", "世界"))
        and (len(match["n"]) > 1 or before[-1:] in "党的")
    ):
        reading = chinese(match["n"])
        if reading:
            return Draft(
                Kind.ORDINAL,
                start,
                match.end(),
                reading.low,
                reading.low,
                "大",
                marks=[Mark.CONGRESS],
            )
    match = _SERIES.match(text, start)
    if match and re.search(r"[-—:：]\s?$|^\s*$|[《“]$", before):
        reading = chinese(match["n"])
        if reading:
            draft = Draft(Kind.ORDINAL, start, match.end(), reading.low, reading.low, match["w"])
            draft.marks.append(Mark.SERIES)
            return draft
    begin = start - 1 if before.endswith("连") else start
    match = _RUN.match(text, begin)
    if match:
        reading = chinese(match["n"] or match["m"])
        if reading:
            return Draft(
                Kind.COUNT,
                begin,
                match.end(),
                reading.low,
                reading.low,
                "",
                marks=[Mark.CONSECUTIVE],
            )
    return None


_SIGNS = frozenset(
    """
    RM RMB CNY USD EUR HKD Rs TWD NTD JPY SGD MOP Rp GBP AUD CAD INR KRW CHF VND THB
    """.split()
)


def _is_sign(latin: str) -> bool:
    return latin in _SIGNS


def _year_in_name(text: str, start: int, before: str) -> Draft | None:
    match = _NUMBER_IN_NAME.match(text, start)
    if not match:
        return None
    following = text[match.end() : match.end() + 3].lstrip(" ")
    if following[:1].isdigit() or following[:1] in (
        "年",
        ".",
        ",",
        "-",
        "/",
        "~",
        "–",
        "—",
        "至",
        "到",
        "%",
    ):
        return None
    if not _NAMES.search(before):
        return None
    if re.match(
        r"\s?[个名人位家户台辆万亿多余元件项次吨亩米字度份]", text[match.end() : match.end() + 4]
    ):
        return None
    value = Decimal(match[0])
    return Draft(Kind.NAME, start, match.end(), value, value)


def model(text: str, start: int, end: int) -> Draft | None:
    """Read a code that begins with digits: 5G, 3D, 4K; None where no letter follows."""
    match = re.match(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*", text[end : end + 24])
    if not match or not text[start].isascii():
        return None
    return Draft(Kind.MODEL, start, end + match.end())
