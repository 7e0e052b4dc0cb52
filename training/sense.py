"""Learns the network that reads both sides of a pair and tells which word is wrong.

    python -m training.sense --data DIR --gold DIR --steps 8600 --rate 2e-3
    python -m training.sense --data DIR --gold DIR --steps 3600 --rate 1.2e-3 --on sense.pt

(ALIGNKIT_DATA, ALIGNKIT_BENCH.) Pairs of openly licensed texts and the professional translations
of the development half; three of five drawn get one error of training/slips.py. The second run
goes on from the first with a fresh draw. Needs torch; half an hour on one core.
"""

from __future__ import annotations

import argparse
import lzma
import os
import random
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
from bench.data import DIRECTIONS, professional, wild_prose
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from alignkit.check.meaning.linked import LISTED
from alignkit.check.meaning.sense import FILE, KINDS, PLACE, VECTOR, packed
from alignkit.embed import encoder
from alignkit.words.lexicon import HAN_FIRST, WordTable, stem_of
from training.slips import Slips

OUT = Path(__file__).parent.parent / "src" / "alignkit" / "data" / "meaning" / FILE
#: So many pairs of one source at most: without a cap documentation drowns everything else.
CAP = 12_000
#: Raw machine translation and giants of one product teach nothing that the others do not.
LEFT_OUT = frozenset({"ms-cpp", "ms-visualstudio", "mlqe-pe-wikipedia"})
#: A professional pair is drawn so many times as often as another.
TIMES = 6
WIDTH, LEXICAL, HEADS, LAYERS, KERNEL = 96, 48, 4, 2, 5
#: So many words of a language have a vector of their own; one seen more seldom has none.
CHINESE, ENGLISH, SEEN = 6000, 5000, 30
#: Words of a side at most, and pairs drawn and looked at together.
LONGEST, TOGETHER, DRAWN = (60, 70), 64, 64
CLEAN = 0.4
SHARES = {"denial": 0.25, "force": 0.25, "contrary": 0.25, "name": 0.12, "term": 0.13}
WHERE = 0.3

Item = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]]


@dataclass(frozen=True)
class Known:
    """What is known of the words: one row a word."""

    units: Tensor
    lengths: Tensor
    traits: Tensor
    keys: Tensor
    means: Tensor
    strengths: Tensor
    lexical: Tensor


def general(data: Path) -> list[tuple[str, str]]:
    """Return a sample of the training pairs, Chinese first."""
    found: list[tuple[str, str]] = []
    for path in sorted((data / "pairs").glob("*.tsv.xz")):
        if path.name.split(".")[0] in LEFT_OUT:
            continue
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            rows = [tuple(line.rstrip("\n").split("\t")) for line in stream]
        kept = [r for r in rows if len(r) == 2 and 4 <= len(r[0]) < 300 and len(r[1]) < 900]
        kept = random.Random(path.name).sample(kept, min(CAP, len(kept)))
        found += [(r[0], r[1]) for r in kept]
    return found


def learned_from(gold: Path) -> list[tuple[str, str]]:
    """Return professional pairs of the development half; of four documents one sets the bars."""
    found = {}
    for direction in DIRECTIONS:
        for pair in (*professional(gold, direction), *wild_prose(gold, direction)):
            aside = sha256(f"sense:{pair.set}:{pair.document}".encode()).digest()[0] % 4 == 0
            if pair.half == "development" and pair.genre != "news, backwards" and not aside:
                texts = (pair.source, pair.target)
                found[texts if direction == "zh-en" else texts[::-1]] = None
    return [pair for pair in found if len(pair[0]) < 300 and len(pair[1]) < 900]


class Side(nn.Module):
    """How a word of one language enters the network."""

    def __init__(self, words: int) -> None:
        super().__init__()
        self.proj, self.feat = nn.Linear(512, WIDTH), nn.Linear(5, WIDTH)
        self.lex = nn.Embedding(words + 1, LEXICAL, padding_idx=0)
        self.lexp = nn.Linear(LEXICAL, WIDTH)
        nn.init.normal_(self.lex.weight, std=0.3)
        with torch.no_grad():
            self.lex.weight[0] = 0


class Layer(nn.Module):
    """Looks at the neighbours, then at the words of the other side."""

    def __init__(self) -> None:
        super().__init__()
        self.n1, self.n2, self.n3 = (nn.LayerNorm(WIDTH) for _ in range(3))
        self.conv = nn.Conv1d(WIDTH, WIDTH, KERNEL, padding=KERNEL // 2)
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        # How much nearness and distance of places weigh at first: two heads look for the
        # rendering, one at the place, one where it likes.
        self.bias = nn.Parameter(torch.tensor([[8.0, 8.0, 2.0, 0.0], [2.0, 6.0, 2.0, 0.5]]))
        self.up, self.down = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)

    def local(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the words with what stands beside them."""
        inner = self.n1(x) * mask[..., None]
        return x + functional.relu(self.conv(inner.transpose(1, 2)).transpose(1, 2))

    def across(self, x: Tensor, y: Tensor, near: Tensor, apart: Tensor, mask: Tensor) -> Tensor:
        """Return the words with what they see on the other side."""
        count, own, _ = x.shape
        held, other = self.n2(x), self.n2(y)
        query, key, value = (
            line(part).view(count, -1, HEADS, WIDTH // HEADS).transpose(1, 2)
            for line, part in ((self.q, held), (self.k, other), (self.v, other))
        )
        look = query @ key.transpose(2, 3) / (WIDTH / HEADS) ** 0.5
        look = look + self.bias[0][None, :, None, None] * near[:, None]
        look = look - self.bias[1][None, :, None, None] * PLACE * apart[:, None]
        look = look.masked_fill(~mask[:, None, None, :], -1e4).softmax(-1)
        x = x + self.o((look @ value).transpose(1, 2).reshape(count, own, WIDTH))
        return x + self.down(functional.relu(self.up(self.n3(x))))


class Network(nn.Module):
    """The network as it learns; alignkit.check.meaning.sense reads what it has learned."""

    def __init__(self, known: Known, words: int) -> None:
        super().__init__()
        self.known = known
        self.sides = nn.ModuleList([Side(words), Side(words)])
        self.layers = nn.ModuleList([nn.ModuleList([Layer(), Layer()]) for _ in range(LAYERS)])
        self.norm = nn.ModuleList([nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)])
        self.head = nn.ModuleList([nn.Linear(WIDTH, len(KINDS)) for _ in range(2)])
        for head in self.head:
            nn.init.constant_(head.bias, -4.0)

    def forward(
        self, ids: list[Tensor], masks: list[Tensor], capitals: list[Tensor]
    ) -> list[Tensor]:
        """Return log odds of each kind for each word of both sides."""
        near = evidence(self.known, ids, masks)
        places = [
            (torch.arange(m.shape[1])[None] + 0.5) / m.sum(1, keepdim=True).float() for m in masks
        ]
        apart = (places[0][:, :, None] - places[1][:, None, :]).abs()
        x = [self._entered(side, ids[side], near, capitals[side]) for side in (0, 1)]
        turned = near.transpose(1, 2), apart.transpose(1, 2)
        for own, other in self.layers:
            x = [own.local(x[0], masks[0]), other.local(x[1], masks[1])]
            x = [
                own.across(x[0], x[1], near, apart, masks[1]),
                other.across(x[1], x[0], *turned, masks[0]),
            ]
        return [
            head(norm(held)).masked_fill(~mask[..., None], -30.0)
            for head, norm, held, mask in zip(self.head, self.norm, x, masks, strict=True)
        ]

    def _entered(self, side: int, ids: Tensor, near: Tensor, capitals: Tensor) -> Tensor:
        known, part = self.known, self.sides[side]
        traits = known.traits[ids]
        features = torch.stack(
            [near.max(2 - side)[0], capitals.float(), traits[..., 1], traits[..., 4],
             known.lengths[ids]], -1,
        )  # fmt: skip
        vectors = part.proj(known.units[ids].float()) * VECTOR
        entered: Tensor = vectors + part.lexp(part.lex(known.lexical[ids])) + part.feat(features)
        return entered


def evidence(known: Known, ids: list[Tensor], masks: list[Tensor]) -> Tensor:
    """Return how likely each Chinese word renders each English one, as the rules see it."""
    cosine = known.units[ids[0]].float() @ known.units[ids[1]].float().transpose(1, 2)
    keys, means, strengths = known.keys[ids[1]], known.means[ids[0]], known.strengths[ids[0]]
    strength = torch.zeros_like(cosine)
    for rank in range(means.shape[2]):
        hit = means[:, :, rank, None] == keys[:, None, :]
        strength = torch.maximum(strength, hit * strengths[:, :, rank, None])
    told = torch.maximum(cosine, strength + LISTED * (strength > 0))
    return told * (masks[0][:, :, None] & masks[1][:, None, :])


def together(items: list[Item]) -> tuple[list[Tensor], list[Tensor], list[Tensor]]:
    """Return pairs side by side: words, masks, capitals."""
    ids, masks = [], []
    for side in (0, 1):
        longest = max(len(item[side]) for item in items)
        held = torch.zeros(len(items), longest, dtype=torch.long)
        mask = torch.zeros(len(items), longest, dtype=torch.bool)
        for row, item in enumerate(items):
            held[row, : len(item[side])] = torch.from_numpy(item[side]).long()
            mask[row, : len(item[side])] = True
        ids.append(held)
        masks.append(mask)
    capitals = [torch.zeros_like(mask) for mask in masks]
    for row, item in enumerate(items):
        capitals[1][row, : len(item[2])] = torch.from_numpy(item[2])
    return ids, masks, capitals


def loss_of(network: Network, slips: Slips, items: list[Item], dice: random.Random) -> Tensor:
    """Return the loss of some pairs: is there an error of each kind, and where."""
    ids, masks, _ = together(items)
    best = evidence(network.known, ids, masks)
    shown, labels, spots = [], torch.zeros(len(items), len(KINDS)), []
    for row, item in enumerate(items):
        side, slip = dice.randrange(2), None
        seen = best[row].max(1 - side)[0].numpy()[: len(item[side])]
        for _ in range(4 if dice.random() > CLEAN else 0):
            kind = dice.choices(KINDS, [SHARES[k] for k in KINDS])[0]
            slip = slips.make(dice, item[:2], item[2], seen, side, kind)
            if slip:
                break
        if slip is None:
            shown.append(item)
            continue
        labels[row, KINDS.index(slip.kind)] = 1
        shown.append(
            (slip.words, item[1], item[2]) if side == 0 else (item[0], slip.words, slip.capitals)
        )
        if slip.put:
            spots.append((row, side, slip.places, KINDS.index(slip.kind)))
    told = network(*together(shown))
    every = torch.cat(told, 1)
    pooled = torch.logsumexp(every, 1)
    loss = functional.binary_cross_entropy_with_logits(pooled, labels) * len(KINDS)
    shares = every - pooled[:, None]
    shift = (0, told[0].shape[1])
    where = [
        -torch.logsumexp(shares[row, [shift[side] + p for p in places], kind], 0)
        for row, side, places, kind in spots
    ]
    return loss + WHERE * torch.stack(where).mean() if where else loss


def vocabulary(forms: list[str], items: list[Item]) -> tuple[list[str], Tensor]:
    """Return the words that have a vector of their own, and each word's number among them."""
    seen = np.zeros(len(forms), np.int64)
    for item in items:
        np.add.at(seen, item[0], 1)
        np.add.at(seen, item[1], 1)
    names = [form if form >= HAN_FIRST else stem_of(form) for form in forms]
    counts: Counter[str] = Counter()
    for name, count in zip(names, seen, strict=True):
        counts[name] += int(count)
    common = [name for name, _ in counts.most_common()]
    words = [name for name in common if name >= HAN_FIRST][:CHINESE]
    words += [name for name in common if name < HAN_FIRST and name[:1].isalpha()][:ENGLISH]
    numbers = {word: at + 1 for at, word in enumerate(words)}
    return words, torch.tensor([numbers.get(name, 0) for name in names])


def main() -> None:
    """Learn and write the network."""
    parser = argparse.ArgumentParser(prog="python -m training.sense", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ALIGNKIT_DATA"))
    parser.add_argument("--gold", type=Path, default=os.environ.get("ALIGNKIT_BENCH"))
    parser.add_argument("--steps", type=int, default=8600)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--on", type=Path, help="weights to go on from")
    parser.add_argument("--keep", type=Path, default=Path("sense.pt"))
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    cut = encoder(None).words  # type: ignore[attr-defined]
    ids: dict[str, int] = {}
    pool: list[Item] = []
    for texts, times in ((general(Path(options.data)), 1), (learned_from(options.gold), TIMES)):
        for chinese, english in texts:
            words = [cut(chinese), cut(english)]
            own, other = (
                np.array([ids.setdefault(w, len(ids)) for _, _, w in held], np.int32)
                for held in words
            )
            capitals = np.array([english[start].isupper() for start, _, _ in words[1]], np.bool_)
            fits = 2 <= len(own) <= LONGEST[0] and 2 <= len(other) <= LONGEST[1]
            if fits and 0.3 < len(own) / len(other) < 2.5:
                pool += [(own, other, capitals)] * times
    network, slips, words_kept = _made(list(ids), pool)
    if options.on:
        network.load_state_dict(torch.load(options.on))
    _learn(network, slips, pool, options)
    torch.save(network.state_dict(), options.keep)
    weights = {name: held.numpy().copy() for name, held in network.state_dict().items()}
    for side in (0, 1):
        seen = np.zeros(len(words_kept) + 1, np.int64)
        for item in pool:
            np.add.at(seen, network.known.lexical.numpy()[item[side]], 1)
        weights[f"sides.{side}.lex.weight"][seen < SEEN] = 0
    OUT.write_bytes(packed(weights, words_kept, HEADS, LAYERS))
    print(OUT.stat().st_size, "bytes")


def _made(forms: list[str], pool: list[Item]) -> tuple[Network, Slips, list[str]]:
    table = WordTable(encoder(None))
    table.take_up(forms)
    size = len(forms)
    words, lexical = vocabulary(forms, pool)
    held = (
        torch.from_numpy(values[:size])
        for values in (table.units.astype(np.float16), table.lengths, table.traits, table.keys,
                       table.means, table.strengths)
    )  # fmt: skip
    counts = np.zeros(size, np.int64)
    for item in pool:
        np.add.at(counts, item[0], 1)
        np.add.at(counts, item[1], 1)
    return Network(Known(*held, lexical), len(words)), Slips(forms, counts, table.units), words


def _learn(network: Network, slips: Slips, pool: list[Item], options: Any) -> None:
    dice = random.Random(options.seed)
    adam = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.01)
    waiting: list[list[Item]] = []
    for step in range(options.steps):
        if not waiting:
            drawn = dice.sample(pool, min(len(pool), DRAWN * TOGETHER))
            drawn.sort(key=lambda item: len(item[0]) + len(item[1]))
            waiting = [drawn[at : at + TOGETHER] for at in range(0, len(drawn), TOGETHER)]
            dice.shuffle(waiting)
        done = step / options.steps
        for group in adam.param_groups:
            group["lr"] = options.rate * min(1.0, (step + 1) / 200) * (1 - done) + 1e-5
        loss = loss_of(network, slips, waiting.pop(), dice)
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        adam.step()
        if step % 200 == 0:
            print(step, round(loss.item(), 3), flush=True)


if __name__ == "__main__":
    main()
