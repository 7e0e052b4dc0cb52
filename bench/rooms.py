"""The rooms that are measured: what each shows, the data it needs, the rivals it runs beside."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent


def script(name: str) -> ModuleType:
    """Return what measures a room, or runs a command, from whichever folder it lies in."""
    (path,) = HERE.glob(f"*/{name}.py")
    return import_module(f"bench.{path.parent.name}.{name}")


@dataclass(frozen=True)
class Aside:
    """Something that a room measures only where it is there."""

    name: str
    here: Callable[[], bool]
    way: str


class Timed(Enum):
    """How much of a room tells of time or memory, and is spoilt by whatever runs beside it."""

    NOTHING = 0
    #: What `timed` of its script measures; what `run` does is accuracy alone.
    PART = 1
    ALL = 2


@dataclass(frozen=True)
class Room:
    """One script of these folders; `options` says what more it takes when it runs alone."""

    name: str
    what: str
    needs: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    options: str = ""
    timed: Timed = Timed.NOTHING

    @property
    def parts(self) -> tuple[str, ...]:
        """The functions of the room's script that give its rows, in their order."""
        return ("run", "timed") if self.timed is Timed.PART else ("run",)

    def alone(self, part: str) -> bool:
        """Whether nothing may run beside a part of the room."""
        return self.timed is Timed.ALL or part == "timed"

    def command(self, arguments: list[str], data: Path) -> None:
        """Run the room by its own options."""
        script(self.name).command(arguments, data)

    def missing(self, data: Path) -> list[str]:
        """Return the parts of the data that this room needs and that are not there."""
        return [part for part in self.needs if not (data / part).exists()]

    def left_out(self) -> Iterator[str]:
        """Yield what is not measured on this machine, and how it would be."""
        for aside in self.asides:
            if not aside.here():
                yield f"{aside.name} is not here: {aside.way}"


def _package(name: str) -> Callable[[], bool]:
    return lambda: find_spec(name) is not None


def _variable(name: str) -> Callable[[], bool]:
    return lambda: name in os.environ


PYSBD = Aside("pySBD", _package("pysbd"), "pip install pysbd")
HUNALIGN = Aside(
    "hunalign",
    _variable("HUNALIGN"),
    "set HUNALIGN to its program or package",
)
PEERS = Aside(
    "galechurch, sentalign and translate-toolkit's filters",
    _variable("ALIGNKIT_PEERS"),
    "bench/beside/README.md",
)
BERTALIGN = Aside("Bertalign", _variable("ALIGNKIT_BERTALIGN"), "bench/beside/README.md")
CHROMIUM = Aside(
    "Chromium",
    lambda: bool(script("desk").chromium()),
    "install it, and pip install '.[browser]'",
)
TOOLKIT = Aside("translate-toolkit", _package("translate"), "pip install translate-toolkit")
DICTIONARY = Aside(
    "the dictionary of the held-out glosses",
    _variable("ALIGNKIT_DATA"),
    "set ALIGNKIT_DATA to the training data",
)

#: What was measured on texts that nobody had looked at comes first.
ROOMS = (
    Room("judged", "Findings on texts that nobody had looked at, judged by readers."),
    Room("seeded", "Errors put into professional translations, and what is said of clean ones.",
         ("newstest2020", "mac-dev", "academic", "rated", "wild"),
         options="--select KIND,... [--direction zh-en|en-zh] [--misses N]"),
    Room("marks", "Findings held against the marks of professionals, by genre and direction.",
         ("rated",)),
    Room("stranger", "Errors that strangers planted by hand in new documents: found by kind.",
         options="--show [--set NAME]"),
    Room("closely", "The plan that comes along, read word by word: what of it is found, by kind."),
    Room("wild", "Real document pairs: findings a hundred beads, those that were judged.",
         ("wild",), options="--show RULES [--genre docs,law,lit,readme,talk]"),
    Room("lost", "Paragraphs and clauses taken out of real documents one at a time: each told?",
         ("wild",), options="--show [--most N]"),
    Room("suspicion", "Suspicion: places ranked by words without a counterpart.", ("rated",)),
    Room("start", "The package: how fast it starts, how much it installs.", timed=Timed.ALL),
    Room("read", "Reading: two damaged copies of one text compared, large files.", timed=Timed.ALL),
    Room("segment", "Segmentation: sentence boundaries, speed, hostile texts.", ("segment",),
         (PYSBD,), timed=Timed.ALL),
    Room("embed", "The embedded model: retrieval, word alignment, speed, size.",
         ("mac-dev", "academic", "word-align", "newstest2020", "bible"), (DICTIONARY,),
         timed=Timed.ALL),
    Room("domain", "Vectors trained further on half of a book: what the other half gains.",
         ("bible", "mac-dev", "academic")),
    Room("link", "Linking: the error against words linked by hand.", ("word-align",),
         timed=Timed.ALL),
    Room("align", "Alignment: strict F1 and the confidence of beads.",
         ("mac-dev", "academic", "bible")),
    Room("peers", "Beside what a user would pick instead: aligners and checkers, same texts.",
         ("mac-dev", "academic", "bible", "newstest2020", "rated", "wild"),
         (HUNALIGN, PEERS, BERTALIGN), timed=Timed.PART),
    Room("quantities", "Numbers: what the NUM rules find in rated machine translations.",
         ("mqm-news", "mqm-ted", "newstest2020"), (TOOLKIT,), timed=Timed.PART),
    Room("coverage", "Coverage: omissions in rated machine translations, seeded removals.",
         ("mqm-news", "mqm-ted", "newstest2020"), timed=Timed.PART),
    Room("meaning", "Meaning: denials, force and contraries, seeded and in untouched pairs.",
         ("newstest2020", "rated", "academic", "mac-dev")),
    Room("compare", "Comparison: changes of substance ranked above differences in words.",
         ("newstest2020",), timed=Timed.PART),
    Room("oneword", "One word changed in a translation: does a comparison tell it?",
         ("newstest2020", "rated")),
    Room("documents", "Documents: findings a hundred beads, errors planted in wild documents.",
         ("wild",), options="--show"),
    Room("crossed", "A wrong file given as the translation: crossed documents beside true ones.",
         ("newstest2020", "mac-dev", "academic", "rated", "wild"), options="--most N --show"),
    Room("formats", "Formats: a large TMX in constant memory; evaluation beside another scorer.",
         ("mac-dev", "academic", "bible", "score.py"), (TOOLKIT,), timed=Timed.ALL),
    Room("scale", "Scale: time and memory of an alignment as the texts grow.", ("bible",),
         (HUNALIGN,), timed=Timed.ALL),
    Room("corpora", "Corpora: engines, rates, overhead, kills, documents that pair up.",
         ("mac-dev", "academic", "bible", "newstest2020"), timed=Timed.ALL),
    Room("desk", "The review desk: from the command to the page, corrections of a long pair.",
         ("newstest2020",), (CHROMIUM,), timed=Timed.ALL),
)  # fmt: skip

#: Commands that measure nothing by themselves: python -m bench NAME ...
COMMANDS = ("fresh", "witnesses", "promises", "standing", "cost", "page")
