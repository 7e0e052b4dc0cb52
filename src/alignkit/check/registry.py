"""All rules, by name of their file: a rule that is not listed here does not run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module

from alignkit.check.rule import Rule
from alignkit.errors import OptionError

# Files in check/rules/, each with RULES, a tuple of one rule or a few twins.
FILES: tuple[str, ...] = (
    "cov_added",
    "cov_dropped",
    "cov_length",
    "cov_order",
    "cov_repeated",
    "cov_truncated",
    "cov_untranslated",
    "cov_words",
    "div_content",
    "div_meaning",
    "div_name",
    "div_negation",
    "div_quantity",
    "doc_pair",
    "fmt_damage",
    "fmt_marks",
    "fmt_numbering",
    "fmt_words",
    "num_bound",
    "num_date",
    "num_direction",
    "num_exchange",
    "num_form",
    "num_missing",
    "num_time",
    "num_unit",
    "num_value",
    "trm_consistency",
    "trm_glossary",
    "trm_names",
)


FAMILIES = tuple(sorted({name[:3].upper() for name in FILES}))


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of their ids."""
    return tuple(held for family in FAMILIES for held in family_rules(family))


@lru_cache(maxsize=len(FAMILIES))
def family_rules(family: str) -> tuple[Rule, ...]:
    """Return the rules of one family; only its files are imported."""
    found: list[Rule] = []
    for name in FILES:
        if name.startswith(f"{family.lower()}_"):
            found.extend(import_module(f"alignkit.check.rules.{name}").RULES)
    return tuple(sorted(found, key=lambda rule: rule.id))


def rule(identity: str) -> Rule:
    """Return the rule of this id or name."""
    named_by_id = identity[3:].isdigit()
    for held in _beginning(identity) if named_by_id else all_rules():
        if identity.upper() == held.id or identity.lower() == held.name:
            return held
    raise OptionError(f"there is no rule {identity!r}; alignkit rules lists them")


def chosen(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules that `select` names (all that are on, if none) less those of `ignore`."""
    for prefix in (*select, *ignore):
        if not any(held.id.startswith(prefix.upper()) for held in _beginning(prefix)):
            raise OptionError(f"no rule begins with {prefix!r}; alignkit rules lists them")
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


def _beginning(prefix: str) -> tuple[Rule, ...]:
    """Return the rules among which those of this beginning are: one family where it names one."""
    family = prefix[:3].upper()
    return family_rules(family) if family in FAMILIES else all_rules()
