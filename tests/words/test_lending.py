"""Tables of words go from one document to the next, and change nothing that is found there."""

import alignkit as ak
from alignkit.embed import encoder
from alignkit.words import lending
from alignkit.words.lexicon import WordTable

SOURCE = "公司于一九九八年成立，总部设在北京。\n员工应当遵守安全规定，并接受培训。\n产品保修。\n"
TARGET = "The company was founded in 1998.\nEmployees must obey the safety rules.\nA warranty.\n"


def test_table_is_lent_to_one_at_a_time(monkeypatch):
    """A table given back is lent again; two who ask at once have two."""
    monkeypatch.setattr(lending, "_spare", [])
    held = encoder(None)
    one, other = lending.lend(held), lending.lend(held)
    assert one is not other
    lending.give_back(one)
    assert lending.lend(held) is one
    assert lending.lend(held) is not one


def test_table_of_another_encoder_is_not_lent(monkeypatch):
    """The words of one model are of no use to another."""
    monkeypatch.setattr(lending, "_spare", [])
    lending.give_back(WordTable(encoder(None)))
    assert lending.lend(object()) is not lending._spare[0]


def test_table_of_many_words_is_let_go(monkeypatch):
    """Memory stays flat over any number of documents."""
    monkeypatch.setattr(lending, "_spare", [])
    monkeypatch.setattr(lending, "MOST_KEPT", 1)
    table = WordTable(encoder(None))
    table.take_up(["工厂", "北京"])
    lending.give_back(table)
    assert lending._spare == []


def test_findings_are_the_same_whatever_was_checked_before(monkeypatch):
    """A document is checked alike with a new table and with one that knows other words."""
    monkeypatch.setattr(lending, "_spare", [])
    bitext = ak.align(ak.document(SOURCE, lang="zh"), ak.document(TARGET, lang="en"))
    new = ak.check(bitext)
    ak.check(ak.align(["水泵由工厂生产。"] * 3, ["The plant makes pumps.", "A mill.", "Rain."]))
    assert lending._spare
    assert ak.check(bitext).items == new.items
