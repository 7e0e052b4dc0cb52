"""One encoder, many threads: opened, filled and emptied while others read."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from alignkit.embed.embedded import EmbeddedEncoder

# Sixteen threads that begin at the same moment in a process where nothing was opened yet.
COLD = """
import hashlib, sys, threading
import alignkit as ak
sys.setswitchinterval(1e-6)
ends = [chr(0x4e00 + n) + chr(0x5e00 + n) for n in range(60)]
zh = [f"第{n}天，他们在河边的学校里学习研究，{end}。" for n, end in enumerate(ends)]
en = [f"On day {n} they studied at the school by the river, word{n}x." for n in range(60)]
gate, found = threading.Barrier(16), [None] * 16
def work(k):
    gate.wait()
    bitext = ak.align(zh, en)
    beads = [(b.source, b.target, b.score, b.confidence) for b in bitext.beads]
    words = [ak.encoder().words(text) for text in zh]
    vectors = ak.encoder().encode(zh[k:] + en).tobytes()[-len(en) * 2048:]
    found[k] = hashlib.sha256(repr((beads, words)).encode() + vectors).hexdigest()
threads = [threading.Thread(target=work, args=(k,)) for k in range(16)]
[t.start() for t in threads]; [t.join() for t in threads]
assert len(set(found)) == 1 and None not in found, found
gate = threading.Barrier(1)
work(0)
assert found[0] == found[1]
print(found[0])
"""
TIMES = int(os.environ.get("COLD_STARTS", "12"))


@pytest.mark.slow
def test_a_cold_start_of_many_threads_gives_what_one_gives() -> None:
    """Many times over, in a process of its own, every thread finds the same as a thread alone."""
    seen = set()
    for _ in range(TIMES):
        done = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        seen.add(done.stdout)
    assert len(seen) == 1


def test_words_dropped_by_one_thread_stay_with_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who holds numbered words keeps them and their vectors when memory is emptied."""
    monkeypatch.setattr("alignkit.embed.embedded.MOST_WORDS", 5)
    encoder = EmbeddedEncoder()
    tokens = encoder.tokenise(["他们在河边的学校里学习。", "They study."])
    words = [tokens.units[n] for n in tokens.ids]
    before = tokens.vectors[tokens.ids].copy()
    encoder.tokenise(["完全不同的句子", "something else"])
    encoder.tokenise(["又一个句子"])
    assert [tokens.units[n] for n in tokens.ids] == words
    assert np.array_equal(tokens.vectors[tokens.ids], before)


def test_an_alignment_does_not_hang_on_what_came_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A word met in another text first changes no score and no confidence."""
    from alignkit.align import align

    zh = ["他们在河边的学校里学习。", "老人慢慢地走上山。", "明天会下雨吗？"]
    en = ["They study at the school by the river.", "The old man climbs.", "Will it rain?"]
    fresh = EmbeddedEncoder()
    used = EmbeddedEncoder()
    used.encode(["will the rain climb", "明天老人学习", *en[::-1]])
    assert align(zh, en, model=fresh).beads == align(zh, en, model=used).beads
