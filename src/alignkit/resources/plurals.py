"""Plural forms: which categories a language has, and how keys spell them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from alignkit.resources.entries import Value

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
# The categories whole numbers fall into, by language (Unicode CLDR 45, plurals.xml); the languages
# of the first line have one form.
_ONE_FORM = "zh yue ja ko th vi id ms lo my"
_FORMS = {
    "one other": "en de nl sv da nb nn no fi et el hu tr bg it es pt fr ca gl eu hi bn fa ur",
    "one few many other": "ru uk be pl lt",
    "one few other": "cs sk hr sr bs ro",
    "one two other": "he iw",
    "zero one other": "lv",
    "zero one two few many other": "ar cy",
    "one two few other": "sl",
}
FORMS = dict.fromkeys(_ONE_FORM.split(), ("other",)) | {
    lang: tuple(forms.split()) for forms, langs in _FORMS.items() for lang in langs.split()
}
# i18next's older spelling of a second form.
_OLD = "plural"
_SUFFIX = re.compile(rf"(.+)_({'|'.join((*CATEGORIES, _OLD))})", re.DOTALL)
_NESTED = re.compile(rf"(.+)\.({'|'.join(CATEGORIES)})", re.DOTALL)


def required(lang: str) -> tuple[str, ...]:
    """Return the categories that a language needs; none are known of most languages.

    >>> required("zh"), required("en"), required("tlh")
    (('other',), ('one', 'other'), ())
    """
    return FORMS.get(lang, ())


def by_number(count: int, lang: str) -> tuple[str, ...]:
    """Return the categories of so many forms that a file numbers from 0, as gettext and Qt do.

    >>> by_number(1, "zh"), by_number(2, ""), by_number(3, "ru")
    (('other',), ('one', 'other'), ('one', 'few', 'many'))
    """
    if count == 1:
        return ("other",)
    if count == 2:
        return ("one", "other")
    known = required(lang)
    held = known if len(known) >= count else ("one", "few", "many", "other", "two", "zero")
    return tuple(held[n] if n < len(held) else str(n) for n in range(count))


def told_by_keys(values: Sequence[Value]) -> tuple[Value, ...]:
    """Return values whose keys spell plural forms, `file_one` or `file.one`, with the form apart.

    A key spells one only where its fellow of the category `other` (or `_plural`) is there too.
    """
    keys = {value.entry.key for value in values}
    return tuple(_told(value, keys) for value in values)


def _told(value: Value, keys: set[str]) -> Value:
    key = value.entry.key
    for form, join in ((_NESTED, "."), (_SUFFIX, "_")):
        match = form.fullmatch(key)
        if match and f"{match[1]}{join}other" in keys:
            return _with(value, match[1], match[2])
    match = _SUFFIX.fullmatch(key)
    if match and match[2] == _OLD and match[1] in keys:
        return _with(value, match[1], "other")
    if f"{key}_{_OLD}" in keys:
        return _with(value, key, "one")
    return value


def _with(value: Value, key: str, plural: str) -> Value:
    return replace(value, entry=replace(value.entry, key=key, plural=plural))
