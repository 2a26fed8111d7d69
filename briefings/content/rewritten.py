"""A file of which only the body has changed: what it came to stays, if its quotes are still there.

That needs none of what validates front matter, whose import takes longer than most builds have.
"""

from __future__ import annotations

from briefings.content import shingles, tree
from briefings.content.claims import check_claims
from briefings.content.files import File, digest_bytes
from briefings.content.finding import Fault
from briefings.content.frontmatter import split
from briefings.content.packing import Row


def digest_front(text: str) -> bytes:
    """The digest of the front matter in a file's text; empty if there is none."""
    front = split(text)
    if isinstance(front, Fault):
        return b""
    return digest_bytes(front.block.encode())


def rewrite(file: File, row: Row, text: str, digest: bytes) -> Row | None:
    """The row of a file that has this text now; None if it has to be parsed for it."""
    front = split(text)
    if isinstance(front, Fault) or digest_front(text) != row[4]:
        return None
    if file.folder == "articles":
        data = tree.parse(front.block).data
        if data is None or any(check_claims(data, front.body)):
            return None
    sketch = shingles.sketch(front.body.text) if file.folder == "articles" else b""
    return digest, *row[1:5], sketch, row[6]
