"""A file of texts by key as a document: a block and a sentence for each text."""

from __future__ import annotations

from collections.abc import Collection

from alignkit.errors import InputError
from alignkit.types import Document


def read(
    data: bytes, name: str, lang: str | None, repair: bool | Collection[str] = True
) -> Document:
    """Read one language of a resource file; its texts stand as they are."""
    from alignkit.resources.join import document
    from alignkit.resources.locales import named
    from alignkit.resources.one_side import side
    from alignkit.resources.registry import told

    kind = told(name, data)
    assert kind is not None
    held = kind.load()(data, name)
    wanted = None if lang in (None, "auto") else lang
    if kind.languages == "any" and len(held) > 1 and wanted is None:
        langs = ", ".join(one.lang for one in held)
        raise InputError(name, f"it holds several languages ({langs})", "choose one with --lang")
    chosen = side(held, wanted)
    if not any(value.text.strip() for value in chosen.values):
        raise InputError(name, "there is no text in it", "give a file with text")
    return document(chosen, wanted if named(chosen.lang) != named(wanted or "") else None)
