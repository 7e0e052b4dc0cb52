"""A judge behind an address: any server that speaks the chat protocol of OpenAI.

Nothing is sent but where a user named the address, in the call or on the command line; no
settings file may name it.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Sequence
from os import PathLike

from alignkit.errors import InputError, OptionError
from alignkit.judge.answers import ASK, Answers, remarks_of
from alignkit.types.remark import Pair, Remark

KEY = "ALIGNKIT_JUDGE_KEY"
# So many pairs in a row without an answer end the run.
MOST_LOST = 5
REFUSED = frozenset({"content_filter", "refusal"})


class Remote:
    """Asks a server about one pair after another, and remembers what it said.

    `key` is read from the environment (ALIGNKIT_JUDGE_KEY) where none is given. `counts` and
    `tokens` tell what happened.
    """

    def __init__(
        self,
        url: str,
        model: str = "default",
        *,
        key: str | None = None,
        timeout: float = 60.0,
        cache: str | PathLike[str] | None = None,
        wait: Callable[[float], None] | None = None,
    ) -> None:
        from urllib.parse import urlsplit

        from alignkit.judge.posting import HERE, Wire

        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise OptionError(f"--judge {url}: no address; give http://… or https://…")
        if parts.username or parts.password:
            raise OptionError(f"--judge: no key in an address; set {KEY} in the environment")
        self.key = os.environ.get(KEY, "") if key is None else key
        if self.key and parts.scheme == "http" and parts.hostname not in HERE:
            raise OptionError(f"--judge {url}: a key is sent by https only")
        base = url.rstrip("/")
        self.url = base if base.endswith("/chat/completions") else f"{base}/chat/completions"
        self.model = model
        self.counts: Counter[str] = Counter()
        self.tokens = 0
        self._answers = Answers(cache)
        self._wire = Wire(self.url, self.key, timeout)
        if wait:
            self._wire.wait = wait

    def __call__(self, pairs: Sequence[Pair]) -> list[list[Remark]]:
        """Return the remarks of each pair, none where no answer came."""
        found, lost = [], 0
        for pair in pairs:
            said = self._answers.get(self.model, pair)
            if said is not None:
                self.counts["cached"] += 1
            else:
                said = self._asked(pair)
                lost = lost + 1 if said is None else 0
                if lost >= MOST_LOST:
                    raise InputError(
                        self.url, f"{MOST_LOST} pairs in a row got no answer",
                        "look whether the server runs, or ask later; what came is kept",
                    )  # fmt: skip
            found.append(self._read(said, pair))
        return found

    def _read(self, said: str | None, pair: Pair) -> list[Remark]:
        if said is None:
            return []
        told = remarks_of(said, pair)
        if told is None:
            self.counts["malformed"] += 1
            return []
        remarks, unplaced = told
        self.counts["unplaced"] += unplaced
        self._answers.keep(self.model, pair, said)
        return remarks

    def _asked(self, pair: Pair) -> str | None:
        """Return what the server said of a pair, None where that is nothing."""
        body = {
            "model": self.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": ASK},
                {
                    "role": "user",
                    "content": json.dumps(
                        {"source": pair[0], "target": pair[1]}, ensure_ascii=False
                    ),
                },
            ],
        }
        answer = self._wire.post(json.dumps(body).encode("utf-8"), self.counts)
        if answer is None:
            return None
        try:
            told = json.loads(answer)
            self.tokens += int((told.get("usage") or {}).get("total_tokens") or 0)
            choice = told["choices"][0]
            said = choice["message"].get("content")
            refused = choice.get("finish_reason") in REFUSED or choice["message"].get("refusal")
        except (ValueError, KeyError, IndexError, TypeError, AttributeError):
            self.counts["malformed"] += 1
            return None
        if refused or not isinstance(said, str) or not said.strip():
            self.counts["refused"] += 1
            return None
        self.counts["answered"] += 1
        return said
