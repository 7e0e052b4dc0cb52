"""Every link of the built site: `python docs/links.py SITE` after `mkdocs build -d SITE`.

Links within the site must lead to a page and, behind #, to a place of it. Links that leave it are
listed, each with a page that holds it; they are looked up where there is a network:

    python docs/links.py SITE --external | cut -f1 | xargs -n1 curl -fsSLo /dev/null -w '%{http_code} %{url}\\n'
"""  # noqa: E501

from __future__ import annotations

import argparse
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    """The links of a page and the places that links may lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = {""}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up what an element leads to, and its name."""
        held = dict(attrs)
        wanted = held.get("href") if tag in ("a", "link") else held.get("src")
        if wanted:
            self.links.append(wanted)
        self.places |= {name for name in (held.get("id"), held.get("name")) if name}


def broken(site: Path) -> list[str]:
    """Return the links within a site that lead nowhere, each with its page."""
    pages = read(site)
    found = []
    for path, page in pages.items():
        # The page of what is not there is shown under any address; its links count from the root.
        if path.name == "404.html":
            continue
        for link in page.links:
            to = urlsplit(link)
            if to.scheme or to.netloc:
                continue
            target = (path.parent / unquote(to.path)).resolve() if to.path else path
            target = target / "index.html" if target.is_dir() else target
            place = unquote(to.fragment)
            if not target.is_file() or (target in pages and place not in pages[target].places):
                found.append(f"{path.relative_to(site.resolve())}: {link}")
    return found


def external(site: Path) -> dict[str, str]:
    """Return the addresses outside a site, each with the first page that leads there."""
    found: dict[str, str] = {}
    for path, page in read(site).items():
        for link in page.links:
            if urlsplit(link).scheme in ("http", "https"):
                found.setdefault(link, path.relative_to(site.resolve()).as_posix())
    return dict(sorted(found.items()))


def read(site: Path) -> dict[Path, Page]:
    """Return the pages of a site."""
    return {path.resolve(): Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("site", type=Path)
    asked.add_argument("--external", action="store_true", help="list what leaves the site")
    given = asked.parse_args()
    if given.external:
        print(*(f"{link}\t{page}" for link, page in external(given.site).items()), sep="\n")
        sys.exit()
    wrong = broken(given.site)
    print(*wrong, f"{len(wrong)} links lead nowhere", sep="\n")
    sys.exit(bool(wrong))
