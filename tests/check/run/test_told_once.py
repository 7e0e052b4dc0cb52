"""One slip is one finding: numbers of lists, links to the other language, what a clause lacks."""

import pytest

import alignkit as ak


def _check(source, target, *rules, langs=("zh", "en")):
    bitext = ak.align(ak.document(source, lang=langs[0]), ak.document(target, lang=langs[1]))
    return ak.check(bitext, select=rules).at_least("warning")


def _files(tmp_path, source, target):
    for name, text in (("a.zh.md", source), ("a.en.md", target)):
        (tmp_path / name).write_text(text, "utf-8")
    return ak.align(tmp_path / "a.zh.md", tmp_path / "a.en.md")


def test_shift_of_a_list_is_told_where_it_begins(tmp_path):
    """An item that was lost moves every number behind it, past lists inside an item too."""
    steps = "### {}. 安装\n\n1. 选择语言\n2. 选择时区\n3. 选择键盘\n\n### {}. 启动\n\n很快就好。\n"
    there = (
        "### {}. Install\n\n1. Choose a language\n2. Choose a time zone\n3. Choose a keyboard\n\n"
        "### {}. Start\n\nIt is soon done.\n"
    )
    found = ak.check(_files(tmp_path, steps.format(4, 5), there.format(5, 6)), select=["FMT001"])
    assert [finding.source.marked() for finding in found] == [("4.",)]


def test_number_of_an_item_is_told_by_the_list_alone():
    """Four against five is the numbering's finding, and no second one of the value."""
    pairs = [("3. 打开设置", "3. Open the settings"), ("4. 关闭窗口", "5. Close the window")]
    found = ak.check(ak.Bitext.from_pairs(pairs, "zh", "en")).at_least("warning")
    assert [finding.rule for finding in found] == ["FMT001"]


@pytest.mark.parametrize(
    ("label", "heading", "other"),
    [
        ("Chapter 11.", "Concurrency", "并发"),
        ("Item 79:", "Avoid excessive synchronization", "避免过度同步"),
        ("Step 3:", "Use your own serialized form", "使用自定义序列化形式"),
    ],
)
def test_label_of_a_heading_that_is_left_out_is_a_note(tmp_path, label, heading, other):
    """Sites number their headings themselves; the text of the heading is what counts."""
    source = f"# {label} {heading}\n\nThreads share memory.\n"
    target = f"# {other}\n\n线程共享内存。\n"
    (tmp_path / "a.en.md").write_text(source, "utf-8")
    (tmp_path / "a.zh.md").write_text(target, "utf-8")
    found = ak.check(ak.align(tmp_path / "a.en.md", tmp_path / "a.zh.md"), select=["NUM", "COV"])
    assert {finding.severity for finding in found} <= {"info"}


def test_links_to_the_other_language_are_notes(tmp_path):
    """中文 on an English page leads to the Chinese one; so does 中文 on both."""
    body = "本工具检查译文。\n\n它很快。\n", "This tool checks translations.\n\nIt is fast.\n"
    bitext = _files(
        tmp_path,
        f"[中文](README_zh.md)\n\n{body[0]}",
        f"[中文](README_zh.md)\n\n{body[1]}",
    )
    found = ak.check(bitext, select=["COV005", "COV006", "COV012"])
    assert {finding.severity for finding in found} <= {"info"}


def test_paragraph_left_in_the_other_language_is_still_told(tmp_path):
    """Words of a text that no link holds are a finding as before."""
    body = "本工具检查译文。\n\n它很快。\n", "This tool checks translations.\n\nIt is fast.\n"
    bitext = _files(tmp_path, body[0], f"{body[1]}\n这里还有一段没有翻译的话。\n")
    found = ak.check(bitext, select=["COV012"]).at_least("warning")
    assert len(found) == 1


def test_link_that_leads_out_of_the_project_is_still_told(tmp_path):
    """It is no way to the other language; its words may be a slip of the text."""
    body = "本工具检查译文。\n\n它很快。\n", "This tool checks translations.\n\nIt is fast.\n"
    bitext = _files(tmp_path, body[0], f"{body[1]}\n[许可协议全文](https://licences.example/)\n")
    assert len(ak.check(bitext, select=["COV012"]).at_least("warning")) == 1


def test_eight_and_a_bracket_is_no_face():
    """(8) numbers an item; 8) is a face only where no bracket stands before it."""
    pairs = [("（八）选举院长；", "(8) electing the president;"), ("好的。", "Fine 8)")]
    assert not len(ak.check(ak.Bitext.from_pairs(pairs, "zh", "en"), select=["FMT003"]))


def test_placeholders_translated_throughout_are_told_once():
    """A project that translates the names in its placeholders does so on purpose."""
    pairs = [
        (f"Run it with {{{{{name}}}}}.", f"用 {{{{{other}}}}} 运行它。")
        for name, other in (("query", "查询"), ("path", "路径"), ("file", "文件"), ("user", "用户"))
    ]
    found = ak.check(ak.Bitext.from_pairs(pairs, "en", "zh"), select=["LIT001"])
    assert [finding.values.get("places") for finding in found] == [4]


def test_figure_of_a_clause_that_is_left_out_is_told_with_it():
    """What the clause says is lost with it, its number too."""
    source = "机组于一月投入运行，全年发电三百二十亿千瓦时，并通过了国家能源局组织的安全检查。"
    target = "The unit went into operation in January."
    found = _check(source, target)
    assert "NUM003" not in {f.rule for f in found} or "COV002" not in {f.rule for f in found}
