"""The model card, and the attribution of everything the vectors were learned from."""

from __future__ import annotations

from pathlib import Path

ATTRIBUTION = Path(__file__).parent / "attribution.tsv"

_HEAD = """---
language: [zh, en]
license: cc-by-sa-4.0
library_name: sentence-transformers
pipeline_tag: sentence-similarity
tags: [static-embeddings, bitext, sentence-alignment]
---

# {name} {version}

A static Chinese-English sentence model: every token has one vector, a word is the sum of its
pieces, a sentence the sum of its words. Vectors are not normalised; their lengths are the tokens'
weights. It is made for aligning and checking translations, runs on numpy alone, and is part of
alignkit.

- {tokens:,} tokens, {dimensions} dimensions, two bits a number and one length a token; the
  {corrected:,} commonest tokens have a correction of two bits more
- words: Chinese by the likeliest cut under the model's own word list, with their characters and
  two-character parts; English with stems; unknown names by pinyin syllables, other unknown words by
  their beginnings and a checksum; Traditional characters, wide forms and accents folded
- signature: `{name}|version:{version}|sha256:{digest}|dim:{dimensions}|tok:{tokeniser}`

```python
from alignkit import encoder

vectors = encoder().encode(["他每天去河边散步。", "He walks by the river every day."])

from sentence_transformers import SentenceTransformer

model = SentenceTransformer(FOLDER, trust_remote_code=True)  # the same vectors
```

The module class is `alignkit.embed.torch_module.StaticSum`, in the installed package; since
version 6 sentence-transformers asks for `trust_remote_code=True` before it imports any class that
is not its own, and older versions do not.

## Limits

Words have no context: "bank" is one vector. Word order is not seen. Half of the training sentences
are technical; literary and classical vocabulary comes from dictionaries alone.

## How it was trained

`python -m training build --data DIR --out FOLDER`, seed {seed}: see training/model/README.md and
training/RESULTS.md in the source repository. {held_out:,} dictionary entries were held out for
measuring. No benchmark text was trained on.

## Licence and sources

The weights are licensed CC BY-SA 4.0, because two of their sources are share-alike; the code that
reads them is Apache-2.0. The vectors were learned from:

| source | origin | licence |
|---|---|---|
"""


def sources() -> list[tuple[str, ...]]:
    """Return name, origin and licence of each source."""
    lines = ATTRIBUTION.read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(line.split("\t")) for line in lines]


def model_card(facts: dict[str, object]) -> str:
    """Return the text of the card."""
    rows = "".join(f"| {' | '.join(row)} |\n" for row in sources())
    return _HEAD.format(**facts) + rows
