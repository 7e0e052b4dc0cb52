"""What a first pass settles, and what it leaves to the second."""

from __future__ import annotations

import pytest

import alignkit as ak

BROKEN = (
    (
        "Every spring the farmers of the valley open the wooden gates of the canal, and the "
        "water runs down to the rice fields for forty days.",
        ("每年春天", "山谷里的农民", "都会打开水渠的木闸门", "水就流到稻田里，一直流四十天"),
    ),
    (
        "My grandmother kept the letters in an iron box under her bed and never showed them "
        "to anybody in the house.",
        ("我的祖母", "把那些信放在", "床底下的一个铁盒子里", "从来没有给家里任何人看过"),
    ),
    (
        "The engineer explained that the bridge would have to be closed for two weeks because "
        "a cable had rusted through.",
        ("工程师解释说", "这座桥", "必须关闭两个星期", "因为有一根缆绳已经锈断了"),
    ),
    (
        "At night the dogs bark along the river, and the fishermen light their lamps and row out "
        "to the nets.",
        ("到了夜里", "狗沿着河边吠叫", "渔民点起灯来", "划船出去到渔网那里"),
    ),
)


@pytest.mark.parametrize("broken", range(len(BROKEN)))
def test_no_line_of_a_sentence_broken_into_four_stands_alone(broken: int) -> None:
    """A first pass that tries small beads alone is not believed where one of them ends it."""
    lines, wanted = [], []
    for number, (_, parts) in enumerate(BROKEN):
        held = parts if number == broken else ("，".join(parts) + "。",)
        wanted.append(tuple(range(len(lines), len(lines) + len(held))))
        lines += held
    bitext = ak.align([english for english, _ in BROKEN], lines)
    assert [bead.target for bead in bitext.beads] == wanted
