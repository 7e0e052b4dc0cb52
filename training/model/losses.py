"""The losses, the costly gradients worked out by hand: a third of autograd's time on a CPU."""

from __future__ import annotations

from typing import Any

import scipy.sparse as sparse
import torch
from torch import Tensor
from torch.nn import functional

SUPPORT, DIAGONAL = 0.2, 0.5


class Bag(torch.autograd.Function):
    """Sums rows: a sparse matrix times a dense one."""

    @staticmethod
    def forward(ctx: Any, matrix: sparse.csr_matrix, rows: Tensor) -> Tensor:
        ctx.matrix = matrix
        return _times(matrix, rows.detach())

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[None, Tensor]:
        return None, _times(ctx.matrix.T, gradient.contiguous())


def _times(matrix: sparse.spmatrix, rows: Tensor) -> Tensor:
    if rows.device.type == "cpu":
        return torch.from_numpy(matrix @ rows.numpy())
    packed = matrix.tocsr()
    on_device = torch.sparse_csr_tensor(
        torch.from_numpy(packed.indptr).long(),
        torch.from_numpy(packed.indices).long(),
        torch.from_numpy(packed.data),
        size=packed.shape,
        device=rows.device,
    )
    return on_device @ rows


class Similarities(torch.autograd.Function):
    """A table of dot products; its gradient is taken in half precision, which is enough."""

    @staticmethod
    def forward(ctx: Any, left: Tensor, right: Tensor) -> Tensor:
        ctx.save_for_backward(left, right)
        return left @ right.T

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor]:
        left, right = ctx.saved_tensors
        half = gradient.bfloat16()
        return (half @ right.bfloat16()).float(), (half.T @ left.bfloat16()).float()


class BothWays(torch.autograd.Function):
    """Cross entropy of each row and each column against the diagonal, some cells left out."""

    @staticmethod
    def forward(ctx: Any, cosines: Tensor, left_out: Tensor, temperature: float) -> Tensor:
        # Cosines are bounded, so one exponential with a fixed shift serves rows and columns.
        powers = ((cosines - 1) / temperature).exp_()
        powers.masked_fill_(left_out, 0.0)
        rows, columns = powers.sum(1), powers.sum(0)
        hits = (cosines.diagonal() - 1) / temperature
        ctx.save_for_backward(powers, rows, columns)
        ctx.temperature = temperature
        return (rows.log() + columns.log() - 2 * hits).mean() / 2

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None, None]:
        powers, rows, columns = ctx.saved_tensors
        # In place: the table is not needed afterwards.
        result = powers.mul_((1 / rows)[:, None] + (1 / columns)[None])
        result.diagonal().sub_(2.0)
        return result.mul_(gradient / (2 * len(rows) * ctx.temperature)), None, None


def packed(vectors: Tensor, corrected: Tensor) -> Tensor:
    """Give vectors nearly as they will be once packed: two bits a number, two more for some."""
    result = _two_bits(vectors)
    result[corrected] += _two_bits(vectors[corrected] - result[corrected])
    return result


def _two_bits(vectors: Tensor) -> Tensor:
    spread = vectors.std(1, keepdim=True)
    size = torch.where(vectors.abs() > 0.9816 * spread, 1.51, 0.4528)
    return vectors.sign() * size * spread


def contrast(left: Tensor, right: Tensor, same: Tensor, temperature: float) -> Tensor:
    """Let each text find its translation among all of the batch; `same` cells are no negatives."""
    cosines = Similarities.apply(functional.normalize(left), functional.normalize(right))
    return BothWays.apply(cosines, same, temperature)


def late_interaction(
    words: Tensor, left: tuple[Tensor, Tensor], right: tuple[Tensor, Tensor], temperature: float
) -> Tensor:
    """The same contrast with a word-by-word score: each word's best cosine on the other side.

    `left` and `right` are word numbers, padded, and the mask of what is no padding. Words count by
    their vectors' lengths, as in the aligner's coverage score.
    """
    lengths = words.norm(dim=1).clamp_min(1e-6)
    units = words / lengths[:, None]
    (left_words, left_there), (right_words, right_there) = left, right
    count = len(left_words)
    table = Similarities.apply(units[left_words.reshape(-1)], units[right_words.reshape(-1)])
    table = table.reshape(count, left_words.shape[1], count, right_words.shape[1])
    table = table.masked_fill(~right_there[None, None], -1.0)
    table = table.masked_fill(~left_there[:, :, None, None], -1.0)
    left_weights = lengths[left_words] * left_there
    right_weights = lengths[right_words] * right_there
    forth = (table.amax(3) * left_weights[:, :, None]).sum(1) / left_weights.sum(1)[:, None]
    back = (table.amax(1) * right_weights[None]).sum(2) / right_weights.sum(1)[None]
    nothing = torch.zeros(count, count, dtype=torch.bool, device=words.device)
    return BothWays.apply((forth + back) / 2, nothing, temperature)


def word_links(
    words: Tensor, left: tuple[Tensor, Tensor], right: tuple[Tensor, Tensor], temperature: float
) -> Tensor:
    """Let the words of a pair find their partners among all words of the other side.

    Who is whose partner the vectors themselves say: mutual best cosines, helped by the diagonal
    and by the cells beside. So a word learns from its neighbours which of its likely partners
    is meant.
    """
    units = functional.normalize(words)
    (left_words, left_there), (right_words, right_there) = left, right
    cosines = units[left_words] @ units[right_words].transpose(1, 2)
    cells = left_there[:, :, None] & right_there[:, None, :]
    with torch.no_grad():
        partners = _partners(cosines, left_there, right_there) & cells
    shut = cosines.masked_fill(~cells, -1e4) / temperature
    forth = functional.log_softmax(shut, 2)
    back = functional.log_softmax(shut, 1)
    return -((forth + back)[partners]).mean() / 2


def _partners(cosines: Tensor, left_there: Tensor, right_there: Tensor) -> Tensor:
    rows, columns = cosines.shape[1:]
    held = cosines * (left_there[:, :, None] & right_there[:, None, :])
    kernel = cosines.new_tensor([[1.0, 0.5, 0.0], [0.5, 0.0, 0.5], [0.0, 0.5, 1.0]])
    beside = functional.conv2d(held[:, None], kernel[None, None], padding=1)[:, 0]
    down = torch.arange(rows, device=cosines.device)[None, :] / left_there.sum(1)[:, None]
    across = torch.arange(columns, device=cosines.device)[None, :] / right_there.sum(1)[:, None]
    score = held + SUPPORT * beside - DIAGONAL * (down[:, :, None] - across[:, None, :]).abs()
    score = score.masked_fill(~left_there[:, :, None], -9.0)
    score = score.masked_fill(~right_there[:, None, :], -9.0)
    return (score >= score.amax(2, keepdim=True)) & (score >= score.amax(1, keepdim=True))
