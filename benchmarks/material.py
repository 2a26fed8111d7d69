"""The archive as a blog of MkDocs Material: the same titles, dates and text, regions as categories.

Archive and categories are on, pagination is at its default; search, tags, external fonts and social
cards are off. Each post is cut after its first paragraph, so that lists show an excerpt only.
"""

from __future__ import annotations

from pathlib import Path

from benchmarks.archive import Archive, days
from benchmarks.files import write_file
from benchmarks.front_matter import document

_MKDOCS = """\
site_name: The Lorvia Desk
site_description: Daily briefings from an invented island.
site_url: https://example.org/news/
theme:
  name: material
  font: false
plugins:
  - blog:
      blog_dir: .
      authors: false
"""


def write(archive: Archive, folder: Path) -> None:
    write_file(folder / "mkdocs.yml", _MKDOCS)
    write_file(folder / "docs/index.md", "# The Lorvia Desk\n")
    write_file(folder / "docs/about.md", "# About\n\nEverything here is invented.\n")
    for day in days(archive):
        for article, body in zip(day.articles, day.bodies, strict=True):
            slug = article.id.partition("/")[2]
            front = {
                "title": article.title,
                "date": article.date.isoformat(),
                "description": article.summary,
                "slug": slug,
                "categories": article.regions,
            }
            first, rest = body.split("\n\n", 1)
            text = f"# {article.title}\n\n{first}\n\n<!-- more -->\n\n{rest}"
            path = folder / f"docs/posts/{day.date:%Y/%m/%d}/{slug}.md"
            write_file(path, document(front, text))


def command(environment: Path, folder: Path) -> list[str]:
    """Return the command that builds `folder` into `folder/site`."""
    python, config = environment / "bin/python", folder / "mkdocs.yml"
    return [str(python), "-m", "mkdocs", "--quiet", "build", "--config-file", str(config)]
