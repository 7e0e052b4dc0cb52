"""Texts that the aligner's tests share: made for this purpose, short and plain."""

from __future__ import annotations

import pytest

# ruff: noqa: E501 - one pair a line reads best
PAIRS = [
    ("王老师早上七点到学校。", ["Teacher Wang arrives at school at seven in the morning."]),
    ("他喜欢喝绿茶。", ["He likes to drink green tea."]),
    ("图书馆里有三千本书，学生可以借两个星期。", ["The library has three thousand books.", "Students may borrow them for two weeks."]),
    ("昨天下了大雨。", ["It rained heavily yesterday."]),
    ("河水涨得很高，村民们都很担心。", ["The river rose very high, and the villagers were worried."]),
    ("医生说病人需要休息。", ["The doctor said the patient needs rest."]),
    ("“你什么时候回来？”她问。", ['"When will you come back?" she asked.']),
    ("火车晚点了四十分钟。", ["The train was forty minutes late."]),
    ("政府计划到2025年建设500公里的铁路。", ["The government plans to build 500 kilometres of railway by 2025."]),
    ("市场上的苹果很便宜。", ["The apples at the market are very cheap."]),
    ("孩子们在花园里唱歌跳舞。", ["The children are singing and dancing in the garden."]),
    ("这座桥是一百年前建造的。", ["This bridge was built a hundred years ago."]),
    ("科学家发现了一种新的植物。", ["Scientists have discovered a new plant."]),
    ("冬天的山上到处都是雪。", ["In winter there is snow everywhere on the mountain."]),
    ("我的哥哥在银行工作。", ["My older brother works in a bank."]),
    ("公司去年的利润增长了12%。", ["The company's profit grew by 12% last year."]),
    ("请把窗户关上。", ["Please close the window."]),
    ("猫在桌子下面睡觉。", ["The cat is sleeping under the table."]),
    ("新的法律从明年一月开始实施。", ["The new law takes effect in January next year."]),
    ("他写了一封很长的信给母亲。", ["He wrote a very long letter to his mother."]),
]  # fmt: skip


@pytest.fixture(scope="session")
def chinese() -> list[str]:
    """Twenty Chinese sentences."""
    return [zh for zh, _ in PAIRS]


@pytest.fixture(scope="session")
def english() -> list[str]:
    """Their translation, twenty-one sentences."""
    return [sentence for _, sentences in PAIRS for sentence in sentences]


@pytest.fixture(scope="session")
def gold() -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The beads of the two."""
    beads, column = [], 0
    for row, (_, sentences) in enumerate(PAIRS):
        beads.append(((row,), tuple(range(column, column + len(sentences)))))
        column += len(sentences)
    return beads
