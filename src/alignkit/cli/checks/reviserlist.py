"""The reviser's list: asked for by an option, and added to what a run found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from alignkit.report.outcome import Outcome

review_list_option = click.option(
    "--review-list",
    type=click.IntRange(min=1),
    metavar="N",
    help="Add the N places where a careful reader would stop.",
)


def with_suspects(outcome: Outcome, most: int) -> Outcome:
    """Add the reviser's list to each pair of an outcome."""
    from alignkit.compose import suspects

    return replace(
        outcome,
        pairs=tuple(
            replace(pair, suspects=suspects(pair.findings.bitext, most))
            if pair.findings.bitext is not None
            else pair
            for pair in outcome.pairs
        ),
    )
