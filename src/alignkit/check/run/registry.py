"""All rules: every file in a family's folder of rules holds RULES, one rule or a few twins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from alignkit.check.run.rule import Rule
from alignkit.errors import OptionError

# The families and their folders of rules, named as strings: a family is imported when it is asked
# for, and a room above may have one of its own.
ROOMS = {
    "COV": "alignkit.check.coverage.rules",
    "DIV": "alignkit.compare.rules",
    "DOC": "alignkit.check.document.rules",
    "FMT": "alignkit.check.format.rules",
    "KEY": "alignkit.check.keys.rules",
    "LIT": "alignkit.check.literals.rules",
    "MIS": "alignkit.check.meaning.rules",
    "NUM": "alignkit.check.numbers.rules",
    "SUB": "alignkit.check.cues.rules",
    "TRM": "alignkit.check.terms.rules",
}
FAMILIES = tuple(sorted(ROOMS))


# What runs whatever is selected: without it, "nothing found" could be a lie.
GUARDS = ("alignkit.check.document.rules.languages", "alignkit.check.document.rules.unread")


@lru_cache(maxsize=1)
def guards() -> tuple[Rule, ...]:
    """Return the rules that no selection hides."""
    return tuple(held for name in GUARDS for held in import_module(name).RULES)


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of their ids."""
    return tuple(held for family in FAMILIES for held in family_rules(family))


def files(family: str) -> list[str]:
    """Return the modules of a family's rules, by what lies in its folder."""
    room = import_module(ROOMS[family])
    return sorted(f"{room.__name__}.{found.name}" for found in iter_modules(room.__path__))


@lru_cache(maxsize=len(FAMILIES))
def family_rules(family: str) -> tuple[Rule, ...]:
    """Return the rules of one family; only its files are imported."""
    found: list[Rule] = []
    for name in files(family):
        found.extend(import_module(name).RULES)
    return tuple(sorted(found, key=lambda rule: rule.id))


def rule(identity: str) -> Rule:
    """Return the rule of this id or name."""
    named_by_id = identity[3:].isdigit()
    for held in _beginning(identity) if named_by_id else all_rules():
        if identity.upper() == held.id or identity.lower() == held.name:
            return held
    family = f" --select {identity.upper()}" if identity.upper() in FAMILIES else ""
    raise OptionError(f"there is no rule {identity!r}; alignkit rules{family} lists them")


def chosen(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules that `select` names (all that are on, if none) less those of `ignore`."""
    select, ignore = _listed(select), _listed(ignore)
    for prefix in (*select, *ignore):
        if not any(held.id.startswith(prefix.upper()) for held in _beginning(prefix)):
            raise OptionError(
                f"no rule begins with {prefix!r}; the families are {', '.join(FAMILIES)}, "
                "and alignkit rules lists all rules"
            )
    wanted = tuple(prefix.upper() for prefix in select)
    unwanted = tuple(prefix.upper() for prefix in ignore)
    families = {held.family for prefix in wanted for held in _beginning(prefix)}
    return tuple(
        held
        for family in FAMILIES
        if not wanted or family in families
        for held in family_rules(family)
        if (held.id.startswith(wanted) if wanted else held.on)
        and not (unwanted and held.id.startswith(unwanted))
    )


def _listed(given: Sequence[str]) -> tuple[str, ...]:
    """Return the beginnings asked for, also where one string names them all: "NUM,COV"."""
    parts = given.split(",") if isinstance(given, str) else given
    return tuple(part.strip() for part in parts if part.strip())


def _beginning(prefix: str) -> tuple[Rule, ...]:
    """Return the rules among which those of this beginning are: one family where it names one."""
    family = prefix[:3].upper()
    return family_rules(family) if family in FAMILIES else all_rules()


def free_id(family: str) -> str:
    """Return the id that the family's next rule would take."""
    code = family.upper()
    if code not in ROOMS:
        raise OptionError(f"there is no family {family!r}; there are {', '.join(FAMILIES)}")
    last = max((int(held.id[3:]) for held in family_rules(code)), default=0)
    return f"{code}{last + 1:03d}"
