"""What a caller asks to be linked: a bitext, one of its beads, or two texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alignkit.errors import OptionError
from alignkit.link.linking import LIKELY, linked, probabilities
from alignkit.types import Bitext, Signature
from alignkit.types.link import Links
from alignkit.words.script import han_share

if TYPE_CHECKING:
    from alignkit.embed import Encoder


def asked(
    source: Bitext | str,
    target: str | None,
    *,
    bead: int | None,
    langs: tuple[str | None, str | None],
    least: float | None,
    model: str | Encoder | None,
) -> Links:
    """Return the links that were asked for, or say what is amiss with the question."""
    bitext = _bitext(source, target, langs)
    if bead is not None and not 0 <= bead < len(bitext):
        raise OptionError(f"there is no bead {bead}; the bitext has {len(bitext)}, from 0")
    lowest = LIKELY if least is None else least
    if not 0 < lowest <= 1:
        raise OptionError(f"{lowest} is no probability for a link; give one above 0, up to 1")
    encoder = _encoder(model)
    both = bitext.source.lang, bitext.target.lang
    pairs = [("", "") if not (a and b) else (a, b) for a, b in bitext.pairs()]
    tables = probabilities(pairs, encoder, both)
    numbers = range(len(bitext)) if bead is None else (bead,)
    held = tuple(linked(tables[at], at, lowest) for at in numbers if all(pairs[at]))
    parts = {"model": encoder.signature.replace("|", ","), "least": str(lowest)}
    return Links(*both, held, Signature.of(task="link", **parts))


def _bitext(
    source: Bitext | str, target: str | None, langs: tuple[str | None, str | None]
) -> Bitext:
    if isinstance(source, Bitext):
        if target is not None:
            raise OptionError("a bitext holds both sides; leave the second argument out")
        return source
    if target is None:
        raise OptionError("give the translation as well, or a bitext: link(text, translation)")
    given = [
        lang or ("zh" if han_share(text) > 0 else "en")
        for lang, text in zip(langs, (source, target), strict=True)
    ]
    return Bitext.from_pairs([(source, target)], *given)


def _encoder(model: str | Encoder | None) -> Encoder:
    from alignkit.embed import encoder

    held = encoder(model)
    if not hasattr(held, "words"):
        raise OptionError(f"{held.signature} has no vectors of words; link with the embedded model")
    return held
