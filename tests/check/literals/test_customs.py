"""What a text does with its literals on purpose, and slips beside it that are still told."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak

NAMES = (("query", "查询语句"), ("file", "文件"), ("user", "用户"))
ZH, EN = "用 {} 运行程序即可开始。", "Run the program with {} to begin."


def _told(
    pairs: list[tuple[str, str]], langs: tuple[str, str], *rules: str
) -> list[tuple[str, str]]:
    found = ak.check(ak.Bitext.from_pairs(pairs, *langs), select=rules or ["LIT", "FMT006"])
    return [(finding.rule, finding.severity.value) for finding in found]


def _both(ours: str, theirs: str, *rules: str) -> list[tuple[str, str]]:
    """Check one pair in both directions."""
    there = _told([(ours, theirs)], ("zh", "en"), *rules)
    return there + _told([(theirs, ours)], ("en", "zh"), *rules)


@pytest.mark.parametrize("form", ["{{{{{}}}}}", "<{}>", "<your-{}>", "{{{{path/to/{}}}}}"])
def test_names_for_the_reader_that_are_translated_throughout_are_one_note(form: str) -> None:
    """Nobody but the reader fills them in: {{query}} as {{查询语句}}, in both directions."""
    pairs = [(EN.format(form.format(a)), ZH.format(form.format(b))) for a, b in NAMES]
    assert _told(pairs, ("en", "zh")) == [("LIT001", "info")]
    assert _told([(b, a) for a, b in pairs], ("zh", "en")) == [("LIT001", "info")]


@pytest.mark.parametrize("form", ["{{{}}}", "${{{}}}", "#{{{}}}"])
def test_names_that_a_program_fills_in_are_still_told(form: str) -> None:
    """A list of texts may be a program's, and then each translated name is a fault."""
    pairs = [(EN.format(form.format(a)), ZH.format(form.format(b))) for a, b in NAMES]
    assert _told(pairs, ("en", "zh")) == [("LIT001", "warning")]


def test_one_translated_name_among_many_that_stay_is_a_slip() -> None:
    """What a text keeps everywhere else it does not translate on purpose."""
    pairs = [
        (EN.format(f"{{{{{n}}}}}"), ZH.format(f"{{{{{n}}}}}")) for n in ("a_b", "host", "port")
    ]
    pairs += [(EN.format("{{user}}"), ZH.format("{{用户}}"))]
    assert _told(pairs, ("en", "zh")) == [("LIT001", "warning")]


def test_a_lost_name_beside_a_custom_is_still_told() -> None:
    """The custom excuses a translation, and no loss."""
    pairs = [(EN.format(f"{{{{{a}}}}}"), ZH.format(f"{{{{{b}}}}}")) for a, b in NAMES]
    pairs += [("Then open {{page}} once.", "然后打开一次。")]
    assert ("LIT001", "warning") in _told(pairs, ("en", "zh"))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("设置 `key` 即可。", "Set the `keys`."),
        ("先看 `sort` 的帮助。", "`Sort` has a help page; read it first."),
    ],
)
def test_a_word_in_code_that_its_sentence_bends_is_a_note(zh: str, en: str) -> None:
    """English writes plurals and capitals where Chinese has neither."""
    assert {severity for _, severity in _both(zh, en, "LIT004")} == {"info"}


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("调用 `Init` 初始化。", "Call `Init()` to begin."),
        ("调用 `trainer.train ()` 开始。", "Call `trainer.train()` to begin."),
    ],
)
def test_a_call_is_named_with_its_brackets_or_without(zh: str, en: str) -> None:
    """Both are the name of one function."""
    assert _both(zh, en, "LIT004", "LIT010") == []


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("运行 `npm test` 命令。", "Run `npm tests`."),
        ("设置 `max_value`。", "Set `max-value`."),
        ("用 `sort -k1,1` 排序。", "Sort with `sort -k1，1`."),
        ("设置 `THEME` 变量。", "Set the variable `THE`."),
    ],
)
def test_a_slip_in_code_is_a_warning(zh: str, en: str) -> None:
    """What no sentence bends is what the reader types."""
    assert {severity for _, severity in _both(zh, en, "LIT004")} == {"warning"}


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("血压高于 120毫米汞柱。", "The pressure is above 120 mmHg."),
        ("仓储费为人民币4.8元。", "The storage fee is RMB 4.80."),
    ],
)
def test_units_and_amounts_are_no_names_and_no_versions(zh: str, en: str) -> None:
    """What is read as a quantity is compared as one."""
    assert _both(zh, en, "LIT008", "LIT010") == []


def test_a_version_after_a_name_is_still_compared() -> None:
    """3.10 of a program is no amount."""
    assert ("LIT008", "warning") in _both("需要 Python 3.10。", "Needs Python 3.11.", "LIT008")


def _files(tmp_path: Path, zh: str, en: str) -> ak.Bitext:
    for name, text in (("a.zh.md", zh), ("a.en.md", en)):
        (tmp_path / name).write_text(text, "utf-8")
    return ak.align(tmp_path / "a.zh.md", tmp_path / "a.en.md")


def test_a_tag_that_a_document_speaks_of_is_no_leftover(tmp_path: Path) -> None:
    """Its reader took the document's own tags away: atomic<int> and &lt;hr&gt; were written."""
    zh = "# 线\n\n用 border 实现分割线。\n\n变量为原子类型。\n\n见[此处](a.md)。\n"
    en = (
        "# Line\n\nA rule (like the &lt;hr&gt; of HTML) is drawn by border.\n\n"
        "The variable is an atomic\\<int\\>.\n\nSee [here](a.md).\n"
    )
    assert not len(ak.check(_files(tmp_path, zh, en), select=["FMT006"]))


def test_an_element_that_was_escaped_whole_is_still_told(tmp_path: Path) -> None:
    """Beginning and end in the text are markup that the reader sees."""
    zh, en = "# 线\n\n很**重要**。\n", "# Line\n\nIt is &lt;b&gt;important&lt;/b&gt;. [x](a.md)\n"
    assert len(ak.check(_files(tmp_path, zh, en), select=["FMT006"]))


def test_two_tags_lost_far_apart_are_both_told(tmp_path: Path) -> None:
    """An end that one lacks and a beginning that another lacks do not make a pair."""
    row = "第{}步：按 <kbd>Ctrl</kbd> 键。\n\n", "Step {}: press <kbd>Ctrl</kbd>.\n\n"
    zh, en = ("# 键\n\n" + "".join(part.format(n) for n in range(9)) for part in row)
    places = [at for at in range(len(en)) if en.startswith("<kbd>", at)]
    broken = en[: places[6]] + en[places[6] + 5 :]
    end = broken.index("</kbd>", places[1])
    broken = broken[:end] + broken[end + 6 :]
    found = ak.check(_files(tmp_path, zh, broken), select=["LIT003", "LIT018"])
    assert len({finding.bead for finding in found.at_least("warning")}) == 2


def test_links_to_the_other_language_that_stand_alone_are_notes(tmp_path: Path) -> None:
    """English on a Chinese page needs no rendering."""
    zh = "[English](../en/guide.md)\n\n# 指南\n\n本工具检查译文。\n\n它很快。\n"
    en = "# Guide\n\nThis tool checks translations.\n\nIt is fast.\n"
    found = ak.check(_files(tmp_path, zh, en), select=["COV001"])
    assert {finding.severity for finding in found} <= {"info"}
    other = zh.replace("[English](../en/guide.md)", "[安装与升级的步骤](install.md)")
    assert len(ak.check(_files(tmp_path, other, en), select=["COV001"]).at_least("warning"))


def test_line_breaks_that_a_value_lost_are_noted(tmp_path: Path) -> None:
    """Two lines of a button that became one; as many on both sides, in another place, are fine."""
    texts = {
        "a": ("再试一次\\n或联系我们", "Try again or contact us"),
        "b": ("一\\n二", "One\\ntwo"),
    }
    for name, side in (("zh", 0), ("en", 1)):
        lines = "".join(f'"{key}" = "{held[side]}";\n' for key, held in texts.items())
        (tmp_path / f"{name}.strings").write_text(lines, "utf-8")
    bitext = ak.align(tmp_path / "zh.strings", tmp_path / "en.strings")
    found = [f for f in ak.check(bitext, select=["LIT"]) if "line break" in f.message]
    assert [(finding.severity.value, finding.values["key"]) for finding in found] == [("info", "a")]


def test_a_link_that_one_side_added_in_html_is_a_note_and_one_left_open_is_told(
    tmp_path: Path,
) -> None:
    """A tag that only shows a text otherwise is the translator's to choose, while it closes."""
    zh = "# 报告\n\n我们公开了<b><a href='r.pdf'>技术报告</a></b>，请查看。\n"
    en = "# Report\n\nWe have published a technical report; please have a look.\n"
    whole, cut = zh, zh.replace("</b>", "")
    found = ak.check(_files(tmp_path, whole, en), select=["LIT003", "LIT018"])
    assert {finding.severity for finding in found} == {"info"}
    found = ak.check(_files(tmp_path, en, cut), select=["LIT003", "LIT018"])
    assert any(finding.severity == "warning" for finding in found)


def test_what_one_side_asks_of_a_page_is_no_slip_and_a_slip_in_the_page_is_one() -> None:
    """?theme=dark on one side leads to the same page; a letter changed in its name does not."""
    zh = "见[示例](https://x.org/examples/line-chart?edit=1&reset=1)。"
    same, slip = (
        f"See the [example](https://x.org/examples/{n})." for n in ("line-chart", "lien-chart")
    )
    assert {severity for _, severity in _both(zh, same, "LIT005")} <= {"info"}
    assert {severity for _, severity in _both(zh, slip, "LIT005")} == {"warning"}
    signs = (
        "见[维基](https://x.org/wiki/Rise%2CFall)。",
        "See [it](https://x.org/wiki/Rise,Fall).",
    )
    assert _both(*signs, "LIT005") == []


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ('See {{page("Cache.put()")}}.', '见 {{ page("Cache.put", "Cache.put(请求)") }}。', []),
        ("It returns a Cache.", '返回 {{page("Cache")}}。', [("LIT001", "info")]),
        ('See {{page("Cache")}}.', '见 {{page("Store")}}。', [("LIT001", "warning")]),
        ('See {{page("Cache")}}.', '见 {{entry("Cache")}}。', [("LIT001", "warning")]),
        ('See {{page("Cache")}} first.', "先看它。", [("LIT001", "warning")]),
        ("move {{path/to/file}}", "move {{路径/文件}}", [("LIT001", "info")]),
        ("echo {{some words}}", "echo {{文本}}", [("LIT001", "info")]),
        ("Hello {{name}}.", "你好 {{名字}}。", [("LIT001", "warning")]),
        ("Hello {{ user_name }}.", "你好。", [("LIT001", "warning")]),
    ],
)
def test_calls_of_documentation_name_a_page_and_readers_words_are_no_variables(
    source: str, target: str, told: list[tuple[str, str]]
) -> None:
    """Another page, a lost one and a variable's name are warnings; the words shown are not."""
    assert _told([(source, target)], ("en", "zh"), "LIT001") == told


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("rustup help {{subcommand}}", "rustup help {{子命令}}", [("LIT001", "info")]),
        ("tar xf {{a/b.tar[.gz|.xz]}}", "tar xf {{源.tar[.gz|.xz]}}", [("LIT001", "info")]),
        ("You have {{count}} letters.", "您有 {{数量}} 封信。", [("LIT001", "warning")]),
        ('See the {{page("Cache")}}.', "见 Cache。", [("LIT001", "info")]),
    ],
)
def test_a_command_line_is_the_readers_and_a_page_named_in_plain_text_is_not_lost(
    source: str, target: str, told: list[tuple[str, str]]
) -> None:
    """In a line that is the same but for its braces nobody but the reader fills them in."""
    assert _told([(source, target)], ("en", "zh"), "LIT001") == told


@pytest.mark.parametrize(
    ("name", "told"), [("{CHIP_NAME}", "info"), ("{{ CHIP_NAME }}", "info"), ("{name}", "warning")]
)
def test_a_constant_of_the_documentation_may_be_named_again(name: str, told: str) -> None:
    """What a message takes is known to it alone; a constant is the same everywhere."""
    used = (f"The {name} has six keys.", f"{name} 有六个密钥。")
    pairs = [used, ("Six blocks can be used.", f"在 {name} 中可用六个块。")]
    assert _told(pairs, ("en", "zh"), "LIT001") == [("LIT001", told)]
    assert _told(pairs[1:], ("en", "zh"), "LIT001") == [("LIT001", "warning")]


def test_a_call_that_the_source_makes_too_is_no_markup_that_was_left() -> None:
    """Braces that no source has are."""
    used = ('See {{page("Cache")}}.', '见 {{page("Cache")}}。')
    added = ("A truth value.", '一个 {{page("Boolean")}} 值。')
    assert _told([used, added], ("en", "zh"), "FMT006") == []
    assert _told([added], ("en", "zh"), "FMT006") == [("FMT006", "warning")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Between NOK 10.5 and 11 billion is expected.", "预计在105亿至110亿挪威克朗之间。"),
        ("At 5 % (<5 % or more) nothing changed (P>0.05).", "比例（<5%或以上）无差异（P>0.05）。"),
        ("If true, normalization is off.", "disableNormalization：为真时不做规范化。"),
    ],
)
def test_amounts_and_plain_words_are_no_literals(source: str, target: str) -> None:
    """A figure that is multiplied, what stands between two signs, and a word of the sentence."""
    told = _told([(source, target)], ("en", "zh"), "LIT")
    assert {severity for _, severity in told} <= {"info"}


def test_a_slip_of_one_letter_in_a_name_is_still_told_among_plain_words() -> None:
    """A name that lost one letter is no word of the sentence."""
    assert _told([("设置 maxvalue() 。", "Set maxvalu() now.")], ("zh", "en"), "LIT010") == [
        ("LIT010", "warning")
    ]


def test_a_tag_with_another_address_is_another_link() -> None:
    """It is no leftover of markup, and a localised path is no difference."""
    ours, theirs = (
        '见<a href="https://a.example/{}">文档</a>。',
        'See <a href="https://a.example/{}">it</a>.',
    )
    assert _both(ours.format("docs"), theirs.format("doc")) == [("LIT005", "warning")] * 2
    assert _both(ours.format("zh/docs"), theirs.format("en/docs")) == []


def test_an_acronym_in_the_place_of_another_is_told() -> None:
    """Nothing else in Latin letters came or went."""
    told = _told([("Export as CSV", "导出为 PDF")], ("en", "zh"), "TRM003")
    assert [rule for rule, _ in told] == ["TRM003"]
    assert _told([("At most 25 MB.", "不超过 25 GB。")], ("en", "zh"), "TRM003") == []
    assert _told([("The WHO said so.", "世卫组织（WHO）这样说。")], ("en", "zh"), "TRM003") == []


@pytest.mark.parametrize(
    ("ours", "theirs", "langs"),
    [
        ("传入 accessKey 参数。", "Pass the parameter AccessKey.", ("zh", "en")),
        ("参阅 eportLevel 参数。", "See the parameter ReportLevel.", ("zh", "en")),
        ("It needs yAxis3Dand zAxis3D.", "需要 yAxis3D，zAxis3D。", ("en", "zh")),
        ("Use camelCased names.", "使用 camelCase 形式。", ("en", "zh")),
        ("Needs the WRITE_SCHEMA privilege.", "需要 WRITE\\_SCHEMA 权限。", ("en", "zh")),
        (
            "形状是$k_h\\times k_w$。",
            "Of shape $k_\\textrm{h}\\times k_\\textrm{w}$.",
            ("zh", "en"),
        ),
        ("演示 Univeral Encoder 模型。", "A demo of the Universal Encoder model.", ("zh", "en")),
        ("Erganzungsschulen 是中学。", "Ergänzungsschulen are schools.", ("zh", "en")),
        ("数据以 KB 为单位。", "All data are reported in Kilobytes.", ("zh", "en")),
    ],
)
def test_a_name_that_reads_as_well_is_no_warning(
    ours: str, theirs: str, langs: tuple[str, str]
) -> None:
    """Case, the source's own slips, backslashes, LaTeX, marks above letters, units in words."""
    assert "warning" not in {
        level for _, level in _told([(ours, theirs)], langs, "LIT010", "TRM003")
    }


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("设置 max_value 参数。", "Set the parameter max_valeu."),
        ("设置 maxRetryCount 参数。", "Set the maxRetryCont parameter."),
        ("安装 Universal 版本。", "Install the Univeral edition."),
    ],
)
def test_a_slip_of_the_translation_is_told(ours: str, theirs: str) -> None:
    """The source has a word, the translation has none."""
    assert _told([(ours, theirs)], ("zh", "en"), "LIT010", "TRM003")


def test_signs_of_a_remark_in_another_order_are_no_other_code(tmp_path: Path) -> None:
    """A broken comment of both sides; an operator that became another is told."""
    for ours, theirs, said in (("f(a) // * b", "f(a) *// b", 0), ("f(a) == b", "f(a) != b", 1)):
        for name, code, text in (("zh", ours, "运行它。"), ("en", theirs, "Run it.")):
            (tmp_path / f"{name}.md").write_text(f"{text}\n\n```js\n{code}\n```\n", "utf-8")
        found = ak.check(tmp_path / "zh.md", tmp_path / "en.md")
        assert sum(finding.rule == "LIT017" for finding in found) == said


@pytest.mark.parametrize(("one", "two"), [("%s", "%d"), ("%2$d", "%2$s"), ("%5.1f", "%ld")])
def test_a_value_taken_as_another_type_is_one_finding(one: str, two: str) -> None:
    """What was lost and what stands in its place are told together, in both directions."""
    ours, theirs = "无法打开 {}，请重试。", "Cannot open {}; please try again."
    for first, second in ((one, two), (two, one)):
        pairs = [(ours.format(first), theirs.format(second))]
        found = ak.check(ak.Bitext.from_pairs(pairs, "zh", "en"), select=["LIT001"])
        assert [f.message for f in found] == [f"another placeholder: {first} became {second}"]


def test_another_number_of_a_value_is_no_other_type() -> None:
    """%1$d for %2$s is another value."""
    pairs = [("您好，%1$s。", "Hello, %2$d.")]
    found = ak.check(ak.Bitext.from_pairs(pairs, "zh", "en"), select=["LIT001"])
    assert len(found) == 2
