"""The site's own pages, as far as they concern us: MkDocs renders them, and says nothing of front
matter that it can't read."""

from __future__ import annotations

from briefings.content import tree
from briefings.content.files import File
from briefings.content.finding import Fault, Finding
from briefings.content.frontmatter import split
from briefings.content.placing import place_faults
from briefings.model import Problem

TEMPLATE = Finding(
    ("template",), "a page can't choose its template", "remove the key: content is untrusted"
)


def check_page(file: File, text: str) -> list[Problem]:
    """What is wrong with a page's front matter, if it has any."""
    front = split(text)
    if isinstance(front, Fault):
        return []
    yaml = tree.parse(front.block)
    chosen = [TEMPLATE] if yaml.data and "template" in yaml.data else []
    faults = (*yaml.faults, *(tree.locate(yaml, finding) for finding in chosen))
    return place_faults(file, text, front, faults)
