"""Small PDF files written by hand, so that tests need no tool to make one."""

from __future__ import annotations

Line = tuple[int, int, str]
_LATIN = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_SONG = (
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
)


def pdf(pages: list[list[Line]], *, chinese: bool = False, image: bool = False) -> bytes:
    """Return a PDF with these lines on its pages, each at its place in points."""
    objects = [b"", b"", b"", b""]
    objects[2] = _SONG if chinese else _LATIN
    objects[3] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [3 0 R] >>"
        if chinese
        else _LATIN
    )
    kids = []
    for lines in pages:
        drawn = b"".join(_drawn(line, chinese) for line in lines)
        if image:
            drawn += (
                b"q 500 0 0 700 40 40 cm BI /W 1 /H 1 /BPC 8 /CS /G ID " + b"\x80" + b"\nEI Q\n"
            )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        contents = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 4 0 R >> >> >>" % contents
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects)


def _drawn(line: Line, chinese: bool) -> bytes:
    x, y, text = line
    if chinese:
        shown = b"<%s>" % text.encode("utf-16-be").hex().encode()
    else:
        shown = text.encode("cp1252")
        for mark in (b"\\", b"(", b")"):
            shown = shown.replace(mark, b"\\" + mark)
        shown = b"(%s)" % shown
    return b"BT /F1 11 Tf %d %d Td %s Tj ET\n" % (x, y, shown)


def _file(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return out + b"startxref\n%d\n%%%%EOF\n" % start
