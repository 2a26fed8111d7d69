"""What readers see of a site, read back from its published files: elements, links and lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
RELATIONS = ("Denies ", "Confirms ", "Amends ")


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def all(self, tag: str = "", name: str = "", id_: str = "") -> Iterator[Element]:
        """The elements below, in their order: of a tag, a class, an id."""
        for child in self.elements():
            if (
                tag in ("", child.tag)
                and (not name or name in child.attributes.get("class", "").split())
                and (not id_ or child.attributes.get("id") == id_)
            ):
                yield child
            yield from child.all(tag, name, id_)

    def elements(self) -> list[Element]:
        return [child for child in self.children if isinstance(child, Element)]

    def first(self, tag: str = "", name: str = "", id_: str = "") -> Element | None:
        return next(self.all(tag, name, id_), None)

    def one(self, tag: str = "", name: str = "", id_: str = "") -> Element:
        return next(self.all(tag, name, id_))

    @property
    def text(self) -> str:
        parts = [it if isinstance(it, str) else it.text for it in self.children]
        return " ".join("".join(parts).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Element:
    reader = _Reader()
    reader.feed(html)
    return reader.open[0]


@dataclass(frozen=True)
class Pages:
    """The files of a site whose root is `base`, by their paths below it."""

    files: dict[str, bytes]
    base: str = "https://example.org/news/"

    def text(self, path: str) -> str:
        return self.files[path].decode()

    def has(self, url: str) -> bool:
        return f"{url}index.html" in self.files

    def main(self, url: str) -> Element:
        """The content of the page at a path such as `claims/`."""
        return read(self.text(f"{url}index.html")).one("main")

    def target(self, url: str, link: Element) -> str:
        """Where a link on the page at `url` leads: a path below the root."""
        whole = urlsplit(urljoin(self.base + url, link.attributes["href"]))
        return whole._replace(fragment="").geturl().removeprefix(self.base)

    def links(self, url: str, part: Element) -> list[str]:
        return [self.target(url, link) for link in part.all("a") if "href" in link.attributes]


@dataclass(frozen=True)
class Card:
    """A claim as it is told in a list: its page, its state, its answers, and what came later.

    `rival` is the claim that it denies, if it stands beside it; `facts` are what is said of it as
    one side of a dispute: in which words, since when, and on which ground.
    """

    url: str
    state: str
    relation: str
    later: tuple[str, str] | None
    who: str
    source: str
    corrections: tuple[str, ...]
    answers: tuple[Card, ...]
    facts: tuple[tuple[str, str, str], ...] = ()
    rival: Card | None = None


def section(main: Element, head: str) -> Element | None:
    """The section of a page that has a heading of these words."""
    for part in main.all("section"):
        title = next((it for it in part.all() if it.tag in ("h2", "h3")), None)
        if title and title.text == head:
            return part
    return None


def cards(pages: Pages, url: str, part: Element | None, own: str = "") -> list[Card]:
    """The claims of all lists below an element; one without words is that of the page, `own`."""
    if part is None:
        return []
    return [
        _card(pages, url, line, own)
        for items in part.all("ul", "pairs")
        for line in items.elements()
    ]


def replies(pages: Pages, url: str, part: Element | None) -> list[tuple[Card, str, str]]:
    """Claims one below the other, each with how it answers which other claim."""
    found = []
    for line in part.one("ul", "log").elements() if part else []:
        card = _statement(pages, url, line.elements(), "", "")
        (to,) = [it for it in line.elements() if it.text.startswith(RELATIONS)]
        if to.first("span", "state"):
            rest = line.elements()[line.elements().index(to) + 1 :]
            card = replace(
                card, facts=(), rival=_rival(pages, url, Element("div", {}, [to, *rest]))
            )
        found.append((card, to.text.split()[0].lower(), pages.links(url, to)[0]))
    return found


def _card(pages: Pages, url: str, line: Element, own: str) -> Card:
    said, link, answers = line.elements()
    card = _statement(pages, url, said.elements(), own, link.text)
    lists = [it for it in answers.elements() if it.tag == "ul"]
    beside = answers.first("div", "rival")
    rival = _rival(pages, url, beside) if beside else None
    return replace(card, answers=_answers(pages, url, lists), rival=rival)


def _rival(pages: Pages, url: str, part: Element) -> Card:
    """What a claim denies: told beside it, or on its own page in a line."""
    head, *parts = part.elements()
    if pages.links(url, head):
        facts = _facts(pages, url, parts)
        link, state = pages.links(url, head)[0], head.one("span", "state").text
        return Card(link, state, "", None, "", "", (), (), facts)
    return _statement(pages, url, parts, "", "")


def _facts(pages: Pages, url: str, parts: list[Element]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (it.text.split(",")[0], it.one("time").attributes["datetime"], pages.links(url, it)[0])
        for it in parts
        if it.text.startswith(("This denial was", "What it denies was"))
    )


def _answers(pages: Pages, url: str, lists: list[Element]) -> tuple[Card, ...]:
    found = []
    for line in (it for items in lists for it in items.elements()):
        parts = line.elements()
        card = _statement(pages, url, parts, "", "")
        below = _answers(pages, url, [it for it in parts if it.tag == "ul"])
        found.append(replace(card, answers=below))
    return tuple(found)


def _statement(pages: Pages, url: str, parts: list[Element], own: str, state: str) -> Card:
    label = next(it for it in parts if it.attributes.get("class") == "label")
    says = [it for it in parts if it.attributes.get("class") == "says"]
    named = label.first("span", "state")
    since = [it for it in parts if it.attributes.get("class") == "notice"]
    later = [
        (it.one("span", "state").text, time.attributes["datetime"] if time else "")
        for it in since
        if it.text.startswith("Since")
        for time in [it.first("time")]
    ]
    return Card(
        pages.links(url, says[0])[0] if says else own,
        state or (named.text if named else "claimed"),
        label.text.split(",")[0],
        later[0] if later else None,
        parts[0].text,
        next((it.text for it in parts if it.text.startswith("Source: ")), ""),
        tuple(it.text.partition(": ")[2] for it in since if it.text.startswith("Corrected")),
        (),
        _facts(pages, url, parts),
    )
