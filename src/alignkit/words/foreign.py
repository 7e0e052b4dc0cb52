"""Foreign names written in Chinese characters, matched with their spelling by sound."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from alignkit.words.lexicon import expected, readings
from alignkit.words.numbered import Words

# Characters that Chinese uses for the sounds of foreign names.
_SOUNDS = (
    "阿埃艾爱安昂奥巴芭白拜班邦包鲍贝本比彼宾波伯勃博布查昌达大戴黛丹道得德登邓狄迪蒂第丁东都杜顿多厄恩尔法凡范菲"
    "费芬丰弗伏夫芙福富盖甘冈高戈哥格葛根古瓜圭哈海韩汉豪赫亨洪胡华怀惠霍基吉加佳贾简姜杰捷金津君喀卡凯坎康考柯科"
    "可克肯孔库夸奎昆拉莱赖兰朗劳勒雷蕾黎李里理丽利莉列烈林琳龙隆卢鲁路露伦罗洛吕律马玛迈麦曼芒毛茂梅门蒙孟米密敏明"
    "摩莫默墨姆木穆拿纳娜乃奈南瑙内嫩能尼年涅宁纽农努诺欧帕潘庞培佩彭皮平珀朴普齐奇恰钱强乔切琴青丘琼热仁日荣茹瑞"
    "若撒萨塞赛桑瑟森沙莎珊尚绍舍申圣施石史士舒斯司丝思松苏孙索塔太泰坦汤唐陶特腾提田铁廷亭通图托瓦万旺威韦维魏温翁沃"
    "乌吾伍武西希锡席夏香祥肖歇谢辛欣雄休修许雅亚延扬尧耀耶叶伊易因英永尤于约泽曾扎詹张哲珍芝治朱茨兹卓宗祖佐"
    "蓓岱朵滕姬娃薇蔡柴焦缪妮楠萝娅魁赞尊茜楚莲琪逊谟什"
)
_RUN = re.compile(rf"[{_SOUNDS}]{{2,9}}(?:·[{_SOUNDS}]{{1,9}})*")
_CHINESE = str.maketrans("bpdtgkqcfvwhlrnmsxzjy", "PPTTKKSSFFFFLLNNSSSS ")
_LATIN = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("sch|sh|ch|tch|zh|cz|cs|ts|tz|x|z|j|s", "S"),
        ("c(?=[eiy])", "S"),
        ("th", "T"),
        ("ph|gh", "F"),
        ("[gkqc]", "K"),
        ("[bp]", "P"),
        ("[dt]", "T"),
        ("[fvwh]", "F"),
        ("[lr]", "L"),
        ("[mn]", "N"),
        ("[^SKPTFLN]", ""),
    )
]
# Sounds that agree in so large a part are one name, spelled in two scripts; set by hand.
_ALIKE = 0.72
# Words of the language must sound more alike to be taken for a name, well-known ones never are.
_DOUBTFUL, _WORD_ALIKE = 0.25, 0.85
_KNOWN = 0.5


@lru_cache(maxsize=20_000)
def chinese_skeleton(name: str) -> str:
    """Return the consonants of a transliterated name, in rough classes.

    >>> chinese_skeleton("科热夫尼科夫"), latin_skeleton("kozhevnikov")
    ('KLFNKF', 'KSFNKF')
    """
    held = ""
    for character in name:
        held = _joined(held, _consonants(character))
    return held


def chinese_skeletons(text: str, longest: int) -> frozenset[str]:
    """Return the consonants of every two and more neighbouring characters, up to so many.

    >>> sorted(chinese_skeletons("科热夫", 3))
    ['KL', 'KLF', 'LF']
    """
    sounds = [_consonants(character) for character in text]
    found = set()
    for start, held in enumerate(sounds):
        for sound in sounds[start + 1 : start + longest]:
            held = _joined(held, sound)
            found.add(held)
    return frozenset(found)


def _joined(held: str, sounds: str) -> str:
    """Return consonants one after the other, those that follow themselves once."""
    for sound in sounds:
        if held[-1:] != sound:
            held += sound
    return held


@lru_cache(maxsize=20_000)
def _consonants(character: str) -> str:
    syllable = min(readings().get(character, ("",)))
    first = "s" if syllable[:2] in ("zh", "ch", "sh") else syllable[:1]
    sound = first.translate(_CHINESE).strip().upper() if first not in "aeiou" else ""
    if syllable.endswith(("n", "ng")):
        return _joined("", f"{sound}N")
    return _joined("", f"{sound}L") if syllable in {"er", "e"} and character == "尔" else sound


@lru_cache(maxsize=20_000)
def latin_skeleton(word: str) -> str:
    """Return the consonants of a word in Latin letters, in the same rough classes."""
    for pattern, plain in _LATIN:
        word = pattern.sub(plain, word)
    return re.sub(r"(.)\1+", r"\1", word)


# That a name is written by its sound only a reader of Chinese needs to be told.
_NOTE = re.compile(r"[（(][^（）()]*音译[^（）()]*[)）]")


def notes(source: Words) -> dict[int, float]:
    """Return the words of notes that say that a name is written by its sound."""
    found: dict[int, float] = {}
    for note in _NOTE.finditer(source.text):
        low, high = bisect_left(source.starts, note.start()), bisect_right(source.ends, note.end())
        found.update(dict.fromkeys(range(low, high), 1.0))
    return found


def foreign_names(source: Words, target: Words) -> dict[int, float]:
    """Return the words of a Chinese text that sound like a capitalised word of the other one."""
    found: dict[int, float] = {}
    for likeness, places, _ in heard_alike(source, target):
        for place in places:
            found[place] = max(found.get(place, 0.0), likeness)
    return found


def foreign_words(source: Words, target: Words) -> dict[int, float]:
    """Return the capitalised words of a text that sound like a name in the Chinese one."""
    found: dict[int, float] = {}
    for likeness, _, places in heard_alike(target, source):
        for place in places:
            found[place] = max(found.get(place, 0.0), likeness)
    return found


def heard_alike(chinese: Words, latin: Words) -> Iterator[tuple[float, range, tuple[int, ...]]]:
    """Yield how alike a Chinese name and a spelled one sound, and the words of both."""
    runs = list(_runs(chinese))
    if not runs:
        return
    heard: list[tuple[str, tuple[int, ...]]] = []
    for at, (start, form) in enumerate(zip(latin.starts, latin.forms, strict=True)):
        if len(form) > 3 and latin.text[start].isupper():
            heard.append((latin_skeleton(form), (at,)))
    # Chinese hears the English th as a t or as an s: 汤普森, 史密斯.
    heard += [
        (latin_skeleton(latin.forms[at].replace("th", "s")), (at,))
        for _, (at,) in heard
        if "th" in latin.forms[at]
    ]
    heard = [(skeleton, places) for skeleton, places in heard if len(skeleton) >= 2]
    heard += [(a + b, (*own, *next_)) for (a, own), (b, next_) in pairwise(heard)]
    for name, places in runs:
        skeleton = chinese_skeleton(name)
        # A word that fills less than half of a name is a part of its sound: 赫拉 in 卡赫拉曼马拉什.
        words = [chinese.forms[at] for at in places if len(chinese.forms[at]) > 1]
        likely = max((expected(w) for w in words if 2 * len(w) >= len(name)), default=0.0)
        if len(skeleton) < (3 if likely > _DOUBTFUL else 2) or likely > _KNOWN:
            continue
        likeness, spelled = max(
            ((_likeness(skeleton, other), at) for other, at in heard), default=(0.0, ())
        )
        if likeness >= (_WORD_ALIKE if likely > _DOUBTFUL else _ALIKE):
            yield likeness, places, spelled


def runs(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of characters that a foreign name is written with, in a Chinese text."""
    return _RUN.finditer(text)


def _runs(source: Words) -> Iterator[tuple[str, range]]:
    """Yield the runs of characters that may be a name, part by part, with the words they fill."""
    for run in _RUN.finditer(source.text):
        start = run.start()
        for part in run[0].split("·"):
            end = start + len(part)
            places = range(bisect_left(source.starts, start), bisect_right(source.ends, end))
            if len(part) >= 2 and places:
                yield part, places
            start = end + 1


def _likeness(a: str, b: str) -> float:
    """Return how much of two skeletons is common, in order; short ones must agree entirely."""
    if abs(len(a) - len(b)) > 2 or (min(len(a), len(b)) < 3 and a != b):
        return 0.0
    return common_share(a, b)


def common_share(a: str, b: str) -> float:
    """Return how much of two skeletons is common, in order."""
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for at, y in enumerate(b, 1):
            above = row[at]
            row[at] = diagonal + 1 if x == y else max(above, row[at - 1])
            diagonal = above
    return 2 * row[-1] / (len(a) + len(b))
