"""Tables that hold together: their parts in order, no row empty, no span beyond the grid."""

from __future__ import annotations

from collections.abc import Iterable

from briefings.render.html_tree import Element, Node

SPANS = ("colspan", "rowspan")


def elements(nodes: Iterable[Node]) -> list[Node]:
    """All but the white space between them."""
    return [node for node in nodes if isinstance(node, Element) or node.strip()]


def arrange_table(table: Element) -> bool:
    """Caption, head, bodies, foot; False when it has no cells.

    Spans that overlap, or leave a row or column without a cell of its own, are taken away.
    """
    captions = _children(table, "caption")
    groups = [group for group in _children(table, "thead", "tbody", "tfoot") if _rows(group)]
    if not groups:
        return False
    for caption in captions[1:]:
        captions[0].children += [" ", *caption.children]
    for tag in ("thead", "tfoot"):
        for extra in [group for group in groups if group.tag == tag][1:]:
            extra.tag = "tbody"
    groups.sort(key=lambda group: ("thead", "tbody", "tfoot").index(group.tag))
    if not _fits(groups):
        for cell in (cell for group in groups for row in _rows(group) for cell in row):
            cell.attributes = {k: v for k, v in cell.attributes.items() if k not in SPANS}
    table.children = [*captions[:1], *groups]
    return True


def _children(node: Element, *tags: str) -> list[Element]:
    return [c for c in node.children if isinstance(c, Element) and c.tag in tags]


def _rows(group: Element) -> list[list[Element]]:
    """A group's cells by row; rows without cells leave it."""
    rows = [(row, _children(row, "td", "th")) for row in _children(group, "tr")]
    rows = [(row, cells) for row, cells in rows if cells]
    group.children = [row for row, _ in rows]
    for row, cells in rows:
        row.children = list(cells)
    return [cells for _, cells in rows]


def _fits(groups: Iterable[Element]) -> bool:
    """Return whether all spans are inside their group, don't overlap and leave each column a
    cell."""
    # https://html.spec.whatwg.org/multipage/tables.html#forming-a-table
    columns: set[int] = set()
    width = 0
    for group in groups:
        rows = _rows(group)
        taken: set[tuple[int, int]] = set()
        for y, cells in enumerate(rows):
            x = 0
            for cell in cells:
                across, down = (int(cell.attributes.get(name, "1")) for name in SPANS)
                while (y, x) in taken:
                    x += 1
                if y + down > len(rows):
                    return False
                area = {(y + j, x + i) for j in range(down) for i in range(across)}
                if area & taken:
                    return False
                taken |= area
                columns.add(x)
                x += across
                width = max(width, x)
    return len(columns) == width
