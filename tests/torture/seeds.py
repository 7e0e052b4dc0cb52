"""What the mutants are made of: a small file of every kind, and pieces that have been trouble."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import alignkit as ak

ZH = "一、总体要求\n到2020年，检出率达到95%以上，增长3倍。\n（1）支持研发“传感器”；约1.5亿元。\n"
EN = "I. Overall requirements\nBy 2020 the rate exceeds 95%, up 1,234.5 km on 5 May.\n(1) It's good.\n"
TEXTS = {
    "txt": ZH + EN,
    "md": f"# 标题\n\n> {ZH}\n\n- 一\n  - 二\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```py\n# x\n```\n[a](b)\n",
    "html": f"<!doctype html><html lang=zh><h1>标题</h1><p>{EN}</p><table><tr><td>1</table></html>",
    "rst": "Title\n=====\n\n- a\n- b\n\n.. note:: x\n\n:ref:`a` *b*\n",
    "adoc": "= Title\n\n* a\n** b\n\n[source]\n----\nx\n----\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,500\n<i>你好</i>\n\n2\n00:00:03,000 --> 00:00:04,000\nHi\n",
    "ass": "[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.50,{\\i1}Hi\\Nyou\n",
    "json": '{"a": {"b": "文", "c": ["x", 1]}, "d": "{n, plural, one {# x} other {# y}}"}',
    "yaml": "zh:\n  a: 文\n  b: |\n    x\n    y\n",
    "po": 'msgid ""\nmsgstr "Language: zh\\n"\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "文"\n',
    "properties": "a.b=文\\u4e00\nc : d\\\n  e\n",
    "strings": '/* c */\n"a" = "文\\n";\n',
    "ftl": "a = 文 { $n }\n    .b = c\n",
    "xml": '<resources><string name="a">文 %1$s</string><plurals name="p"><item quantity="one">x</item></plurals></resources>',
    "resx": '<root><data name="a"><value>文</value></data></root>',
    "arb": '{"@@locale": "zh", "a": "文", "@a": {}}',
    "stringsdict": "<plist><dict><key>a</key><dict><key>NSStringLocalizedFormatKey</key><string>%#@x@</string><key>x</key><dict><key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string><key>one</key><string>1 文</string><key>other</key><string>%d</string></dict></dict></dict></plist>",
}
BITEXTS = {
    "tsv": "你好。\tHello.\n二。\tTwo.\n",
    "csv": 'source,target\r\n"你,好","He said ""hi"""\r\n',
    "jsonl": '{"source": "一。", "target": "One."}\n',
    "tmx": '<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>一</seg></tuv><tuv xml:lang="en"><seg>One</seg></tuv></tu></body></tmx>',
    "xliff": '<xliff version="1.2"><file source-language="zh" target-language="en"><body><trans-unit id="1"><source>一</source><target>One</target></trans-unit></body></file></xliff>',
    "mqxliff": '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh" trgLang="en"><file id="f"><unit id="1"><segment><source>一<ph id="1"/></source><target>One</target></segment></unit></file></xliff>',
    "ladder": "[0]:[0]:0.5\n[1, 2]:[1]:0.5\n",
    "aligned": "[0]:[0]:0.5\t一。\tOne.\n[1, 2]:[1]:0.5\t二。 ~~~ 三。\tTwo.\n",
    "hunalign": "0\t0\t0.3\n1\t1\t0.3\n3\t2\t0\n",
    "mapping": "0\t0\n1,2\t1\n",
    "ces": '<cesAlign version="1.0"><linkGrp fromDoc="a.zh.xml" toDoc="a.en.xml"><link xtargets="s1;s1" certainty="0.5"/><link xtargets="s2 s3;s2"/></linkGrp></cesAlign>',
    "zh.xml": '<text><body><p><s id="s1">一。</s><s id="s2">二。</s><s id="s3">三。</s></p></body></text>',
    "moses.zh": "一。\n二。\n",
    "xcstrings": '{"sourceLanguage": "en", "strings": {"a": {"localizations": {"zh": {"stringUnit": {"value": "文"}}}}}, "version": "1.0"}',
    "ts": "<TS language='zh'><context><name>a</name><message><source>x</source><translation>文</translation></message></context></TS>",
}
_LINKS, _TEXT = BITEXTS["ces"], BITEXTS["zh.xml"]
#: What must lie beside an input, for a format of several files.
BESIDE = {
    "ces": {"a.zh.xml": _TEXT, "a.en.xml": _TEXT},
    "zh.xml": {"a.ces": _LINKS, "a.en.xml": _TEXT},
    "moses.zh": {"a.moses.en": "One.\nTwo.\n"},
}
#: What people write beside their texts, each read by its own function.
SETTINGS = {
    "alignkit.toml": '[[pairs]]\nsource = "a*.zh.txt"\ntarget = "a*.en.txt"\n[files."x/*"]\nignore = ["NUM"]\n',
    "baseline": '{"kind": "baseline", "schema": 1, "findings": [{"rule": "NUM001", "fingerprint": "aa", "count": 1}]}',
    "suppressions": '[[suppress]]\nrule = "NUM001"\nreason = "x"\nexpires = 2027-01-01\n',
    "glossary": "source\ttarget\tforbidden\n传感器\tsensor|sensors\tfeeler\n",
    "glossary.tbx": '<martif type="TBX"><text><body><termEntry><langSet xml:lang="zh"><tig><term>文</term></tig></langSet><langSet xml:lang="en"><tig><term>text</term></tig></langSet></termEntry></body></text></martif>',
    "manifest.tsv": "id\tsource\ttarget\n1\ta.zh.txt\ta.en.txt\n",
}
#: A part of an archive, mutated and packed again; and a whole file.
PARTS = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "epub": "a.xhtml",
    "xlsx": "xl/worksheets/sheet1.xml",
}
PIECES = [
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        "\ufeff", "\u2028", "\x00", "\x1b[0m", "\u202e", "\ud800", "零", "倍", "1,", "一万", "年", "第",
        "(((", "[[[", "{{{", "<<<", "&#x110000;", "&#0;", "\\u", "\\", '"', "'", "```", "---", "> " * 30,
        "- ", "\t", "\r", "9" * 400, "-->", "%s%", "{n, plural, ", "http://", "1/0", "2020-99-99", "Ⅻ", "½",
    )
]  # fmt: skip


def archives() -> dict[str, dict[str, bytes]]:
    """Return the parts of a small file of each packed kind, by their names."""
    from docx import Document

    word, stream = Document(), io.BytesIO()
    word.add_heading("标题", 1)
    word.add_paragraph(EN)
    word.add_table(2, 2).cell(0, 0).text = "一"
    word.save(stream)
    bitext = ak.Bitext.from_pairs([("一。", "One."), ("二。", "Two.")])
    sheet = ak.formats.write(bitext, "xlsx")
    assert isinstance(sheet, bytes)
    return {
        # The template's pictures and styles would only be in the way.
        "docx": {k: v for k, v in parts(stream.getvalue()).items() if len(v) < 3_000},
        "xlsx": parts(sheet),
        "odt": {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": f'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:h text:outline-level="1">标题</text:h><text:p>{EN}<text:s text:c="2"/></text:p><text:list><text:list-item><text:p>a</text:p></text:list-item></text:list></office:text></office:body></office:document-content>'.encode(),
        },
        "epub": {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>',
            "c.opf": b'<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
            "a.xhtml": f"<html><body><h1>标题</h1><p>{EN}</p></body></html>".encode(),
        },
    }


def parts(data: bytes) -> dict[str, bytes]:
    """Return an archive's parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return {name: held.read(name) for name in held.namelist()}


def zipped(held: dict[str, bytes]) -> bytes:
    """Return an archive of parts, the same for the same parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def parquet() -> bytes:
    """Return a small Parquet file."""
    held = ak.formats.write(ak.Bitext.from_pairs([("一。", "One.")]), "parquet")
    assert isinstance(held, bytes)
    return held


def pdf() -> bytes:
    """Return a small PDF file, uncompressed, so that mutants reach what it says."""
    shown = b"BT /F1 12 Tf 72 700 Td (It shows 1,234 words.) Tj 0 -14 Td (Two lines.) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
    ]
    held, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(held))
        held += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        held
        + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(held))
    )


def project() -> bytes:
    """Return a small review project with a step that can be undone."""
    from alignkit.desk.dossier import Dossier
    from alignkit.desk.pair import DeskPair, DeskText
    from alignkit.desk.project import Project, ProjectFile

    bitext = ak.Bitext.from_pairs([("一。", "One."), ("二。", "Two.")])
    texts = (
        DeskText.of("a.zh.txt", "0", bitext.source),
        DeskText.of("a.en.txt", "0", bitext.target),
    )
    held = Dossier(DeskPair.of(bitext, texts), next_id=3).with_run("sent")
    return b"".join(ProjectFile(Path("a.alignkit")).render(Project((held,))))
