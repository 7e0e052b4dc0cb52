"""Nothing is lost in silence: what has no translation is told, whatever stands beside it."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit.check.run.examples import LINES, TARGETS
from alignkit.config import Settings

SOURCES = [source for source, _ in LINES]
PAIRS = list(zip(SOURCES, TARGETS, strict=True))


def with_directions(pairs: list[tuple[str, str]]) -> list[ak.Bitext]:
    """Return pairs as a bitext from Chinese, and what they are the other way round."""
    turned = [(target, source) for source, target in pairs]
    return [ak.Bitext.from_pairs(pairs, "zh", "en"), ak.Bitext.from_pairs(turned, "en", "zh")]


@pytest.mark.parametrize("place", range(len(PAIRS)))
def test_an_empty_target_of_a_table_is_an_error(place: int) -> None:
    """A row without a translation is an error at its place, in both directions."""
    for held in with_directions(PAIRS):
        rows = list(held.pairs())
        rows[place] = (rows[place][0], "")
        bitext = ak.Bitext.from_pairs(rows, held.source.lang, held.target.lang)
        errors = ak.check(bitext).at_least("error")
        assert [f.bead for f in errors.of("COV001")] == [place]


@pytest.mark.parametrize("twins", [1, 2, 4])
def test_a_row_among_its_like_is_told_too(twins: int) -> None:
    """What a neighbour's own source accounts for renders nothing else."""
    like = [(f"他买了{name}。", f"He bought {word}.") for name, word in (
        ("一本新书", "a new book"), ("一本旧书", "an old book"), ("一本好书", "a good book"),
        ("一本厚书", "a thick book"), ("一本小书", "a little book"),
    )]  # fmt: skip
    rows = [*PAIRS[:4], *like[:twins], ("他买了一本红书。", ""), *like[twins:], *PAIRS[4:]]
    for bitext in with_directions(rows)[:1]:
        found = ak.check(bitext).of("COV001")
        assert [f.bead for f in found if str(f.severity) == "error"] == [4 + twins]


@pytest.mark.parametrize("place", [0, 3, 6, 11])
def test_a_sentence_that_the_aligner_leaves_alone_is_told(place: int) -> None:
    """A sentence taken out of a document is a finding at its place."""
    targets = [text for n, text in enumerate(TARGETS) if n != place]
    for source, target in (
        (SOURCES, targets),
        (TARGETS, [s for n, s in enumerate(SOURCES) if n != place]),
    ):
        findings = ak.check("\n".join(source), "\n".join(target))
        told = {n for f in findings.of("COV", "DOC") for n in f.source.sentences}
        assert place in told


@pytest.mark.parametrize("select", [(), ("NUM",), ("FMT004",)])
def test_a_file_that_is_its_own_source_is_an_error_whatever_is_selected(
    select: tuple[str, ...],
) -> None:
    """Nothing found in an untranslated file would be a lie."""
    for text in ("\n".join(SOURCES), "\n".join(TARGETS)):
        assert "DOC005" in ak.check(text, text, select=select).at_least("error").counts()


def test_a_translation_in_the_source_s_language_is_an_error() -> None:
    """Another text in the same language is no translation either."""
    one, other = "\n".join(SOURCES[:7]), "\n".join(SOURCES[7:])
    assert "DOC005" in ak.check(one, other, select=["NUM"]).counts()


@pytest.mark.parametrize(("left", "told"), [(0, False), (2, False), (9, True), (14, True)])
def test_a_half_made_translation_is_told(left: int, told: bool) -> None:
    """From half of the text on, a translation is mostly not one."""
    target = [s if n < left else t for n, (s, t) in enumerate(PAIRS)]
    bitext = ak.Bitext.from_pairs(list(zip(SOURCES, target, strict=True)), "zh", "en")
    assert ("DOC005" in ak.check(bitext, select=["NUM"]).counts()) is told


@pytest.mark.parametrize("swapped", [False, True])
def test_a_side_read_in_another_language_than_it_is_written_in_is_an_error(swapped: bool) -> None:
    """A wrong language gives no sentences or wrong ones, and nothing found would be a lie."""
    texts, langs = ("\n".join(SOURCES), "\n".join(TARGETS)), ("en", "zh")
    one, other = texts[::-1] if swapped else texts
    own, theirs = langs[::-1] if swapped else langs
    found = ak.check(ak.align(one, other, source_lang=own, target_lang=theirs), select=["NUM"])
    assert "DOC005" in found.at_least("error").counts()
    assert any("name its language" in f.message for f in found if f.rule == "DOC005")
    right = ak.align(one, other, source_lang=theirs, target_lang=own)
    assert "DOC005" not in ak.check(right, select=["NUM"]).counts()


def test_an_untranslated_file_is_told_as_what_it_is() -> None:
    """Its language was named rightly; nobody translated it."""
    left = ak.Bitext.from_pairs([(target, target) for target in TARGETS], "en", "zh")
    told = next(f.message for f in ak.check(left, select=["NUM"]) if f.rule == "DOC005")
    assert "name its language" not in told


def test_rows_that_go_both_ways_are_named() -> None:
    """Half of the rows from Chinese and half into it are no text in one language."""
    rows = [pair if n % 2 else pair[::-1] for n, pair in enumerate(PAIRS)]
    found = ak.check(ak.Bitext.from_pairs(rows, "zh", "en"), select=["NUM"])
    assert next(f.message for f in found if f.rule == "DOC005").startswith("7 of 14 rows go the")


def test_a_switch_allows_one_language_on_both_sides() -> None:
    """Who compares two editions says so."""
    text = "\n".join(TARGETS)
    allowed = Settings(same_language=True)
    assert "DOC005" not in ak.check(text, text, settings=allowed).counts()
    with_code = "Run `pip install` and see README.md for version 2.0 of the tool."
    bitext = ak.Bitext.from_pairs([("运行 `pip install`，参见 README.md 的 2.0 版。", with_code)])
    assert "DOC005" not in ak.check(bitext).counts()


def test_simplified_against_traditional_is_a_pair() -> None:
    """A text and its conversion are two texts that somebody compares."""
    simple = "\n".join(SOURCES)
    table = str.maketrans(
        "网络连断开请关闭窗讨论预这书们医生议师扬学馆鱼",
        "網絡連斷開請關閉窗討論預這書們醫生議師揚學館魚",
    )
    assert "DOC005" not in ak.check(simple, simple.translate(table)).counts()


WRITINGS = [
    (
        "另外，你可以向很多商业公司寻求帮助，不论公司大还是小。",
        "另外，你可以向很多商業公司尋求幫助，不論公司大還是小。",
    ),
    (
        "请先保存文件，然后再关闭窗口，最后重新启动机器。",
        "請先儲存檔案，然後再關閉視窗，最後重新啟動機器。",
    ),
    (
        "会议讨论了明年的预算，与会者一致通过了三项决议。",
        "會議討論了明年的預算，與會者一致通過了三項決議。",
    ),
]


@pytest.mark.parametrize(
    "gone", ["，不論公司大還是小", "，最後重新啟動機器", "，與會者一致通過了三項決議"]
)
def test_a_clause_lost_between_two_ways_of_writing_is_told(gone: str) -> None:
    """From Simplified to Traditional nearly all stands on both sides; what does not is told."""
    whole = ak.Bitext.from_pairs(WRITINGS, "zh", "zh")
    assert not ak.check(whole, select=["COV"]).at_least("warning")
    cut = [(source, target.replace(gone, "")) for source, target in WRITINGS]
    place = next(n for n, (_, target) in enumerate(WRITINGS) if gone in target)
    found = ak.check(ak.Bitext.from_pairs(cut, "zh", "zh"), select=["COV"]).at_least("warning")
    assert [(f.rule, f.bead) for f in found] == [("COV002", place)]


def test_a_neighbour_without_room_renders_nothing_more() -> None:
    """What stands alone beside its like is told aloud where the like is no longer for it."""
    rows = [("第三节 附件一的说明", "Section 3: Notes on Annex I"), ("第四节 附件二的说明", "")]
    beads = [ak.Bead((n,), (n,) if target else ()) for n, (_, target) in enumerate(rows)]
    source = ak.Document.from_sentences([source for source, _ in rows], "zh")
    target = ak.Document.from_sentences([target for _, target in rows if target], "en")
    bitext = ak.Bitext(source, target, tuple(beads))
    assert [f.bead for f in ak.check(bitext, select=["COV"]).at_least("warning")] == [1]


@pytest.mark.parametrize("place", [0, 1, 6])
def test_a_sentence_paired_with_something_else_is_told(place: int) -> None:
    """A pair without a word in common is a finding at its place, in both directions."""
    for held in with_directions(PAIRS):
        rows = list(held.pairs())
        rows[place] = (rows[place][0], rows[place + 4][1])
        bitext = ak.Bitext.from_pairs(rows, held.source.lang, held.target.lang)
        assert place in {f.bead for f in ak.check(bitext, select=["COV"]).at_least("warning")}
