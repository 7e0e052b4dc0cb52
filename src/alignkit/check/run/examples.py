"""A document of fourteen lines with its translation, for examples of rules over a whole pair."""

from __future__ import annotations

from alignkit.check.run.rule import Example

LINES = [
    ("网络连接已经断开。", "The network connection is down."),
    ("请先保存文件。", "Save the file first."),
    ("然后关闭窗口。", "Then close the window."),
    ("会议讨论了预算。", "The meeting discussed the budget."),
    ("他昨天下午回家了。", "He went home yesterday afternoon."),
    ("今年的苹果很甜。", "This year's apples are sweet."),
    ("火车晚点了两个小时。", "The train was two hours late."),
    ("医生建议她多休息。", "The doctor advised her to rest more."),
    ("孩子们在花园里玩。", "The children are playing in the garden."),
    ("这本书有三百页。", "This book has three hundred pages."),
    ("河水比去年高得多。", "The river is much higher than last year."),
    ("我们需要一把新椅子。", "We need a new chair."),
    ("老师表扬了那个学生。", "The teacher praised that student."),
    ("这家餐馆的鱼很好吃。", "The fish at this restaurant is delicious."),
]


def example(targets: list[str]) -> Example:
    """Return the lines as a source with these translations."""
    return Example("\n".join(source for source, _ in LINES), "\n".join(targets))


TARGETS = [target for _, target in LINES]
