"""One small project, kept in every resource format: the same keys, texts and notes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

# Keys with the text of each language; the second is left out of no language.
ENGLISH = {
    "save": "Save the file",
    "quote": 'Say "hello", it\'s 5 < 6 & true',
    "lines": "First line\nSecond line",
    "hello": "Hello, {name}!",
    "path": "C:\\temp",
}
CHINESE = {
    "save": "保存文件",
    "quote": '说"你好"，5 < 6 & 真',
    "lines": "第一行\n第二行",
    "hello": "你好，{name}！",
    "path": "C:\\临时",
}
Texts = Mapping[str, str]


def _json(texts: Texts) -> str:
    return json.dumps({"app": dict(texts)}, ensure_ascii=False, indent=2)


def _arb(texts: Texts) -> str:
    lang = "zh" if texts["save"] == CHINESE["save"] else "en"
    return json.dumps({"@@locale": lang, **texts, "@save": {"description": "a button"}})


def _yaml(texts: Texts) -> str:
    lang = "zh-CN" if texts["save"] == CHINESE["save"] else "en"
    return f"{lang}:\n" + "".join(
        f"  {k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in texts.items()
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _markup(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _android(texts: Texts) -> str:
    lines = "".join(
        f'  <string name="{k}">' + _markup(_escaped(v)).replace("'", "\\'") + "</string>\n"
        for k, v in texts.items()
    )
    return f"<resources>\n{lines}</resources>\n"


def _strings(texts: Texts) -> str:
    return "/* a note */\n" + "".join(f'"{k}" = "{_escaped(v)}";\n' for k, v in texts.items())


def _stringsdict(texts: Texts) -> str:
    entries = "".join(
        f"<key>{k}</key><dict><key>NSStringLocalizedFormatKey</key><string>%#@v@</string>"
        f"<key>v</key><dict><key>other</key><string>{_markup(v)}</string></dict></dict>\n"
        for k, v in texts.items()
    )
    return f'<?xml version="1.0"?>\n<plist version="1.0"><dict>{entries}</dict></plist>\n'


def _resx(texts: Texts) -> str:
    data = "".join(
        f'<data name="{k}" xml:space="preserve"><value>{_markup(v)}</value></data>\n'
        for k, v in texts.items()
    )
    return f"<root>\n{data}</root>\n"


def _properties(texts: Texts) -> str:
    held = {k: v.replace("\\", "\\\\").replace("\n", "\\n") for k, v in texts.items()}
    return "".join(f"{k} = {v}\n" for k, v in held.items())


def _fluent(texts: Texts) -> str:
    return "".join(f"{k} =\n    " + v.replace("\n", "\n    ") + "\n" for k, v in texts.items())


def _po(texts: Texts) -> str:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    return head + "\n".join(
        f'msgid "{_escaped(ENGLISH[k])}"\nmsgstr "{_escaped(v)}"\n' for k, v in texts.items()
    )


WRITERS: Mapping[str, tuple[str, Callable[[Texts], str]]] = {
    "json": ("app.json", _json),
    "arb": ("app.arb", _arb),
    "yaml": ("app.yml", _yaml),
    "android": ("strings.xml", _android),
    "strings": ("App.strings", _strings),
    "stringsdict": ("App.stringsdict", _stringsdict),
    "resx": ("App.resx", _resx),
    "properties": ("app.properties", _properties),
    "fluent": ("app.ftl", _fluent),
    "po": ("app.po", _po),
}


def _qt(source: Texts, target: Texts) -> str:
    messages = "".join(
        f"<message><source>{_markup(v)}</source>"
        f"<translation>{_markup(target[k])}</translation></message>\n"
        for k, v in source.items()
        if k in target
    )
    return (
        '<TS version="2.1" language="zh_CN" sourcelanguage="en">\n'
        f"<context><name>App</name>{messages}</context></TS>\n"
    )


def _xcstrings(source: Texts, target: Texts) -> str:
    def unit(text: str) -> dict[str, object]:
        return {"stringUnit": {"state": "translated", "value": text}}

    strings = {
        k: {"localizations": {"en": unit(v), "zh-Hans": unit(target[k])}}
        for k, v in source.items()
        if k in target
    }
    return json.dumps({"sourceLanguage": "en", "strings": strings, "version": "1.0"})


def _both(source: Texts, target: Texts) -> str:
    return json.dumps({"en": dict(source), "zh-CN": dict(target)}, ensure_ascii=False)


# Formats whose file holds an original and its translation.
TOGETHER: Mapping[str, tuple[str, Callable[[Texts, Texts], str]]] = {
    "qt": ("app.ts", _qt),
    "xcstrings": ("App.xcstrings", _xcstrings),
    "json": ("app.json", _both),
    "po": ("app.po", lambda _, target: _po(target)),
}
