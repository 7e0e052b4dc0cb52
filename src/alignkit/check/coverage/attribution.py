"""Who says it: attributions that the translation keeps under another name or a pronoun."""

from __future__ import annotations

import re

# 西塔拉曼指出, 据俄罗斯卫星网报道, 携程数据显示
_SAYS = "(?:指出|表示|强调|介绍|认为|相信|透露|宣布|补充|解释|坦言|直言|报道|报导|显示|披露|[说称])"
_SOURCE = re.compile(_SAYS)
_WHOLE = re.compile(rf"[^，。；：！？“”]{{1,14}}{_SAYS}+(?:道|说|称)?")
_SAID = re.compile(
    r"\b(?:said|says?|saying|not(?:es|ed|ing)|point(?:s|ed|ing) out|stress(?:es|ed|ing)"
    r"|emphasi[sz](?:es|ed|ing)|affirm(?:s|ed)|add(?:s|ed)|believ(?:es?|ed|ing)|stat(?:es|ed)"
    r"|t(?:ells?|old)|explain(?:s|ed)?|announc(?:es|ed)|report(?:s|ed|ing)?|according|opinion|view"
    r"|indicat(?:es?|ed|ing)|show(?:s|ed|n|ing)?|reveal(?:s|ed|ing)?|disclos(?:es|ed|ing)"
    r"|introduc(?:es|ed)|thinks?|thought|claim(?:s|ed|ing)?|remark(?:s|ed)|mention(?:s|ed))\b",
    re.I,
)


def kept(stretch: str, source: str, target: str) -> bool:
    """Tell whether a stretch is an attribution, and the translation has as many as its source.

    >>> kept("西塔拉曼指出", "西塔拉曼指出，销量下跌。", "She pointed out that sales fell.")
    True
    >>> kept("西塔拉曼指出", "西塔拉曼指出，销量下跌。", "Sales fell.")
    False
    """
    if not _WHOLE.fullmatch(stretch):
        return False
    return len(_SAID.findall(target)) >= len(_SOURCE.findall(source))
