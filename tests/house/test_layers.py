"""The layers of the house: who may import whom, drawn in the docs from the list held here."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from pathlib import Path

import alignkit

ROOT = Path(alignkit.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"
#: From the top down. A room imports rooms on lines below its own, never its neighbours on the line.
LAYERS = (
    ("cli",),
    ("desk",),
    ("corpus",),
    ("compose",),
    ("report",),
    ("compare", "evaluate", "judge", "review"),
    ("check",),
    ("check.document", "check.meaning", "check.terms"),
    ("check.coverage",),
    ("check.cues", "check.format", "check.keys", "check.literals", "check.numbers"),
    ("check.run",),
    ("formats",),
    ("align", "terms"),
    ("link",),
    ("quantity", "subtitles", "words"),
    ("embed", "segment"),
    ("read",),
    ("resources", "subtitles.cues"),
    ("read.decode", "read.language"),
    ("read.lineforms", "subtitles.clock"),
    ("types",),
    ("cite", "config", "confined", "products", "progress"),
    ("files", "processes"),
    ("bounds",),
    ("core", "errors", "version"),
    ("deferred", "shown"),
)
HEIGHT = {room: -line for line, rooms in enumerate(LAYERS) for room in rooms}
#: A format goes in as it goes out, and both sides of a language pair are read alike.
TWINS = {"__init__", "csv", "html", "json", "jsonl", "po", "registry", "xlsx"}
MOST_LINES, MOST_FILES, MOST_STEPS = 400, 20, 60
#: What stands beside the package and is read as often.
BESIDE = ("bench", "tests", "training")


def modules() -> dict[str, Path]:
    """Return every module of the package by its name below alignkit."""
    held = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        held[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return held


def imports() -> dict[str, set[str]]:
    """Return what each module imports of alignkit, also inside functions and for types alone."""
    known = modules()
    found: dict[str, set[str]] = defaultdict(set)
    for name, path in known.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("alignkit"):
                base = (node.module or "")[len("alignkit.") :]
                for alias in node.names:
                    whole = f"{base}.{alias.name}".lstrip(".")
                    found[name].add(whole if whole in known else base)
    return found


def room_of(module: str) -> str:
    """Return the room of a module: the longest name on the list that begins it."""
    parts = module.split(".")
    for length in (2, 1):
        if ".".join(parts[:length]) in HEIGHT:
            return ".".join(parts[:length])
    return ""


def test_every_room_is_on_the_list() -> None:
    """A new room says where it stands."""
    assert {m for m in modules() if not room_of(m)} == {"", "__main__", "data"}


def test_imports_go_down_only() -> None:
    """Nothing below knows anything above, and neighbours do not know each other."""
    wrong = [
        f"{module} imports {other}"
        for module, others in imports().items()
        for other in others
        if room_of(module) and room_of(module) != room_of(other)
        if HEIGHT[room_of(module)] <= HEIGHT.get(room_of(other), 1)
    ]
    assert not wrong


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Taking away what imports nothing that is left takes everything away."""
    left = {module: set(others) for module, others in imports().items()}
    while True:
        free = {module for module, others in left.items() if not (others & left.keys()) - {module}}
        if not free:
            break
        left = {module: others for module, others in left.items() if module not in free}
    assert not left


def test_no_rule_imports_another_rule() -> None:
    """A rule is a file that can be taken out."""
    wrong = [
        (module, other)
        for module, others in imports().items()
        for other in others
        if ".rules." in module and ".rules." in other
    ]
    assert not wrong


def test_files_and_rooms_stay_small() -> None:
    """A file past four hundred lines, or a room past twenty files, is two."""
    beside = [path for room in BESIDE for path in (PAGE.parents[1] / room).rglob("*.py")]
    files = [*modules().values(), *beside, *(ROOT / "core").glob("*.[ch]")]
    long = {p.name for p in files if len(p.read_text("utf-8").splitlines()) > MOST_LINES}
    rooms = Counter(path.parent for path in files if path.stem not in ("__init__", "conftest"))
    assert not long
    assert not {room for room, count in rooms.items() if count > MOST_FILES}


def test_functions_stay_short() -> None:
    """A function past sixty lines is several steps."""
    long = [
        f"{module}.{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for module, path in modules().items()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno
        if node.end_lineno - node.lineno >= MOST_STEPS
    ]
    assert not long


def test_one_name_is_one_file() -> None:
    """Two files of one name are twins, or rules, which stand in the room of their family."""
    names = Counter(
        path.stem
        for path in modules().values()
        if path.stem not in TWINS
        if path.parent.name not in {"rules", "cli"}
        if not {"zh", "en"} & {path.parent.name}
    )
    assert not {name for name, count in names.items() if count > 1}


def test_the_page_draws_the_layers() -> None:
    """docs/architecture.md shows this list, line by line."""
    page = PAGE.read_text(encoding="utf-8")
    drawn = "\n".join(" · ".join(rooms) for rooms in LAYERS)
    assert f"```\n{drawn}\n```" in page


def test_what_stands_beside_imports_what_is_there() -> None:
    """A script that nobody runs every day keeps finding the modules and names it asks for."""
    top = PAGE.parents[1]
    wrong = []
    for path in [p for room in ("bench", "training") for p in (top / room).rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.ImportFrom) or not node.module:
                continue
            if node.module.split(".")[0] not in ("bench", "training"):
                continue
            place = top.joinpath(*node.module.split("."))
            for alias in node.names:
                inside = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
                known = place.is_dir() and (place / f"{alias.name}.py").exists()
                if not known and not (inside.exists() and alias.name in _named_in(inside)):
                    wrong.append(f"{path.relative_to(top)}: {node.module}.{alias.name}")
    assert not wrong


def _named_in(path: Path) -> set[str]:
    """Return what a module defines or takes in at its top."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found.update(alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found
