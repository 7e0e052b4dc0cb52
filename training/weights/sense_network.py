"""The network that reads both sides of a pair, as it learns; alignkit.check.meaning.sense reads
what it has learned.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from alignkit.check.meaning.linked import LISTED
from alignkit.check.meaning.sense import COUNTED, KINDS, PLACE, VECTOR, Sense
from training.texts.slips import Ids

#: How near the other side is, a capital, traits, length, whether the word denies.
FEATURES = 7
WIDTH, LEXICAL, HEADS, LAYERS, KERNEL = 96, 48, 4, 3, 5

#: The spread of a new layer's first weights.
BESIDE = 1e-3


@dataclass(frozen=True)
class Item:
    """A pair as numbers of words: both sides, the English capitals, the words known as wrong."""

    words: tuple[Ids, Ids]
    capitals: NDArray[np.bool_]
    side: int = 0
    wrong: tuple[int, ...] = ()


@dataclass(frozen=True)
class Known:
    """What is known of the words: one row a word."""

    units: Tensor
    lengths: Tensor
    traits: Tensor
    keys: Tensor
    means: Tensor
    strengths: Tensor
    denying: Tensor
    lexical: Tensor


class Side(nn.Module):
    """How a word of one language enters the network."""

    def __init__(self, words: int) -> None:
        super().__init__()
        self.proj, self.feat = nn.Linear(512, WIDTH), nn.Linear(FEATURES, WIDTH)
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
        self.count = nn.ModuleList([nn.Linear(WIDTH, COUNTED) for _ in range(2)])
        self.told = nn.ModuleList([nn.Linear(3 * COUNTED, WIDTH) for _ in range(2)])
        for told in self.told:
            nn.init.zeros_(told.weight)
            nn.init.zeros_(told.bias)
        for head in self.head:
            nn.init.constant_(head.bias, -4.0)

    def grown(self, before: Sense) -> None:
        """Begin with the weights of another network: what it has not says nothing at first."""
        own = self.state_dict()
        for name, values in before.weights.items():
            held = own[name]
            if name.startswith("head."):
                held[: len(values)] = torch.from_numpy(values)
                continue
            # Features that the network before had not have no say at first.
            held[..., : values.shape[-1]] = torch.from_numpy(values)
            if name.endswith("feat.weight"):
                held[:, values.shape[-1] :] = 0
        self.load_state_dict(own)
        with torch.no_grad():
            for layer in (side for sides in self.layers[before.layers :] for side in sides):
                for line in (layer.conv, layer.o, layer.down):
                    line.weight.zero_()
                    line.bias.zero_()
                # A relu of nothing learns nothing: the layer begins a little beside it.
                layer.conv.weight.normal_(0, BESIDE)

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
        for at, (own, other) in enumerate(self.layers):
            if at == 1:
                x = self._counted(x, masks)
            x = [own.local(x[0], masks[0]), other.local(x[1], masks[1])]
            x = [
                own.across(x[0], x[1], near, apart, masks[1]),
                other.across(x[1], x[0], *turned, masks[0]),
            ]
        return [
            head(norm(held)).masked_fill(~mask[..., None], -30.0)
            for head, norm, held, mask in zip(self.head, self.norm, x, masks, strict=True)
        ]

    def _counted(self, x: list[Tensor], masks: list[Tensor]) -> list[Tensor]:
        """Tell each word what both sides hold how often: what it counts is learned."""
        sums = [
            (functional.relu(count(held)) * mask[..., None]).sum(1)
            for count, held, mask in zip(self.count, x, masks, strict=True)
        ]
        found = []
        for side in (0, 1):
            own, other = sums[side], sums[1 - side]
            told = self.told[side](torch.cat([own, other, own - other], 1))
            found.append(x[side] + told[:, None])
        return found

    def _entered(self, side: int, ids: Tensor, near: Tensor, capitals: Tensor) -> Tensor:
        known, part = self.known, self.sides[side]
        traits = known.traits[ids]
        # What a word brings by itself is counted once, however often it stands in the pairs.
        each, rows = torch.unique(ids, return_inverse=True)
        alone = part.proj(known.units[each].float()) * VECTOR
        alone = alone + part.lexp(part.lex(known.lexical[each]))
        features = torch.stack(
            [near.max(2 - side)[0], capitals.float(), traits[..., 1], traits[..., 4],
             known.lengths[ids], known.denying[ids, 0], known.denying[ids, 1]], -1,
        )  # fmt: skip
        entered: Tensor = alone[rows] + part.feat(features)
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
        longest = max(len(item.words[side]) for item in items)
        held = torch.zeros(len(items), longest, dtype=torch.long)
        mask = torch.zeros(len(items), longest, dtype=torch.bool)
        for row, item in enumerate(items):
            held[row, : len(item.words[side])] = torch.from_numpy(item.words[side]).long()
            mask[row, : len(item.words[side])] = True
        ids.append(held)
        masks.append(mask)
    capitals = [torch.zeros_like(mask) for mask in masks]
    for row, item in enumerate(items):
        capitals[1][row, : len(item.capitals)] = torch.from_numpy(item.capitals)
    return ids, masks, capitals
