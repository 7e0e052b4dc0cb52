"""Learns the network that reads both sides of a pair and tells which word is wrong.

    python -m training sense --data DIR --gold DIR --steps 2400
    python -m training sense --data DIR --gold DIR --steps 600 --rate 3e-4 --seed 8
    python -m training sense --data DIR --gold DIR --steps 1200 --rate 5e-4 --seed 9

(ALIGNKIT_DATA, ALIGNKIT_BENCH.) What is drawn is natural text of the development half
(texts/natural.py), openly licensed pairs, and of both again those in which one side alone
denies or obliges and is right; each is read as it is and beside it with one error of
texts/slips.py, so that only the error tells the two apart. Learning goes on from the network
that alignkit brings; --anew begins at the beginning. The second and the third run went on from
the one before; the first two had neither law nor a second look at the hard pairs. Needs torch;
twenty minutes on one core in all.
"""

from __future__ import annotations

import argparse
import lzma
import math
import os
import random
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from alignkit.check.meaning.sense import FILE, KINDS, Sense, packed, unpacked
from alignkit.check.meaning.signs import members, negative
from alignkit.embed import encoder
from alignkit.words.lexicon import HAN_FIRST, WordTable, stem_of
from alignkit.words.tokens import denies
from training.texts.natural import Natural, natural
from training.texts.slips import Slip, Slips
from training.weights.sense_network import HEADS, LAYERS, Item, Known, Network, evidence, together

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "meaning" / FILE
#: So many pairs of one source at most: without a cap documentation drowns everything else.
CAP = 9_000
#: Raw machine translation and giants of one product teach nothing that the others do not.
LEFT_OUT = frozenset({"ms-cpp", "ms-visualstudio", "mlqe-pe-wikipedia"})
#: So many words of a language have a vector of their own; one seen more seldom has none.
CHINESE, ENGLISH, SEEN = 6000, 5000, 30
#: Words of a side at most, and steps that are drawn at once, so that like lengths go together.
LONGEST, DRAWN = (60, 70), 32
#: Pairs of a step: natural ones, general ones, hard ones (right, though one side alone denies or
#: obliges), and ones with a word that a professional marked.
TOGETHER = {"natural": 9, "general": 10, "hard": 10, "marked": 3}
SHARES = {
    "denial": 0.28, "force": 0.21, "contrary": 0.15, "name": 0.1, "term": 0.17, "extent": 0.09,
}  # fmt: skip
#: Where both sides deny more than once, so often one denial is what is changed.
TWICE = 0.5
#: How much the place of an error counts, and that the pair with it stands above the one without.
WHERE, ABOVE = 0.3, 0.5
#: The weights that are kept are the running mean of those of so many steps.
MEAN_OF = 400
#: The rate rises over so many steps, and falls to this share of it.
WARM, LEAST = 250, 0.03


def general(data: Path, cap: int = CAP) -> list[tuple[str, str]]:
    """Return a sample of the training pairs, Chinese first, so many of a source at most."""
    found: list[tuple[str, str]] = []
    for path in sorted((data / "pairs").glob("*.tsv.xz")):
        if path.name.split(".")[0] in LEFT_OUT:
            continue
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            rows = [tuple(line.rstrip("\n").split("\t")) for line in stream]
        kept = [r for r in rows if len(r) == 2 and 4 <= len(r[0]) < 300 and len(r[1]) < 900]
        kept = random.Random(path.name).sample(kept, min(cap, len(kept)))
        found += [(r[0], r[1]) for r in kept]
    return found


def loss_of(network: Network, slips: Slips, items: list[Item], dice: random.Random) -> Tensor:
    """Return the loss of some pairs: is there an error of each kind, where, and only there."""
    ids, masks, _ = together(items)
    with torch.no_grad():
        best = evidence(network.known, ids, masks)
    shown, spots, pairs = list(items), [], []
    labels = [[0.0] * len(KINDS) for _ in items]
    for row, item in enumerate(items):
        if item.wrong:
            labels[row][KINDS.index("term")] = 1
            spots.append((row, item.side, list(item.wrong), KINDS.index("term")))
            continue
        side = dice.randrange(2)
        seen = best[row].max(1 - side)[0].numpy()[: len(item.words[side])]
        slip = _slip(slips, item, seen, side, dice)
        if slip is None:
            continue
        kind = KINDS.index(slip.kind)
        pairs.append((row, len(shown), kind))
        labels.append([float(k == kind) for k in range(len(KINDS))])
        if slip.put:
            spots.append((len(shown), side, slip.places, kind))
        else:
            # Of a denial that was lost, what is left to see is the one on the other side.
            left = network.known.denying[ids[1 - side][row], 0].nonzero().flatten().tolist()
            if len(left) == 1:
                spots.append((len(shown), 1 - side, left, kind))
        words = (slip.words, item.words[1]) if side == 0 else (item.words[0], slip.words)
        shown.append(Item(words, slip.capitals if side else item.capitals))
    told = network(*together(shown))
    every = torch.cat(told, 1)
    pooled = torch.logsumexp(every, 1)
    loss = functional.binary_cross_entropy_with_logits(pooled, torch.tensor(labels)) * len(KINDS)
    shares = every - pooled[:, None]
    shift = (0, told[0].shape[1])
    where = [
        -torch.logsumexp(shares[row, [shift[side] + p for p in places], kind], 0)
        for row, side, places, kind in spots
    ]
    above = [functional.softplus(pooled[a, k] - pooled[b, k]) for a, b, k in pairs]
    for parts, weight in ((where, WHERE), (above, ABOVE)):
        if parts:
            loss = loss + weight * torch.stack(parts).mean()
    return loss


def _slip(
    slips: Slips, item: Item, seen: NDArray[np.float32], side: int, dice: random.Random
) -> Slip | None:
    twice = slips.is_twice_denied(item.words)
    for _ in range(4):
        kind = dice.choices(KINDS, [SHARES[k] for k in KINDS])[0]
        kind = "denial" if twice and dice.random() < TWICE else kind
        slip = slips.make(dice, item.words, item.capitals, seen, side, kind)
        if slip:
            return slip
    return None


def vocabulary(forms: list[str], items: list[Item]) -> list[str]:
    """Return the words that have a vector of their own."""
    counts: Counter[str] = Counter()
    for name, count in zip(map(_name, forms), _counts(len(forms), items), strict=True):
        counts[name] += int(count)
    common = [name for name, _ in counts.most_common()]
    words = [name for name in common if name >= HAN_FIRST][:CHINESE]
    return words + [name for name in common if name < HAN_FIRST and name[:1].isalpha()][:ENGLISH]


def _name(form: str) -> str:
    return form if form >= HAN_FIRST else stem_of(form)


def _counts(size: int, items: list[Item]) -> NDArray[np.int64]:
    seen = np.zeros(size, np.int64)
    for item in items:
        for words in item.words:
            np.add.at(seen, words, 1)
    return seen


class Pool:
    """The pairs as numbers, by where they come from, and the forms of their words."""

    def __init__(self) -> None:
        self.cut = encoder(None).words  # type: ignore[attr-defined]
        self.ids: dict[str, int] = {}
        self.items: dict[str, list[Item]] = {name: [] for name in TOGETHER}

    def take(self, name: str, pair: Natural) -> None:
        """Take a pair up, if it is of a length that can be read."""
        texts = pair.chinese, pair.english
        words = [self.cut(text) for text in texts]
        ids = self.ids
        own, other = (
            np.array([ids.setdefault(w, len(ids)) for _, _, w in held], np.int32) for held in words
        )
        if not (2 <= len(own) <= LONGEST[0] and 2 <= len(other) <= LONGEST[1]):
            return
        capitals = np.array([texts[1][start].isupper() for start, _, _ in words[1]], np.bool_)
        wrong = tuple(
            at
            for at, (start, end, _) in enumerate(words[pair.side])
            if any(start < high and low < end for low, high in pair.wrong)
        )
        if 0.3 < len(own) / len(other) < 2.5 and bool(wrong) == bool(pair.wrong):
            name = "marked" if wrong else name
            self.items[name].append(Item((own, other), capitals, pair.side, wrong))

    def mine(self) -> None:
        """Find the hard pairs: right ones in which one side denies or obliges more often."""
        told = np.array([_told(form) for form in self.ids])
        for item in self.all():
            own, other = (told[words].sum(0) for words in item.words)
            if not item.wrong and (own != other).any():
                self.items["hard"].append(item)

    def all(self) -> list[Item]:
        """Return every pair once."""
        return [item for name, held in self.items.items() if name != "hard" for item in held]


def _told(form: str) -> tuple[bool, bool, bool]:
    said = members(form)
    return denies(form), "force/oblige" in said, "force/permit" in said


def main() -> None:
    """Learn and write the network."""
    parser = argparse.ArgumentParser(prog="python -m training sense", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNKIT_DATA"))
    parser.add_argument("--gold", type=Path, default=os.environ.get("ALIGNKIT_BENCH"))
    parser.add_argument("--steps", type=int, default=2400)
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--anew", action="store_true", help="begin without the network there is")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    pool = Pool()
    for pair in natural(Path(options.gold)):
        pool.take("natural", pair)
    for texts in general(Path(options.data)):
        pool.take("general", Natural(*texts))
    pool.mine()
    print({name: len(held) for name, held in pool.items.items()}, flush=True)
    before = None if options.anew else unpacked(OUT.read_bytes())
    network, slips, words = _made(list(pool.ids), pool.all(), before)
    _learn(network, slips, pool, words, options)


def _made(
    forms: list[str], pool: list[Item], before: Sense | None
) -> tuple[Network, Slips, list[str]]:
    table = WordTable(encoder(None))
    table.take_up(forms)
    size = len(forms)
    words = list(before.numbers) if before else vocabulary(forms, pool)
    numbers = {word: at + 1 for at, word in enumerate(words)}
    lexical = torch.tensor([numbers.get(_name(form), 0) for form in forms])
    denying = torch.tensor([(float(denies(form)), float(negative(form))) for form in forms])
    held = (
        torch.from_numpy(values[:size])
        for values in (table.units.astype(np.float16), table.lengths, table.traits, table.keys,
                       table.means, table.strengths)
    )  # fmt: skip
    network = Network(Known(*held, denying, lexical), len(words))
    if before:
        network.grown(before)
    return network, Slips(forms, _counts(size, pool), table.units), words


def _learn(
    network: Network, slips: Slips, pool: Pool, words: list[str], options: argparse.Namespace
) -> None:
    dice = random.Random(options.seed)
    adam = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.01)
    mean = {name: held.clone() for name, held in network.state_dict().items()}
    waiting: list[list[Item]] = []
    losses: list[float] = []
    for step in range(options.steps):
        waiting = waiting or _drawn(pool, dice)
        for group in adam.param_groups:
            group["lr"] = options.rate * _paced(step, options.steps)
        loss = loss_of(network, slips, waiting.pop(), dice)
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        adam.step()
        share = max(1 / MEAN_OF, 1 / (step + 1))
        for name, held in network.state_dict().items():
            mean[name].lerp_(held, share)
        losses.append(loss.item())
        if step % 50 == 49:
            print(step + 1, round(float(np.mean(losses[-50:])), 4), flush=True)
        if step % 200 == 199 or step + 1 == options.steps:
            _write(mean, pool, network.known.lexical.numpy(), words, options.out)


def _paced(step: int, steps: int) -> float:
    """Return the share of the rate at a step: up at first, then down along a cosine."""
    down = (1 + math.cos(math.pi * step / steps)) / 2
    return min(1.0, (step + 1) / WARM) * (LEAST + (1 - LEAST) * down)


def _drawn(pool: Pool, dice: random.Random) -> list[list[Item]]:
    """Return the pairs of some steps, in each of them pairs of about a length."""
    parts = []
    for name, count in TOGETHER.items():
        held = dice.choices(pool.items[name], k=count * DRAWN)
        held.sort(key=lambda item: len(item.words[0]) + len(item.words[1]))
        parts.append([held[at : at + count] for at in range(0, len(held), count)])
    steps = [[item for part in own for item in part] for own in zip(*parts, strict=True)]
    dice.shuffle(steps)
    return steps


def _write(
    mean: dict[str, Tensor], pool: Pool, lexical: NDArray[np.int64], words: list[str], out: Path
) -> None:
    weights = {name: held.numpy().copy() for name, held in mean.items()}
    for side in (0, 1):
        seen = np.zeros(len(words) + 1, np.int64)
        for item in pool.all():
            np.add.at(seen, lexical[item.words[side]], 1)
        weights[f"sides.{side}.lex.weight"][seen < SEEN] = 0
    out.write_bytes(packed(weights, words, HEADS, LAYERS))
    print(out.stat().st_size, "bytes", flush=True)


if __name__ == "__main__":
    main()
