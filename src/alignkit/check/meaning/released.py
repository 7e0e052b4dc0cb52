"""A prohibition that became a release, or a release a prohibition: 不必 for “must not”.

Both deny, so that no denial is missing, and both speak of a duty: what must not be done, and what
need not be.
"""

from __future__ import annotations

import re
from functools import cached_property

from alignkit.check.meaning.linked import Reading

# What forbids and what releases, in Chinese words and in English phrases.
FORBIDDING = frozenset("不得 不准 不许 不可 禁止 严禁 切勿 请勿 勿 切忌".split())
RELEASING = frozenset("不必 无须 无需 毋须 毋需 不需 不需要 用不着 不用 不须".split())
_FORBIDS = re.compile(
    r"\b(?:(?:must|may|shall)\s+not|mustn[’']t|not\s+(?:be\s+)?(?:allowed|permitted)|"
    r"prohibited|forbidden)\b",
    re.IGNORECASE,
)
_RELEASES = re.compile(
    r"(?:\bneed(?:\s+not|n[’']t)|(?:\bnot|n[’']t|\bnever)\s+(?:\w+\s+)?(?:needs?|ha(?:ve|d)\s+to|"
    r"requir\w+|necessary|obliged)|\bno\s+(?:need|obligation)|\bwithout\s+having)\b",
    re.IGNORECASE,
)
# So near behind stands what is forbidden, and so surely one renders the other.
AHEAD, LINKED = 4, 0.5


class Released:
    """A bead asked for a release on one side and a prohibition of the same on the other."""

    def __init__(self, read: Reading) -> None:
        self.read = read
        self.chinese = 0 if read.source.language == "zh" else 1
        self.forms = read.words[self.chinese].forms
        self.english = read.words[1 - self.chinese]

    @cached_property
    def places(self) -> tuple[int, int] | None:
        """The places of the two words in source and target; None where both say the same."""
        forbids = [at for at, form in enumerate(self.forms) if form in FORBIDDING]
        releases = [at for at, form in enumerate(self.forms) if form in RELEASING]
        text = self.read.words[self.chinese].text
        # 不需要 may be cut in two: it releases all the same.
        if bool(forbids) == any(word in text for word in RELEASING):
            return None
        own, pattern, other = (
            (forbids, _RELEASES, _FORBIDS) if forbids else (releases, _FORBIDS, _RELEASES)
        )
        text = self.english.text
        said = pattern.search(text)
        if said is None or other.search(text):
            return None
        for at in own:
            there = self._beside(at, said.end())
            if there is not None:
                return (at, there) if self.chinese == 0 else (there, at)
        return None

    def _beside(self, at: int, end: int) -> int | None:
        """Return the last English word of a phrase that ends where what is linked begins."""
        evidence = self.read.evidence if self.chinese == 0 else self.read.evidence.T
        behind = next((j for j, s in enumerate(self.english.starts) if s >= end), None)
        if not behind:
            return None
        here = range(at + 1, min(len(self.forms), at + 1 + AHEAD))
        there = range(behind, min(len(self.english.forms), behind + AHEAD))
        linked = any(evidence[own, facing] >= LINKED for own in here for facing in there)
        return behind - 1 if linked else None


def released(read: Reading) -> tuple[int, int] | None:
    """Return the places in source and target of a release and a prohibition of the same."""
    return Released(read).places
