"""A file of which only the body has changed: what it came to stays, if its quotes are still there.

That needs none of what validates front matter, whose import takes longer than most builds have.
"""

from __future__ import annotations

from briefings.cache.digest import digest_bytes
from briefings.content import shingles, yaml_reader
from briefings.content.claim_checks import check_claims
from briefings.content.diagnostics import Fault
from briefings.content.dialect import Dialect
from briefings.content.files import File
from briefings.content.frontmatter import find_stray, split
from briefings.content.lint.text import lint
from briefings.content.serialization import Row
from briefings.model import Problem


def digest_front(text: str) -> bytes:
    """The digest of the front matter in a file's text; empty if there is none."""
    front = split(text)
    if isinstance(front, Fault):
        return b""
    return digest_bytes(front.block.encode())


def rewrite(
    file: File, row: Row, text: str, digest: bytes, dialect: Dialect
) -> tuple[Row, tuple[Problem, ...]] | None:
    """The row of a file that has this text now, and its warnings; None if it has to be parsed."""
    front = split(text)
    if isinstance(front, Fault) or digest_front(text) != row[4]:
        return None
    yaml = yaml_reader.parse(front.block)
    if file.folder == "articles" and (
        yaml.data is None or find_stray(front) or any(check_claims(yaml.data, front.body))
    ):
        return None
    warnings = tuple(lint(file, text, front, yaml, dialect))
    if any(warning.severity == "problem" for warning in warnings):
        return None
    sketch = shingles.sketch(front.body.text) if file.folder == "articles" else b""
    return (digest, *row[1:5], sketch, row[6]), warnings
