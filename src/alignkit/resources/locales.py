"""Languages as resource files spell them: in keys, file names and folders."""

from __future__ import annotations

import re
from pathlib import PurePath

# ISO 639-1, by which software names its locales, and the three-letter codes of Chinese.
CODES = frozenset(
    "aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cv cy da de dv "
    "dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia "
    "id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln "
    "lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa "
    "pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg "
    "th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
    "yue lzh cmn wuu hak nan".split()
)
# A language with a script or region: zh, zh-CN, zh_Hans_CN, zh-rCN of Android.
LOCALE = re.compile(r"([a-z]{2,3})((?:[-_]r?[A-Za-z]{2,4}|[-_]\d{3})*)")
_SUBTAG = re.compile(r"r?[A-Z]{2}|[A-Z][a-z]{3}|\d{3}|[a-z]{2}|[a-z]{4}")
_ANDROID = re.compile(r"values(?:-([a-z]{2,3}(?:-r[A-Z]{2})?))?|values-b\+([A-Za-z+]+)")


def named(code: str) -> str:
    """Return the language of a locale, "" where the word is none.

    >>> named("zh-CN"), named("en_US"), named("zh-Hans"), named("title")
    ('zh', 'en', 'zh', '')
    """
    match = LOCALE.fullmatch(code)
    if match is None or match[1] not in CODES:
        return ""
    tags = re.split("[-_]", match[2])[1:]
    return match[1] if all(_SUBTAG.fullmatch(tag) for tag in tags) else ""


def primary(code: str) -> str:
    """Return the language of a locale, or the code itself where it is none that is known.

    >>> primary("zh-Hans"), primary("tlh")
    ('zh', 'tlh')
    """
    return named(code) or code


def spelled(path: str) -> str:
    """Return the locale that a file's name or the nearest folder names, "" where none does.

    >>> spelled("locales/zh-CN/app.json"), spelled("res/values-zh-rCN/strings.xml")
    ('zh-CN', 'zh-CN')
    >>> spelled("lib/l10n/app_en.arb"), spelled("zh-Hans.lproj/Main.strings"), spelled("a/b.json")
    ('en', 'zh-Hans', '')
    """
    pure = PurePath(path)
    found = _in_name(pure.name)
    for part in () if found else reversed(pure.parts[:-1]):
        android = _ANDROID.fullmatch(part)
        if android:
            return (android[1] or android[2] or "").replace("-r", "-").replace("+", "-")
        if named(part.partition(".")[0]):
            return part.partition(".")[0]
    return found


def _in_name(name: str) -> str:
    """Return the locale that ends a file's name, or begins it before a point."""
    bare = name.rpartition(".")[0] or name
    starts = [0, *(place + 1 for place, mark in enumerate(bare) if mark in "._-")]
    ends = [bare[start:] for start in starts]
    return next((word for word in (*ends, bare.partition(".")[0]) if named(word)), "")


def without_locale(path: str) -> str:
    """Return a path with its locale taken out, the same for all languages of one file.

    >>> without_locale("app_en.arb"), without_locale("x/app.zh-CN.json"), without_locale("app.json")
    ('app_{}.arb', 'x/app.{}.json', 'app.json')
    """
    pure = PurePath(path)
    found = _in_name(pure.name)
    if not found:
        return path
    place = pure.name.rfind(found, 0, pure.name.rfind(".") + 1)
    name = pure.name[:place] + "{}" + pure.name[place + len(found) :]
    return pure.with_name(name).as_posix()
