"""Bodies of files, read on demand: lists and the ledger need none of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefings.content import files
from briefings.content.files import File
from briefings.content.frontmatter import FrontMatter, split
from briefings.content.site_pages import read_page
from briefings.model import Body, ContentError, Problem


@dataclass(frozen=True, slots=True, eq=False)
class Bodies(Mapping[str, Body]):
    """Bodies by path, read from their `locations`: quick to send to another process.

    With `bare`, a file may have no front matter. A look-up raises ContentError if the file has
    changed since its record was read.
    """

    locations: Mapping[str, str]
    digests: Mapping[str, bytes]
    bare: bool = False

    def __getitem__(self, path: str) -> Body:
        # The folder doesn't matter here: it only tells assets, which are no texts.
        content = files.read_bytes(File("articles", path, self.locations[path]))
        if isinstance(content, Problem):
            raise ContentError([content])
        text = files.decode(path, content.data)
        # A body of another version than its front matter would be an article that nobody wrote.
        if content.digest == self.digests[path] and isinstance(text, str):
            if self.bare:
                page = read_page(text)
                return Body(page.text, page.line)
            front = split(text)
            if isinstance(front, FrontMatter):
                return front.body
        message = "changed while the site was being built"
        raise ContentError([Problem(path, 1, 1, message, "build again")])

    def __contains__(self, path: object) -> bool:
        return path in self.locations

    def __iter__(self) -> Iterator[str]:
        return iter(self.locations)

    def __len__(self) -> int:
        return len(self.locations)
