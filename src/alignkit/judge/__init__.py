"""A second opinion on pairs: whoever judges takes pairs and gives marks."""

from alignkit.judge.asking import judge
from alignkit.judge.opinion import Opinion
from alignkit.judge.remote import Remote
from alignkit.types.remark import Judge, Remark

__all__ = ["Judge", "Opinion", "Remark", "Remote", "judge"]
