"""The site's own pages, as far as they concern us: MkDocs renders them, and says nothing of front
matter that it can't read."""

from __future__ import annotations

from dataclasses import replace

from briefings.content import tree
from briefings.content.dialect import Dialect
from briefings.content.files import File
from briefings.content.finding import Fault, Finding
from briefings.content.frontmatter import split
from briefings.content.lint_body import lint_body
from briefings.content.placing import place_faults
from briefings.model import Problem

DIALECT = Dialect()
TEMPLATE = Finding(
    ("template",), "a page can't choose its template", "remove the key: content is untrusted"
)


def check_page(file: File, text: str, dialect: Dialect = DIALECT) -> list[Problem]:
    """What is wrong with a page's front matter, if it has any, and with its text; warnings too."""
    front = split(text)
    if isinstance(front, Fault):
        return place_faults(file, text, None, lint_body(text, dialect.of_pages, is_page=True))
    yaml = tree.parse(front.block)
    chosen = [TEMPLATE] if yaml.data and "template" in yaml.data else []
    start = len(text) - len(front.body.text) - front.start
    found = lint_body(front.body.text, dialect.of_pages, is_page=True)
    faults = (
        *yaml.faults,
        *(tree.locate(yaml, finding) for finding in chosen),
        *(replace(fault, offset=start + fault.offset) for fault in found),
    )
    return place_faults(file, text, front, faults)
