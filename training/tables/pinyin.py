"""The table of Mandarin readings behind the matching of names: each character, its syllables.

    pip install pypinyin && python -m training pinyin

The readings are those of pypinyin (MIT licence), tones taken off, for the characters of GB 2312.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

OUT = Path(__file__).parents[2] / "src" / "alignkit" / "data" / "check" / "pinyin.tsv"


def gb2312() -> list[str]:
    found = []
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.append(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def plain(syllable: str) -> str:
    marked = unicodedata.normalize("NFD", syllable.replace("ü", "v"))
    return "".join(c for c in marked if unicodedata.category(c) != "Mn")


def main() -> None:
    from pypinyin import Style, pinyin

    lines = []
    for character in sorted(gb2312()):
        readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
        if readings:
            own = dict.fromkeys(plain(reading) for reading in readings[0])
            lines.append(f"{character}\t{' '.join(list(own)[:3])}")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines):,} characters")


if __name__ == "__main__":
    main()
