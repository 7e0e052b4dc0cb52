"""PDF files with a text layer: their lines in reading order, then repaired as any dumped text."""

from __future__ import annotations

import io
import logging
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Any
from unicodedata import bidirectional

from alignkit.confined import confined
from alignkit.errors import InputError
from alignkit.read import plain
from alignkit.read.extras import need
from alignkit.types import Document

# Fewer characters than this on a page, with an image on it, is a scan.
_LEAST = 8
_MOST_PAGES = 5000
# A document has no more characters than this; what a few bytes say over and over has.
_MOST_TEXT = 50_000_000
# Pieces of a line that is set in several fonts, in heights: how far apart at most in height and
# in width, and by how much of the narrower of two characters they may cover each other.
_LEVEL, _NEAR, _COVERED = 0.15, 0.2, 0.3
# From this gap on, in heights, there is a space between two characters, as pdfminer has it.
_SPACE = 0.1


def read(data: bytes, name: str, lang: str | None, repair: bool | Collection[str]) -> Document:
    """Read a PDF file."""
    # What a PDF file costs is known only when it was read: it may be a bomb in many ways.
    pages: list[tuple[str, bool]] = confined("alignkit.read.pdf:pages", data, name)
    text = "\f".join(page for page, _ in pages)
    letters = sum(char.isalnum() for char in text)
    if letters < _LEAST * max(1, len(pages)):
        scanned = any(images for _, images in pages)
        reason = "it is a scan without a text layer" if scanned else "there is no text in this PDF"
        raise InputError(name, reason, "run text recognition on it first (ocrmypdf)")
    if text.count("(cid:") > 0.02 * len(text):
        raise InputError(
            name, "its fonts do not say which characters they show", "run text recognition on it"
        )
    return plain.document(text, lang, name, repair, format="pdf", meta={"pages": str(len(pages))})


def pages(data: bytes, name: str) -> list[tuple[str, bool]]:
    """Return each page's text, and whether it shows an image, in the process that was confined."""
    held, size = [], 0
    for page in _pages(data, name):
        held.append(page)
        size += len(page[0])
        if size > _MOST_TEXT:
            raise InputError(name, f"it has more than {_MOST_TEXT:,} characters", "split it")
    return held


def _pages(data: bytes, name: str) -> Iterator[tuple[str, bool]]:
    """Yield each page's text, a line for each line set, and whether it shows an image."""
    high = need("pdfminer.high_level", "reading PDF files")
    layout = need("pdfminer.layout", "reading PDF files")
    errors = (
        need("pdfminer.pdfdocument", "reading PDF files").PDFEncryptionError,
        need("pdfminer.pdfdocument", "reading PDF files").PDFPasswordIncorrect,
    )
    # What a broken file makes pdfminer say is said by our own errors.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    # _in_order puts boxes in order; what pdfminer would group by itself hangs on where objects
    # lie in memory, and takes the square of the boxes.
    settings = layout.LAParams(line_margin=0.5, boxes_flow=None, all_texts=True)
    try:
        for number, page in enumerate(high.extract_pages(io.BytesIO(data), laparams=settings)):
            if number >= _MOST_PAGES:
                raise InputError(name, f"it has more than {_MOST_PAGES:,} pages", "split it")
            yield _text(page, layout), _has_image(page, layout)
    except (InputError, MemoryError):
        raise
    except errors:
        raise InputError(name, "the file is encrypted", "save it without a password") from None
    except RecursionError:
        raise InputError(name, "its objects are nested without end") from None
    except Exception as error:  # pdfminer raises whatever its parsing stumbles over
        reason = f"this PDF is damaged ({type(error).__name__})"
        raise InputError(name, reason, "print it to a new PDF") from None


def _text(page: Any, layout: Any) -> str:
    boxes = [box for box in page if isinstance(box, layout.LTTextBox)]
    boxes = _in_order(boxes, page.width)
    joined = _joined([line for box in boxes for line in box], layout)
    parts: list[str] = []
    below: Any = None
    for box in boxes:
        if isinstance(box, layout.LTTextBoxVertical):
            lines = ["".join(line.get_text().split()) for line in box]
        else:
            lines = [joined.get(id(line), line.get_text()).rstrip("\n") for line in box]
        if not any(lines):
            continue
        if below is not None:
            parts.append("\n" if _is_apart(below, box) else "")
        parts.extend(f"{line}\n" for line in lines if line.strip())
        below = box
    return "".join(parts)


def _joined(lines: list[Any], layout: Any) -> dict[int, str]:
    """Return the text of lines that were drawn in pieces: all of it at the longest, none at others.

    Word processors draw Chinese first and its quotation marks, of another font, afterwards.
    """
    level = [line for line in lines if isinstance(line, layout.LTTextLineHorizontal)]
    level.sort(key=lambda line: (round(line.y0), line.x0))
    found: dict[int, str] = {}
    piece: list[Any] = []
    for line in [*level, None]:
        if line is not None and piece and _goes_on(piece, line):
            piece.append(line)
            continue
        text = _set_again(piece, layout)
        if text is not None:
            host = max(piece, key=lambda held: float(held.width))
            found |= {id(held): "" for held in piece} | {id(host): text}
        piece = [line]
    return found


def _goes_on(piece: list[Any], line: Any) -> bool:
    first, reach = piece[0], max(held.x1 for held in piece)
    level = abs(line.y0 - first.y0) + abs(line.y1 - first.y1) <= 2 * _LEVEL * first.height
    return bool(level and first.x0 <= line.x0 <= reach + _NEAR * first.height)


def _set_again(piece: list[Any], layout: Any) -> str | None:
    """Return the characters of pieces from left to right; None where they were so already."""
    drawn = [char for line in piece for char in line if isinstance(char, layout.LTChar)]
    chars = sorted(drawn, key=lambda char: (char.x0, char.x1))
    if not drawn or (len(piece) == 1 and drawn == chars):
        return None
    if any(bidirectional(char.get_text()[:1]) in ("R", "AL") for char in chars):
        return None
    text = chars[0].get_text()
    for left, right in pairwise(chars):
        if left.x1 - right.x0 > _COVERED * min(left.width, right.width):
            return None  # drawn over each other: bold by hand, or an accent
        if right.x0 - left.x1 > _SPACE * max(right.width, right.height):
            text += " "
        text += right.get_text()
    return str(text)


def _in_order(boxes: list[Any], width: float) -> list[Any]:
    """Return a page's boxes as they are read: column by column where it has columns."""
    middle = width / 2
    left = [box for box in boxes if box.x1 <= middle + 5]
    right = [box for box in boxes if box.x0 >= middle - 5]
    if min(_area(left), _area(right)) < 0.25 * _area(boxes):
        return sorted(boxes, key=lambda box: (-round(box.y1), box.x0))
    # What spans the page parts it into bands, each read column by column.
    wide = sorted((b for b in boxes if b not in left and b not in right), key=lambda b: -b.y1)
    held: list[Any] = []
    edges = [*(box.y0 for box in wide), float("-inf")]
    for index, edge in enumerate(edges):
        if index > 0:
            held.append(wide[index - 1])
        top = edges[index - 1] if index else float("inf")
        for column in (left, right):
            band = [box for box in column if edge <= _middle(box) < top]
            held.extend(sorted(band, key=lambda box: -box.y1))
    return held


def _middle(box: Any) -> float:
    return float(box.y0 + box.y1) / 2


def _area(boxes: list[Any]) -> float:
    return float(sum(box.width * box.height for box in boxes))


def _is_apart(above: Any, box: Any) -> bool:
    """Whether more than a line's own distance lies between two boxes."""
    lines = list(box)
    height = lines[0].height if lines else 10
    return bool(above.y0 - box.y1 > 0.6 * height) or bool(box.y1 > above.y1)


def _has_image(page: Any, layout: Any) -> bool:
    stack = list(page)
    while stack:
        item = stack.pop()
        if isinstance(item, layout.LTImage):
            return True
        if isinstance(item, layout.LTFigure):
            stack.extend(item)
    return False
