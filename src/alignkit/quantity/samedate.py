"""Whether two dates or times say the same, each as far as it says anything."""

from __future__ import annotations


def same_date(first: str, second: str) -> bool:
    """Tell whether two dates agree in all that both state."""
    if first[:1] == "T" or second[:1] == "T":
        return first[:1] == second[:1] == "T" and _same_clock(first, second)
    ours, theirs = first.split("-"), second.split("-")
    if not _agree(ours[0], theirs[0]):
        return False
    if len(ours) == 1 or len(theirs) == 1:
        if len(ours) == len(theirs):
            return ours == theirs or "X" in ours[0] + theirs[0]
        return ours[0] == theirs[0]
    if ours[1][0] in "QHW" or theirs[1][0] in "QHW":
        return ours[1:] == theirs[1:]
    if not _agree(ours[1], theirs[1]):
        return False
    if len(ours) == 3 and len(theirs) == 3:
        return _agree(ours[2], theirs[2]) and "X" not in ours[2] + theirs[2]
    return ours[1] == theirs[1] and len(ours) == len(theirs)


def _agree(first: str, second: str) -> bool:
    if first == second:
        return True
    return len(first) == len(second) and all(
        a == b or "X" in (a, b) for a, b in zip(first, second, strict=True)
    )


def _same_clock(first: str, second: str) -> bool:
    if first == second:
        return True
    hour, other = int(first[1:3]), int(second[1:3])
    shared = min(len(first), len(second))
    return first[3:shared] == second[3:shared] and (hour - other) % 12 == 0
