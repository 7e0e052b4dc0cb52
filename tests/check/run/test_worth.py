"""Whether a finding is worth a minute: signs that the verdicts of readers weighed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import alignkit as ak
from alignkit.check.run.worth import LIKELY, NAMES, often, probability, signs, weighed, weights
from alignkit.config import Settings
from alignkit.types import Bead, Bitext, Document, Excerpt, Finding, Severity, Span

LOST = "The port of the proxy, which is 22 unless set, and the domain name of the server"
BEADS = 300


def _bitext(beads: int = BEADS, doubt: float = 0.0) -> Bitext:
    source = Document.from_sentences([f"{LOST} {n}." for n in range(beads)], "en")
    target = Document.from_sentences([f"服务器端口{n}。" for n in range(beads)], "zh")
    held = tuple(Bead((n,), (n,), 1.0, 1.0 - doubt) for n in range(beads))
    return Bitext(source, target, held)


def _finding(
    bead: int = 5,
    low: int = 19,
    confidence: float = 0.8,
    severity: Severity = Severity.WARNING,
    rule: str = "COV002",
) -> Finding:
    excerpt = Excerpt(f"{LOST} {bead}.", (Span(low, low + 20),), (bead,))
    return Finding(rule, severity, "", bead, excerpt, Excerpt(), {}, confidence, str(bead))


def _one(finding: Finding, bitext: Bitext, more: int = 0) -> Finding:
    others = [_finding(bead=10 + n) for n in range(more)]
    return next(f for f in weighed([finding, *others], bitext) if f.bead == finding.bead)


def test_every_sign_has_a_weight_and_no_weight_is_without_sign() -> None:
    """The shipped table and the names agree."""
    assert all(set(held) == {*NAMES, "bias"} for held in weights().values())
    assert tuple(signs(_finding(), _bitext(), 0.0)) == NAMES


def test_a_warning_under_the_promise_is_a_note_with_its_worth() -> None:
    """What is surer stays a warning; both say how likely they are genuine."""
    low, high = (_one(_finding(confidence=c), _bitext()) for c in (0.61, 0.98))
    assert (low.severity, high.severity) == (Severity.INFO, Severity.WARNING)
    assert low.values["worth"] < LIKELY <= high.values["worth"]


def test_a_document_that_leaves_much_out_is_believed_sooner() -> None:
    """The same finding weighs less where nothing else was left out."""
    faithful, lax = (_one(_finding(), _bitext(), more) for more in (0, 30))
    assert faithful.values["worth"] < lax.values["worth"]


def test_what_opens_a_sentence_weighs_less_than_what_ends_it() -> None:
    """A lead-in is rendered by the whole of the sentence; all of a sentence is no lead-in."""
    opening, ending = (_one(_finding(low=low), _bitext()) for low in (0, 40))
    assert opening.values["worth"] < ending.values["worth"]
    whole = Excerpt("The port is 22.", (Span(0, 15),), (5,))
    assert signs(_finding(), _bitext(), 0.0) == {
        **signs(Finding("COV002", Severity.WARNING, "", 5, whole, Excerpt(), {}, 0.8, ""),
                _bitext(), 0.0)
    }  # fmt: skip


def test_a_bead_among_doubtful_ones_weighs_less_and_its_own_doubt_nothing() -> None:
    """What a translation lacks makes its own bead doubtful, a lost alignment those beside it."""
    sure, astray = (_one(_finding(), _bitext(doubt=d)).values["worth"] for d in (0.0, 0.2))
    assert astray < sure
    beads = list(_bitext().beads)
    beads[5] = Bead((5,), (5,), 1.0, 0.6)
    alone = Bitext(_bitext().source, _bitext().target, tuple(beads))
    assert _one(_finding(), alone).values["worth"] == sure


def test_a_lone_word_is_weighed_like_a_clause_and_other_rules_not_at_all() -> None:
    """Notes stay as they are."""
    assert _one(_finding(rule="COV003", confidence=0.61), _bitext()).severity is Severity.INFO
    assert _one(_finding(rule="NUM003"), _bitext()) == _finding(rule="NUM003")
    note = _finding(severity=Severity.INFO)
    assert _one(note, _bitext()) == note


@given(st.integers(0, 500), st.integers(0, 5000), st.floats(-4, 4), st.booleans())
def test_surer_and_oftener_never_lower_the_probability(
    count: int, beads: int, sure: float, opens: bool
) -> None:
    """The weights that readers' verdicts gave have the direction of common sense."""
    held = {"sure": sure, "opens": float(opens), "astray": 0.0, "often": often(count, beads)}
    value = probability("COV002", held)
    assert 0 < value < 1
    assert value <= probability("COV002", {**held, "sure": sure + 1})
    assert value <= probability("COV002", {**held, "often": often(count + 1, beads)})
    assert value >= probability("COV002", {**held, "astray": 0.3})


@pytest.mark.parametrize("options", [{"severity": "error"}, {"threshold": 0.55}])
def test_a_rule_whose_options_the_user_sets_is_weighed_by_the_user(
    options: dict[str, str | float],
) -> None:
    """Whoever wants every dropped clause aloud says so in the settings."""
    pair = ("With a default of 22, the port number of the proxy service.", "代理服务器的端口号。")
    clean = [(f"Open file number {n} first.", f"先打开第{n}号文件。") for n in range(2, 500)]
    bitext = ak.Bitext.from_pairs([pair, *clean], "en", "zh")
    unsure = tuple(replace(bead, confidence=0.92) for bead in bitext.beads)
    bitext = replace(bitext, beads=unsure)
    (plain,) = ak.check(bitext, select=["COV002"])
    (own,) = ak.check(bitext, select=["COV002"], settings=Settings(rules={"COV002": options}))
    assert plain.severity is Severity.INFO
    assert own.severity.value == options.get("severity", "warning")


@pytest.mark.parametrize("clean", [20, 2000])
def test_a_lone_loss_in_a_faithful_text_is_a_warning_however_long_the_text(clean: int) -> None:
    """A text that leaves nothing else out does not speak against what it does leave out."""
    pair = ("The port number of the proxy service, default is 22.", "代理服务器的端口号。")
    rest = [(f"Open file number {n} first.", f"先打开第{n}号文件。") for n in range(clean)]
    (found,) = ak.check(ak.Bitext.from_pairs([pair, *rest], "en", "zh"), select=["COV002"])
    assert found.severity is Severity.WARNING


PAGES = [
    ("（以下无正文）", "zh"),
    ("（本页以下空白）", "zh"),
    ("【此页无正文，为签署页】", "zh"),
    ("（下接第十二页）", "zh"),
    ("(The remainder of this page is intentionally left blank.)", "en"),
    ("[Remainder of page intentionally left blank]", "en"),
    ("[Signature page follows]", "en"),
    ("(continued on the next page)", "en"),
]


@pytest.mark.parametrize(("said", "lang"), PAGES)
@pytest.mark.parametrize("alone", [True, False])
def test_what_a_page_says_of_itself_is_a_note(said: str, lang: str, alone: bool) -> None:
    """A form's remark on its own page, on one side alone, is nobody's loss, wherever it stands."""
    texts = {
        "zh": ["本合同一式四份，双方各执两份。", "本合同自双方签字之日起生效。"],
        "en": ["This contract is made in four originals, two for each party.",
               "This contract takes effect on the date on which both parties sign it."],
    }  # fmt: skip
    other = "en" if lang == "zh" else "zh"
    held = [*texts[lang], said] if alone else [texts[lang][0], f"{texts[lang][1]}{said}"]
    for pair in ((held, texts[other]), (texts[other], held)):
        found = ak.check(ak.align(*pair), select=["COV"])
        assert {str(f.severity) for f in found} <= {"info"}, [f.message for f in found]


def test_what_a_page_says_of_itself_is_an_error_where_a_sheet_lacks_it() -> None:
    """An empty cell of an aligned file is a fact, whatever stands beside it."""
    source = Document.from_sentences(["本合同一式四份。", "（以下无正文）"], "zh")
    target = Document.from_sentences(["This contract is made in four originals."], "en")
    bitext = Bitext(source, target, (Bead((0,), (0,)), Bead((1,), ())))
    (found,) = [f for f in ak.check(bitext, select=["COV001"]) if f.bead == 1]
    assert found.severity is Severity.ERROR
