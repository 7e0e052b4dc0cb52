"""Bytes to text: which encoding a file is in, and at which byte it breaks."""

from __future__ import annotations

import codecs
import re

from alignkit.deferred import deferred
from alignkit.errors import InputError
from alignkit.read.lineforms import HAN

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "cp1252": "Windows-1252",
}
# What a file's first bytes say it is, where it is no text at all.
_BINARY = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls, .ppt)", "save it as .docx"),
    (b"\x89PNG", "a PNG image", "run text recognition on it first"),
    (b"\xff\xd8\xff", "a JPEG image", "run text recognition on it first"),
    (b"GIF8", "a GIF image", "run text recognition on it first"),
    (b"II*\x00", "a TIFF image", "run text recognition on it first"),
    (b"MM\x00*", "a TIFF image", "run text recognition on it first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x7fELF", "a program", "give a document"),
    (b"MZ\x90", "a program", "give a document"),
    (b"{\\rtf", "an RTF file", "save it as .docx"),
    (b"SQLite format 3", "a database", "export its text first"),
)
# What a zip archive is by the parts that it holds; the last one is any.
_ARCHIVES = (
    (b"ppt/presentation.xml", "a PowerPoint file", "save its text as .docx or PDF"),
    (b"xl/workbook.xml", "an Excel workbook", "give it alone where it holds both texts"),
    (b"Index/Document.iwa", "a file of Apple's Pages", "export it as .docx"),
    (b"", "a zip archive", "unpack it, or give a .docx file"),
)
# The commonest characters of running Chinese, simplified and traditional.
_COMMON = frozenset(
    "的一是不了在人有我他这这個个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "來為國說時會對於過發後裡種經麼學現當沒動還進樣開從實與機關體業產資訊網務應"
)
_HAN = deferred(f"[{HAN}]")
# Bytes that are looked at to tell one encoding from another.
_SAMPLE = 200_000


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file and the encoding it was in.

    >>> decode("人工智能".encode("gb18030"), "plan.txt")
    ('人工智能', 'gb18030')
    """
    if data.startswith(b"PK\x03\x04"):
        _, what, way_out = next(held for held in _ARCHIVES if held[0] in data)
        raise InputError(name, f"this is {what}, not a text", way_out)
    for magic, what, way_out in _BINARY:
        if data.startswith(magic):
            raise InputError(name, f"this is {what}, not a text", way_out)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, name).removeprefix("\ufeff"), encoding
    encoding = _utf16(data)
    if encoding:
        return _strict(data, encoding, name), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        encoding = _guess(data, error.start)
    return _strict(data, encoding, name), encoding


def declared(data: bytes, encoding: str) -> str | None:
    """Return the text in the encoding that a file declares, or None where it does not fit."""
    try:
        known = codecs.lookup(encoding.strip()).name
    except LookupError:
        return None
    # What is declared as GB2312 is mostly its larger successor.
    known = "gb18030" if known in ("gb2312", "gbk") else known
    known = "big5hkscs" if known == "big5" else known
    try:
        return data.decode(known)
    except (UnicodeDecodeError, ValueError):
        return None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        shown = _NAMES.get(encoding, encoding)
        byte = f"0x{data[error.start]:02X}" if error.start < len(data) else "its end"
        reason = f"byte {error.start:,} ({byte}) cannot be read as {shown}"
        raise InputError(name, reason, "save the file again as UTF-8") from None


def _utf16(data: bytes) -> str:
    """Return the kind of UTF-16 a file without a mark is in, judged by its null bytes."""
    head = data[:4000]
    if len(head) < 4 or b"\x00" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.3 * len(head) / 2 and even < 0.05 * len(head) / 2:
        return "utf-16-le"
    if even > 0.3 * len(head) / 2 and odd < 0.05 * len(head) / 2:
        return "utf-16-be"
    # Chinese holds few null bytes, but each of its line ends has one.
    ends = (head.count(b"\n\x00"), head.count(b"\x00\n"))
    for count, encoding in zip(ends, ("utf-16-le", "utf-16-be"), strict=True):
        if count >= 2:
            said = data[: len(head) & ~1].decode(encoding, "ignore")
            if _commonness(said) > 0.1:
                return encoding
    return ""


def _guess(data: bytes, broken: int) -> str:
    """Return the encoding a file that is no UTF-8 is most likely in."""
    sample = data[max(0, broken - 2000) : broken + _SAMPLE]
    high = sum(byte >= 0x80 for byte in sample[:20_000])
    # Whole characters of UTF-8 do not come about by chance: the file is UTF-8 with a broken byte.
    if len(_UTF8_CHAR.findall(sample)) * 2.2 > high or _whole(data, broken) >= 8:
        return "utf-8"
    scores = {name: _score(sample, name) for name in ("gb18030", "big5hkscs")}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > 0.04:
        return best
    # A list of terms or names has none of the words of running text, but ordinary characters.
    shares = {name: _ordinary(data, name) for name in _ORDINARY}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] > MOSTLY:
        return best
    western = high < 0.2 * min(len(sample), 20_000) and _decodes(data, "cp1252")
    return "cp1252" if western else "utf-8"


# The ordinary characters of each set stand in its first level: the bytes such a character begins
# with, and the least one it ends with. Two letters of a western text in a row hardly look so.
_ORDINARY = {"gb18030": (0xB0, 0xD7, 0xA1), "big5hkscs": (0xA4, 0xC6, 0x40)}
# Terms hold a rare character now and then; bytes of another set give one every other time.
MOSTLY, FEWEST = 0.85, 4


def _ordinary(data: bytes, encoding: str) -> float:
    """Return which share of a text's letters beyond ASCII is ordinary Chinese in an encoding."""
    try:
        whole = len(data) <= _SAMPLE
        text = codecs.getincrementaldecoder(encoding)().decode(data[:_SAMPLE], final=whole)
    except UnicodeDecodeError:
        return 0.0
    first, last, least = _ORDINARY[encoding]
    held = [char.encode(encoding) for char in text if char.isalpha() and not char.isascii()]
    plain = sum(len(b) == 2 and first <= b[0] <= last and b[1] >= least for b in held)
    return plain / len(held) if len(held) >= FEWEST else 0.0


_UTF8_CHAR = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def _whole(data: bytes, broken: int) -> int:
    return len(_UTF8_CHAR.findall(data[max(0, broken - _SAMPLE) : broken]))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _score(sample: bytes, encoding: str) -> float:
    said = sample.decode(encoding, "replace")
    lost = said.count("\ufffd") + sum("\ue000" <= char <= "\uf8ff" for char in said)
    return _commonness(said) - 5 * lost / max(1, len(said))


def _commonness(text: str) -> float:
    """Return which share of a text's characters beyond ASCII is common in Chinese."""
    beyond = sum(not char.isascii() for char in text)
    return sum(char in _COMMON for char in text) / beyond if beyond else 0.0
