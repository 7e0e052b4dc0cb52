"""What check and judge share about a server that is asked: options, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from alignkit.judge.remote import Remote
    from alignkit.types.remark import Pair, Remark

F = TypeVar("F", bound=Callable[..., Any])


def judge_options(function: F) -> F:
    """Add the options that name a server to ask, its model, and where its answers are kept."""
    options = (
        click.option(
            "--judge",
            "judge_url",
            metavar="URL",
            help="Ask this server too (OpenAI's chat protocol); the texts go there.",
        ),
        click.option("--judge-model", default="default", metavar="NAME", help="Its model."),
        click.option(
            "--timeout",
            "judge_timeout",
            type=click.FloatRange(1),
            default=60.0,
            show_default=True,
            metavar="S",
            help="Seconds that it may take for an answer.",
        ),
        click.option(
            "--answers",
            "judge_answers",
            metavar="FILE",
            help="Where answers are kept; else they are forgotten.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


class Asked:
    """A server that a user named: it is told where texts go before they do, and what came back."""

    def __init__(self, url: str, model: str, timeout: float, answers: str | None) -> None:
        from alignkit.judge.remote import Remote

        self.remote: Remote = Remote(url, model, timeout=timeout, cache=answers)

    def __call__(self, pairs: Sequence[Pair], /) -> list[list[Remark]]:
        """Return the remarks of each pair."""
        size = sum(len(text) for pair in pairs for text in pair)
        # Said whatever else is kept quiet: texts leave for another program, maybe another machine.
        click.echo(
            f"alignkit: the texts of {len(pairs)} pairs ({size:,} characters) go to "
            f"{self.remote.url}",
            err=True,
        )
        return self.remote(pairs)

    @property
    def counts(self) -> dict[str, int]:
        """How many answers came, and from where; what went wrong."""
        return {name: count for name, count in self.remote.counts.items() if count}

    @property
    def tokens(self) -> int:
        """The tokens that the server counted."""
        return self.remote.tokens


def asked(
    judge_url: str | None, judge_model: str, judge_timeout: float, judge_answers: str | None
) -> Asked | None:
    """Return the server that the options name, if any."""
    return Asked(judge_url, judge_model, judge_timeout, judge_answers) if judge_url else None


def told(counts: dict[str, int], tokens: int) -> str:
    """Return in a line what came back and what it cost, nothing where nobody was asked."""
    if not (counts or tokens):
        return ""
    listed = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
    return f"alignkit: {listed}; {tokens:,} tokens"
