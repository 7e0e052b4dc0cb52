"""Run the notebooks of this folder and write their outputs into them.

    python docs/notebooks/run.py [NAME.ipynb ...]

Cells are run as a notebook runs them, the value of a last line shown by its `_repr_html_`, but
without a kernel: what CI needs is that every cell works, what readers need is what it shows.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DPI = 72


def execute(path: Path) -> dict[str, Any]:
    """Run the cells of a notebook in order and return it with their outputs."""
    notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
    names: dict[str, Any] = {"__name__": "__main__"}
    code = (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    for number, cell in enumerate(code, start=1):
        cell["execution_count"] = number
        cell["outputs"] = list(
            _run("".join(cell["source"]), names, f"{path.name}[{number}]", number)
        )
    return notebook


def _run(source: str, names: dict[str, Any], place: str, number: int) -> Iterator[dict[str, Any]]:
    tree = ast.parse(source, place)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, place, "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), place, "eval"), names)
    if printed.getvalue():
        lines = printed.getvalue().splitlines(keepends=True)
        yield {"output_type": "stream", "name": "stdout", "text": lines}
    if value is not None:
        yield {
            "output_type": "execute_result",
            "execution_count": number,
            "metadata": {},
            "data": _shown(value),
        }


def _shown(value: Any) -> dict[str, Any]:
    plain = {"text/plain": [repr(value)[:2000]]}
    figure = getattr(value, "figure", None)
    if figure is not None:
        stream = io.BytesIO()
        figure.savefig(stream, format="png", dpi=DPI, metadata={"Software": None})
        return {"image/png": base64.b64encode(stream.getvalue()).decode("ascii"), **plain}
    if hasattr(value, "_repr_html_"):
        return {"text/html": value._repr_html_().splitlines(keepends=True), **plain}
    return plain


def main() -> None:
    """Run the notebooks named, or all of them."""
    wanted = [Path(name) for name in sys.argv[1:]] or sorted(HERE.glob("*.ipynb"))
    for path in wanted:
        notebook = execute(path)
        text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
        path.write_text(text, encoding="utf-8")
        print(path.name)


if __name__ == "__main__":
    main()
