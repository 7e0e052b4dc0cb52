"""LaTeX scraps in running text: $450\\text{cm}^3/\\text{h}$ reads 450 cm³/h."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignkit.read.repair.edits import Edit
from alignkit.read.repair.evidence import Evidence

_SCRAP = re.compile(
    r"(?P<math>\$\$?(?P<body>[^$\n]{1,200})\$\$?|\\\((?P<round>[^\n]{1,200}?)\\\))"
    r"(?P<space>[ \t]+(?=[，。；：、）！？]))?"
)
_TELLS = re.compile(r"\\[a-zA-Z%]|[\^_]|^\s*[\d.,]+\s*$")
_WRAPPED = re.compile(
    r"\\(?:text|mathrm|mathbf|mathit|operatorname|rm|textbf|textit|mbox|hbox|mathsf)\s?\{([^{}]*)\}"
)
_FRACTION = re.compile(r"\\[dt]?frac\s?\{([^{}]*)\}\s?\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\s?\{([^{}]*)\}")
_DEGREE = re.compile(r"\^\s?\{?\s?\\circ\s?\}?")
_RAISED = re.compile(r"\^\s?(?:\{([^{}]*)\}|(\w))")
_LOWERED = re.compile(r"_\s?(?:\{([^{}]*)\}|(\w))")
_COMMAND = re.compile(r"\\([a-zA-Z]+)\s?|\\([%$&#_{},;!: ])")
_UP = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_DOWN = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SIGNS = {
    "times": "×",
    "cdot": "·",
    "div": "÷",
    "pm": "±",
    "mp": "∓",
    "leq": "≤",
    "le": "≤",
    "leqslant": "≤",
    "geq": "≥",
    "ge": "≥",
    "geqslant": "≥",
    "neq": "≠",
    "ne": "≠",
    "approx": "≈",
    "sim": "~",
    "circ": "°",
    "degree": "°",
    "infty": "∞",
    "rightarrow": "→",
    "to": "→",
    "leftarrow": "←",
    "ldots": "…",
    "cdots": "…",
    "dots": "…",
    "sum": "∑",
    "prod": "∏",
    "partial": "∂",
    "in": "∈",
    "lt": "<",
    "gt": ">",
    "ell": "ℓ",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "varepsilon": "ε",
    "eta": "η",
    "theta": "θ",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "phi": "φ",
    "varphi": "φ",
    "chi": "χ",
    "psi": "ψ",
    "omega": "ω",
    "Delta": "Δ",
    "Gamma": "Γ",
    "Lambda": "Λ",
    "Omega": "Ω",
    "Phi": "Φ",
    "Pi": "Π",
    "Psi": "Ψ",
    "Sigma": "Σ",
    "Theta": "Θ",
    "left": "",
    "right": "",
    "quad": " ",
    "qquad": " ",
    "displaystyle": "",
}


def find(text: str, evidence: Evidence) -> Iterator[Edit]:
    """Yield each formula that plain characters can say; what they cannot is only reported."""
    if "$" not in text and "\\(" not in text:
        return
    for found in _SCRAP.finditer(text):
        body = found.group("body") or found.group("round") or ""
        if not _TELLS.search(body):
            continue
        said = plain(body)
        if said is None:
            yield Edit(found.start(), found.end("math"), found.group("math"))
        else:
            yield Edit(found.start(), found.end(), said)


def plain(body: str) -> str | None:
    """Return a small formula in plain characters, or None where they cannot say it.

    >>> plain(r"450\\text{cm}^3/\\text{h}")
    '450 cm³/h'
    >>> plain(r"\\geq 90\\%"), plain(r"25^{\\circ}\\mathrm{C}")
    ('≥ 90%', '25°C')
    """
    said = re.sub(r"(?<=\d)\s*(?=\\(?:text|mathrm|rm|mbox)\s?\{\s*[A-Za-zµμΩ°])", " ", body)
    said = re.sub(r"\^\s?\{?\s?\\text\{\s?o\s?\}\s?\}?", "°", said)
    said = _DEGREE.sub("°", said)
    said = _WRAPPED.sub(lambda found: found.group(1).strip(), said)
    said = _FRACTION.sub(r"\1/\2", said)
    said = _ROOT.sub(r"√\1", said)
    said = _RAISED.sub(lambda found: _script(found, _UP, "^"), said)
    said = _LOWERED.sub(lambda found: _script(found, _DOWN, "_"), said)
    said = _COMMAND.sub(_sign, said)
    if "\\" in said:
        return None
    return re.sub(r"\s+", " ", said.replace("{", "").replace("}", "")).strip()


def _script(found: re.Match[str], table: dict[int, int], mark: str) -> str:
    held = found.group(1) if found.group(1) is not None else found.group(2)
    moved = held.strip().translate(table)
    if all(ord(char) in table for char in held.strip()):
        return moved
    return mark + held.strip()


def _sign(found: re.Match[str]) -> str:
    name, mark = found.groups()
    if mark is not None:
        return " " if mark in ",;: !" else mark
    said = _SIGNS.get(name)
    if said is None:
        return found.group()
    # A sign of comparison keeps the space that the source had after its name.
    return said + (" " if found.group().endswith(" ") and said in "≤≥≈≠" else "")
