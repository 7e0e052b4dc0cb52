"""A second opinion on pairs: whoever judges takes pairs and gives marks."""

from alignkit.judge.asking import judge
from alignkit.judge.opinion import Judge, Opinion, Remark
from alignkit.judge.remote import Remote

__all__ = ["Judge", "Opinion", "Remark", "Remote", "judge"]
