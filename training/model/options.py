"""Everything that decides what comes out, beside the data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """The settings of a training run; the defaults are those of the weights that ship."""

    dimensions: int = 512
    #: how many of the commonest tokens are packed with two bits more
    corrected: int = 12_000
    #: each worker takes this many, all at once
    steps: int = 15_000
    workers: int = 2
    seed: int = 1
    rate: float = 0.07
    #: steps until the rate is reached, from which it falls to the end
    warm: int = 200
    #: length of the rarest token's first vector
    start_length: float = 0.7

    #: what a step sees: blocks of lines, and entries; a share of the technical blocks is left out,
    #: lines are joined to spans, entries put beside sentences
    technical: float = 0.5
    block: int = 64
    blocks: int = 24
    entries: int = 1024
    join: float = 0.25
    mix: float = 0.5

    #: shares dropped: of pieces, of whole-word pieces, of a sentence's words
    drop: float = 0.1
    whole_drop: float = 0.1
    word_drop: float = 0.4
    #: share of Chinese words cut up as if unknown, in entries and in sentences
    cut_up: float = 0.4
    cut_up_sentences: float = 0.0

    temperature: float = 0.07
    entry_temperature: float = 0.1
    word_temperature: float = 0.1
    word_weight: float = 0.3
    word_texts: int = 32
    link_temperature: float = 0.1
    link_weight: float = 3.0
    link_texts: int = 256
    word_limit: int = 28

    #: common directions taken out, and the share of the steps that come after, as packed
    common: int = 2
    settle: float = 0.1

    #: short runs with other seeds whose mean says how long each vector is, and their steps
    length_runs: int = 4
    length_steps: int = 400
