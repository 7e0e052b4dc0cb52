"""Learns what tells a replaced word from a free rendering (check/meaning/replaced.py).

    python -m training terms --data DIR --gold DIR      (ALIGNKIT_DATA, ALIGNKIT_BENCH)

Clean pairs of the development half and openly licensed ones, each beside itself with one word
replaced: by a neighbour in its language's vectors (texts/slips.py), or by a sibling of WordNet,
a word that one thing is more general than both. And pairs with a word that a rater or a
post-editor found wrong. One hidden layer on the signs of two words that face each other. Ten
minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import Linear, functional

from alignkit.check.coverage.net import Net
from alignkit.check.meaning.linked import LISTED, read_all
from alignkit.check.meaning.replaced import FEATURES, FILE, faced
from alignkit.check.meaning.sense import MOST_WORDS
from alignkit.embed import encoder
from alignkit.words.lexicon import HAN_FIRST, WordTable, meanings, stem_of
from alignkit.words.numbered import Words
from alignkit.words.renderings import match, words_of_all
from alignkit.words.senses import senses
from training.texts.natural import Natural, natural
from training.texts.slips import Slips
from training.weights.sense import general

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "meaning" / FILE
#: Natural and general pairs, replacements of each, and the share of those by siblings.
NATURAL, GENERAL, SLIPS, SIBLINGS = 5000, 2000, 2, 0.5
#: Pairs read at once; networks, and hidden units, epochs and rows of a step of each.
AT_ONCE, MEMBERS, HIDDEN, EPOCHS, BATCH = 300, 4, 40, 22, 1024
#: Rate, decay of weights, and noise on the signs, so that none is learned to its last digit.
RATE, DECAY, NOISE = 3e-3, 0.05, 0.1
#: What a marked word counts beside one put in: the mark may stand for much else.
MARKED = 0.3


@dataclass
class Shown:
    """A pair as it is read: texts, order of the languages, the words of a side that are wrong."""

    zh: str
    en: str
    turned: bool
    side: int = 0
    spans: tuple[tuple[int, int], ...] = ()
    origin: str = "clean"


class Replacing:
    """Puts a plausible word into a pair."""

    def __init__(self, table: WordTable, pairs: list[Natural], dice: random.Random) -> None:
        counts: Counter[str] = Counter()
        for pair in pairs:
            for text in (pair.chinese, pair.english):
                counts.update(word for _, _, word in table.encoder.words(text))
        forms = list(counts)
        table.take_up(forms)
        self.table, self.dice, self.counts = table, dice, counts
        self.slips = Slips(forms, np.array([counts[f] for f in forms]), table.units[: len(forms)])
        self.below: dict[tuple[int, str], list[str]] = defaultdict(list)
        for form in forms:
            for wider in senses(_meant(form))[1]:
                self.below[int(form < HAN_FIRST), wider].append(form)

    def __call__(self, pair: Natural, turned: bool) -> Shown | None:
        """Return the pair with a word replaced, None where none can be."""
        side = self.dice.randrange(2)
        texts = [pair.chinese, pair.english]
        words = words_of_all(self.table, texts)
        if not all(map(len, words)):
            return None
        cosine, strength = match(self.table, *words)
        best = np.maximum(cosine, strength + LISTED * (strength > 0)).max(1 - side)
        put = self._sibling if self.dice.random() < SIBLINGS else self._neighbour
        at, new = put(words, best, side)
        if at < 0 or new.lower() in texts[side].lower():
            return None
        start, end = words[side].starts[at], words[side].ends[at]
        new = new[0].upper() + new[1:] if texts[side][start].isupper() else new
        texts[side] = texts[side][:start] + new + texts[side][end:]
        return Shown(*texts, turned, side, ((start, start + len(new)),), "slip")

    def _neighbour(self, words: list[Words], best: NDArray[Any], side: int) -> tuple[int, str]:
        ids = [np.array([self.slips.ids.get(f, -1) for f in w.forms], np.int32) for w in words]
        if any((held < 0).any() for held in ids):
            return -1, ""
        capitals = np.array([words[1].text[at].isupper() for at in words[1].starts], np.bool_)
        found = list(
            self.slips._replaced(self.dice, (ids[0], ids[1]), capitals, best, side, "term")
        )
        if not found:
            return -1, ""
        at, _, put, _ = self.dice.choice(found)
        return at, self.slips.forms[put[0]]

    def _sibling(self, words: list[Words], best: NDArray[Any], side: int) -> tuple[int, str]:
        places = [
            at for at, form in enumerate(words[side].forms)
            if best[at] > 0.5 and len(form) > 1 and senses(_meant(form))[1]
        ]  # fmt: skip
        if not places:
            return -1, ""
        at = self.dice.choice(places)
        form = words[side].forms[at]
        wider = self.dice.choice(sorted(senses(_meant(form))[1]))
        own = senses(_meant(form))[0]
        pool = [
            other for other in self.below[side, wider]
            if own.isdisjoint(senses(_meant(other))[0]) and _alike(form, other)
        ]  # fmt: skip
        if not pool:
            return -1, ""
        return at, self.dice.choices(pool, [self.counts[other] ** 0.7 for other in pool])[0]


def _meant(form: str) -> str:
    """Return the stem that a word means: itself, or what most often renders it."""
    return next(iter(meanings(form)), "") if form >= HAN_FIRST else stem_of(form)


def _alike(own: str, other: str) -> bool:
    if own >= HAN_FIRST:
        return len(own) == len(other)
    return own[-1:] == other[-1:] or (own[-1:] not in "sdgy" and other[-1:] not in "sdgy")


def drawn(gold: Path, data: Path, table: WordTable) -> list[Shown]:
    """Return pairs as they are, the replacements of each behind it, and the marked ones."""
    dice = random.Random(3)
    pairs = natural(gold)
    clean, wrong = [p for p in pairs if not p.wrong], [p for p in pairs if p.wrong]
    more = [Natural(*texts) for texts in general(data)]
    for held in (clean, more):
        dice.shuffle(held)
    clean = clean[:NATURAL] + more[:GENERAL]
    replacing = Replacing(table, clean, dice)
    found = []
    for pair in clean:
        turned = bool(dice.randrange(2))
        found.append(Shown(pair.chinese, pair.english, turned))
        for _ in range(SLIPS):
            slip = replacing(pair, turned)
            found += [slip] if slip else []
    found += [Shown(p.chinese, p.english, not p.side, p.side, p.wrong, "marked") for p in wrong]
    return found


def rows_of(shown: list[Shown], table: WordTable) -> list[tuple[NDArray[Any], NDArray[Any]]]:
    """Return for each pair the signs of words that face each other, and which of them are wrong."""
    empty = np.zeros((0, len(FEATURES)), np.float32), np.zeros(0, np.bool_)
    found = [empty] * len(shown)
    for turned in (False, True):
        places = [at for at, one in enumerate(shown) if one.turned == turned]
        for low in range(0, len(places), AT_ONCE):
            part = places[low : low + AT_ONCE]
            texts = [t for at in part for t in _texts(shown[at])]
            cut = words_of_all(table, texts)
            pairs = list(zip(cut[::2], cut[1::2], strict=True))
            for at, read in read_all(table, pairs, ("en", "zh") if turned else ("zh", "en")):
                if max(map(len, read.words)) > MOST_WORDS:
                    continue
                one = shown[part[at]]
                words = (read.words[::-1] if turned else read.words)[one.side]
                held = faced(read, table)
                if held:
                    own = [(f.chinese, f.english)[one.side] for f in held]
                    wrong = [any(words.starts[w] < high and low_ < words.ends[w]
                                 for low_, high in one.spans) for w in own]  # fmt: skip
                    signs = np.array([f.features for f in held], np.float32)
                    found[part[at]] = signs, np.array(wrong, np.bool_)
    return found


def _texts(one: Shown) -> tuple[str, str]:
    return (one.en, one.zh) if one.turned else (one.zh, one.en)


def together(shown: list[Shown], rows: list[tuple[NDArray[Any], NDArray[Any]]]) -> list[Any]:
    """Return signs, labels and weights of all rows: of a wrong word the likeliest place alone."""
    place = [FEATURES.index(name) for name in ("before", "behind", "cosine")]
    parts = []
    for one, (signs, wrong) in zip(shown, rows, strict=True):
        if not len(signs) or (one.origin == "marked" and not wrong.any()):
            continue
        keep, label = ~wrong, np.zeros(len(wrong), np.float32)
        if wrong.any():
            first = max(np.flatnonzero(wrong), key=lambda at: signs[at][place].sum())
            keep[first], label[first] = True, 1
        weight = np.full(int(keep.sum()), MARKED if one.origin == "marked" else 1, np.float32)
        parts.append((signs[keep], label[keep], weight))
    return [np.concatenate(held) for held in zip(*parts, strict=True)]


def learned(signs: NDArray[Any], label: NDArray[Any], weight: NDArray[Any]) -> Net:
    """Return the network that tells wrong words: the mean of some that began otherwise."""
    torch.set_num_threads(1)
    mean, spread = signs.mean(0), signs.std(0) + 1e-6
    held = [(signs - mean) / spread, label, weight]
    rows = [torch.from_numpy(np.asarray(values, np.float32)) for values in held]
    hidden, bias, out, offset = [], [], [], 0.0
    for seed in range(MEMBERS):
        inner, outer = _member(seed, *rows)
        hidden.append((inner.weight.detach().numpy() / spread).T)
        bias.append(inner.bias.detach().numpy() - mean @ hidden[-1])
        out.append(outer.weight.detach().numpy()[0] / MEMBERS)
        offset += outer.bias.item() / MEMBERS
    return Net(np.concatenate(hidden, 1), np.concatenate(bias), np.concatenate(out), offset)


def _member(seed: int, signs: Tensor, label: Tensor, weight: Tensor) -> tuple[Linear, Linear]:
    torch.manual_seed(seed)
    inner, outer = Linear(signs.shape[1], HIDDEN), Linear(HIDDEN, 1)
    adam = torch.optim.AdamW([*inner.parameters(), *outer.parameters()], RATE, weight_decay=DECAY)
    for epoch in range(EPOCHS):
        adam.param_groups[0]["lr"] = RATE * (1 - epoch / EPOCHS) + 1e-4
        for places in torch.randperm(len(signs)).split(BATCH):
            seen = signs[places]
            told = outer(torch.tanh(inner(seen + NOISE * torch.randn_like(seen)))).squeeze(1)
            losses = functional.binary_cross_entropy_with_logits(
                told, label[places], reduction="none"
            )
            loss = (losses * weight[places]).mean()
            adam.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            adam.step()
    return inner, outer


def main() -> None:
    """Learn and write the network."""
    parser = argparse.ArgumentParser(prog="python -m training terms", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNKIT_DATA"))
    parser.add_argument("--gold", type=Path, default=os.environ.get("ALIGNKIT_BENCH"))
    options = parser.parse_args()
    table = WordTable(encoder(None))
    shown = drawn(Path(options.gold), Path(options.data), table)
    print(Counter(one.origin for one in shown), flush=True)
    net = learned(*together(shown, rows_of(shown, table)))
    text = json.dumps({"features": list(FEATURES), **net.to_json()})
    OUT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
