"""Harmless HTML to valid HTML: each element where the HTML standard lets it stand.

The sanitizer leaves the structure as authors wrote it, and serializing a tree that no parser would
have built gives another page. So whatever has no business in its place loses its tag and keeps its
content; what is obsolete is put in today's words. The content models are the HTML standard's,
narrowed to the sanitizer's tags: https://html.spec.whatwg.org/multipage/indices.html#elements-3
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from briefings.render.html_tables import arrange_table, elements
from briefings.render.html_tree import Element, Node

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PARENTS = {
    "caption": ("table",),
    "dd": ("dl",),
    "dt": ("dl",),
    "figcaption": ("figure",),
    "li": ("ul", "ol"),
    "summary": ("details",),
    "tbody": ("table",),
    "td": ("tr",),
    "tfoot": ("table",),
    "th": ("tr",),
    "thead": ("table",),
    "tr": ("tbody", "thead", "tfoot"),
}
BLOCKS = frozenset(
    {"blockquote", "details", "div", "dl", "figure", "hr", "ol", "p", "pre", "table", "ul"}
    | HEADINGS
    | PARENTS.keys()
)
# https://html.spec.whatwg.org/multipage/dom.html#transparent-content-models
TRANSPARENT = frozenset({"a", "del", "ins"})
GLOBAL = frozenset({"class", "dir", "id", "lang", "title"})

BANNED = {
    "a": frozenset({"a", "details", "table"}),
    "caption": frozenset({"table"}),
    "dt": HEADINGS,
    "th": HEADINGS,
}


def conform(nodes: Iterable[Node]) -> list[Node]:
    """Return the same text as valid flow content."""
    return _conform_all(nodes, "body", frozenset())


def _conform_all(nodes: Iterable[Node], parent: str, banned: frozenset[str]) -> list[Node]:
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            result.append(node)
        else:
            result += _conform_element(node, parent, banned)
    return result


def _conform_element(node: Element, parent: str, banned: frozenset[str]) -> list[Node]:
    """`banned` are the tags that may not stand here, for whatever is around."""
    if renew := RENEWED.get(node.tag):
        renew(node)
    # A browser's parser would drop such a tag, or move it out of its table.
    if node.tag in PARENTS and parent not in PARENTS[node.tag]:
        _rename(node, "div")
    if node.tag in banned or _is_bare(node) or _is_torn(node, banned):
        # `parent` was arranged before its children, so nothing in this one can be a part of it.
        content = _conform_all(node.children, "", banned)
        # Words of two blocks would run into one.
        return [" ", *content, " "] if node.tag in BLOCKS else content
    arrange = ARRANGED.get(node.tag)
    if arrange and not arrange(node):
        _rename(node, "div")
    node.children = _conform_all(node.children, node.tag, _banned_in(node.tag, banned))
    return [node] if node.tag != "p" or elements(node.children) else []


def _is_bare(node: Element) -> bool:
    return node.tag == "span" and not node.attributes


def _is_torn(node: Element, banned: frozenset[str]) -> bool:
    """Return whether a paragraph or phrase holds blocks where blocks may stand, so that it has to
    go."""
    if (node.tag in BLOCKS and node.tag != "p") or node.tag in TRANSPARENT or "div" in banned:
        return False
    return _has_block(node.children)


def _has_block(nodes: Iterable[Node]) -> bool:
    return any(
        isinstance(node, Element) and (node.tag in BLOCKS or _has_block(node.children))
        for node in nodes
    )


# The same few sets for all elements of all texts.
@cache
def _banned_in(tag: str, banned: frozenset[str]) -> frozenset[str]:
    if tag in HEADINGS or tag in ("p", "pre", "summary"):
        return banned | BLOCKS
    if tag in BLOCKS or tag in TRANSPARENT:
        return banned | BANNED.get(tag, frozenset())
    return banned | BLOCKS


def _rename(node: Element, tag: str) -> None:
    node.tag = tag
    node.attributes = {k: v for k, v in node.attributes.items() if k in GLOBAL}


def _renew_link(node: Element) -> None:
    """An anchor of old (`name`) becomes an id; what leads nowhere is no link."""
    name = node.attributes.pop("name", None)
    if name:
        node.attributes.setdefault("id", name)
    if not node.attributes.get("href"):
        _rename(node, "span")


def _renew_image(node: Element) -> None:
    if node.attributes.get("src"):
        node.attributes.setdefault("alt", "")
    else:
        node.tag, node.children = "span", [node.attributes.get("alt", "")]
        node.attributes = {}


def _renew_checkbox(node: Element) -> None:
    """A task's checkbox as text: a form's control without a label helps nobody."""
    task, done = "type" in node.attributes, "checked" in node.attributes
    _rename(node, "span")
    if task:
        node.attributes |= {"role": "img", "aria-label": "done" if done else "to do"}
        node.children = ["☑" if done else "☐"]


def _renew_cell(node: Element) -> None:
    """Both engines' ways to align a cell become a class."""
    # cmark writes `align`, Python-Markdown `style="text-align: …"`.
    aligned = node.attributes.pop("align", None)
    aligned = node.attributes.pop("style", aligned)
    if aligned:
        node.attributes["class"] = f"align-{aligned}"


def _renew_time(node: Element) -> None:
    if "datetime" not in node.attributes:
        node.tag = "span"


def _arrange_list(node: Element) -> bool:
    """What stands between items belongs to the one before."""
    items: list[Node] = []
    for child in elements(node.children):
        if isinstance(child, Element) and child.tag == "li":
            items.append(child)
        elif items and isinstance(items[-1], Element):
            items[-1].children.append(child)
        else:
            items.append(Element("li", {}, [child]))
    node.children = items
    return True


def _arrange_definitions(node: Element) -> bool:
    """Return whether it is nothing but terms, each run of them followed by descriptions."""
    children = elements(node.children)
    tags = [child.tag if isinstance(child, Element) else "" for child in children]
    if not tags or {*tags} != {"dt", "dd"} or tags[0] == "dd" or tags[-1] == "dt":
        return False
    node.children = children
    return True


def _arrange_figure(node: Element) -> bool:
    """One caption, first or last."""
    children = elements(node.children)
    captions = [c for c in children if isinstance(c, Element) and c.tag == "figcaption"]
    for caption in captions:
        if caption is not captions[0] or caption not in (children[0], children[-1]):
            caption.tag = "div"
    return True


def _arrange_details(node: Element) -> bool:
    """One summary, first."""
    children = elements(node.children)
    summaries = [c for c in children if isinstance(c, Element) and c.tag == "summary"]
    for summary in summaries[1:]:
        summary.tag = "div"
    return bool(summaries) and children[0] is summaries[0]


RENEWED: dict[str, Callable[[Element], None]] = {
    "a": _renew_link,
    "img": _renew_image,
    "input": _renew_checkbox,
    "section": lambda node: _rename(node, "div"),
    "td": _renew_cell,
    "th": _renew_cell,
    "time": _renew_time,
}
ARRANGED: dict[str, Callable[[Element], bool]] = {
    "details": _arrange_details,
    "dl": _arrange_definitions,
    "figure": _arrange_figure,
    "ol": _arrange_list,
    "table": arrange_table,
    "ul": _arrange_list,
}
