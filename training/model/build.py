"""Make the embedded model: prepare, train, write.

    python -m training build [--data DIR] [--gold GOLD] [--out FOLDER] [--steps N] ...

DIR holds pairs/ and dict/; it may also be named by ALIGNKIT_DATA. With GOLD, the folder of the gold
data (or ALIGNKIT_BENCH), the new model's figures are printed at the end. Every field of
`training.model.options.Options` is an option.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import asdict, fields
from pathlib import Path

from bench.aligning.embed import accuracy
from bench.figures.table import show

from alignkit.embed.embedded import EmbeddedEncoder
from alignkit.embed.tokeniser import TOKENISER
from training.model.card import model_card
from training.model.export import write_model
from training.model.lengths import of_length, usual_lengths
from training.model.options import Options
from training.model.prepare import prepare
from training.model.train import Trainer
from training.texts.dictionary import HELD_OUT

NAME, VERSION = "alignkit-zh-en", "1"
LIMITS = (88_000, 54_000)
_MODULES = (
    '[{"idx": 0, "name": "0", "path": "", "type": "alignkit.embed.torch_module.StaticSum"}]\n'
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", default=os.environ.get("ALIGNKIT_DATA"), help="the pairs")
    parser.add_argument("--out", default="src/alignkit/embed/model", help="the model's folder")
    parser.add_argument("--gold", default=os.environ.get("ALIGNKIT_BENCH"), help="the gold data")
    for field in fields(Options):
        name = field.name.replace("_", "-")
        parser.add_argument(f"--{name}", type=type(field.default), default=field.default)
    given = vars(parser.parse_args())
    data, gold, out = given.pop("data"), given.pop("gold"), Path(given.pop("out"))
    if not data or not Path(data).is_dir():
        sys.exit("give the folder of the training data: --data DIR, or ALIGNKIT_DATA")
    options = Options(**given)
    ready = prepare(Path(data), LIMITS, options.seed)
    trainer = Trainer(ready.material, options)
    vectors = of_length(trainer.run(), usual_lengths(ready.material, options))
    description: dict[str, object] = {
        "name": NAME,
        "version": VERSION,
        "tokeniser": TOKENISER,
        "training": asdict(options),
    }
    digest = write_model(
        out, vectors, trainer.corrected, ready.tokens, ready.costs, ready.variants, description
    )
    (out / "modules.json").write_text(_MODULES, encoding="utf-8")
    facts = {
        "name": NAME,
        "version": VERSION,
        "tokeniser": TOKENISER,
        "tokens": len(ready.tokens),
        "dimensions": vectors.shape[1],
        "corrected": len(trainer.corrected),
        "digest": digest[:12],
        "seed": options.seed,
        "held_out": HELD_OUT,
    }
    (out / "README.md").write_text(model_card(facts), encoding="utf-8")
    print(f"written to {out}")
    if gold:
        os.environ["ALIGNKIT_DATA"] = data
        show(accuracy(EmbeddedEncoder(out), Path(gold)))


if __name__ == "__main__":
    main()
