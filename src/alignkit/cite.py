"""How to name alignkit in a paper."""

from __future__ import annotations

from alignkit.version import __version__


def cite(style: str = "bibtex") -> str:
    """Return the citation of this version, as "bibtex" or "text".

    >>> cite("text").startswith("alignkit")
    True
    """
    if style == "text":
        return f"alignkit {__version__}: bilingual alignment and translation QA. Software."
    return (
        "@software{alignkit,\n"
        "  title = {alignkit: bilingual alignment and translation {QA}},\n"
        "  author = {{The alignkit authors}},\n"
        f"  version = {{{__version__}}},\n"
        "  license = {Apache-2.0}\n"
        "}"
    )
