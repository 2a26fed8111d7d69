"""The editors' reference of all front matter, written from the schema so that it can't drift.

`python -m briefings.editor.reference > docs/front-matter.md` refreshes the committed copy.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from briefings.content import schema, schema_info
from briefings.content.schema_info import Key

HEADER = """\
# Front matter

Every file in `articles/`, `briefings/`, `regions/`, `actors/` and `sources/` of the content folder
begins with front matter: YAML between two lines of `---`. Below it stands the text, in Markdown.

- Every value is read as text, so `NO` and `12:30` stay what they are. Put a value in quotes if it
  has a `: ` or a ` #` in it or begins with one of ``[ ] { } > | * & ! % @ ` " '``.
- An **id** consists of `a-z`, `0-9` and single hyphens, 80 characters at most. A region's, an
  actor's or a source's is the name of its file.
- An **article's id** is `<date>/<slug>`, its date in the site's timezone: `2025-04-26/harbour`.
- A **claim reference** is the `id` of a claim in the same article, or
  `<date>/<slug>#<id>` anywhere else.
- A **date** is written `2025-04-26`, a **time** `2025-04-26T14:30:00+02:00`; without an offset it
  is in the site's timezone.
- A **path of this site** may be written with percent signs: `2024/%D1%81%D0%BB/` is `2024/сл/`. No
  name in it, nor one of a file in `media/` or `pages/`, begins with a dot, is a device's on Windows
  (`con`, `nul`), differs from another in capitals alone or is a server's configuration
  (`web.config`, `_headers`). A name has 200 bytes at most, a path 1,000 and 30 folders.
- An unknown or repeated key, an alias, an anchor, a tag or a second YAML document is an error, and
  so is a reference to something that doesn't exist.
"""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: where it stands, what it is and what one looks like."""

    title: str
    path: str
    about: str
    model: type[BaseModel]
    example: str


FILE_KINDS = (
    FileKind(
        "Article",
        "articles/2025/04/26/harbour.md",
        "Sub-folders of `articles/` are free. The claims of the article stand in its front matter.",
        schema.ArticleSchema,
        """\
---
title: Both sides claim the harbour of Norvik
date: 2025-04-26T14:30:00+03:00
summary: Orvania says that it holds the harbour; Lorvia says that fighting continues.
lead: 8
regions: [norvik]
sources:
  - source: lorvia-post
    url: https://post.example/harbour
    published: 2025-04-26
claims:
  - id: harbour-held
    by: general-tarn
    says: Orvania holds the harbour of Norvik
    kind: control
    quote: The harbour is ours
    fidelity: translated
  - id: harbour-contested
    by: lorvia
    says: Fighting continues in the harbour of Norvik
    kind: control
    denies: harbour-held
  - id: boats-lost
    by: lorvia
    says: Orvania lost about 12 boats
    kind: figure
    figure: {n: 12, unit: boats, of: losses, approx: true}
    status:
      - {on: 2025-04-27, is: disputed, by: lorvia-post, note: The paper saw 8.}
corrections:
  - date: 2025-04-27
    text: The first version put the harbour in Eastmere.
---

“The harbour is ours,” General Tarn said.
""",
    ),
    FileKind(
        "Briefing",
        "briefings/2025-04-26.md",
        "An editor's own words for a day. Whatever is left out is composed from the day's articles;"
        " the text below is the day's narrative.",
        schema.BriefingSchema,
        """\
---
title: The harbour in two accounts
lead: 2025-04-26/harbour
takeaways:
  - Nobody outside Norvik can tell who holds the harbour.
  - text: Orvania says that it does, and Lorvia denies it.
    claims: [2025-04-26/harbour#harbour-held, 2025-04-26/harbour#harbour-contested]
---
""",
    ),
    FileKind(
        "Region",
        "regions/norvik.md",
        "The text below is the region's standing background.",
        schema.RegionSchema,
        """\
---
name: Norvik
country: lorvia
aliases: [Port Norvik]
not: [Norvik Street]
neighbours: [eastmere]
---
""",
    ),
    FileKind(
        "Actor",
        "actors/general-tarn.md",
        "A person, an organisation, a force, a state or an office. The text below is background.",
        schema.ActorSchema,
        """\
---
name: General Tarn
kind: person
party: orvania
roles:
  - {title: Commander of the coast, from: 2024-05}
aliases: [Tarn]
not: [Tarn Bay]
---
""",
    ),
    FileKind(
        "Source",
        "sources/lorvia-post.md",
        "A publication or a channel. The text below is background.",
        schema.SourceSchema,
        """\
---
name: Lorvia Post
url: https://post.example/
kind: newspaper
owner: lorvia
lang: en
reliability: B
---
""",
    ),
)


def render_reference() -> str:
    """Return the whole reference in Markdown."""
    return "\n".join((HEADER, *(_render_kind(kind) for kind in FILE_KINDS)))


def _render_kind(kind: FileKind) -> str:
    parts = [f"## {kind.title}", f"`{kind.path}`. {kind.about}", _render_table(kind.model)]
    # One table for each mapping, since a key's own row has no room for its keys.
    for name, model in _nested(kind.model):
        parts += [f"### {kind.title}: {name}", _render_table(model)]
    parts += ["For example:", f"```markdown\n{kind.example.rstrip()}\n```"]
    return "\n\n".join(parts) + "\n"


def _nested(model: type[BaseModel], above: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the mappings below a kind's own, by the keys that lead to them."""
    for key in schema_info.keys(model).values():
        if key.model:
            name = f"{above}`{key.name}`"
            yield name, key.model
            yield from _nested(key.model, f"{name}, ")


def _render_table(model: type[BaseModel]) -> str:
    rows = ["| key | value | meaning |", "|---|---|---|"]
    for key in schema_info.keys(model).values():
        name = f"**`{key.name}`** (required)" if key.required else f"`{key.name}`"
        rows.append(f"| {name} | {_describe_value(key)} | {key.meaning} |")
    return "\n".join(rows)


def _describe_value(key: Key) -> str:
    if key.choices:
        return ", ".join(f"`{choice}`" for choice in key.choices)
    if key.model:
        return "a list of keys and values" if key.many else "keys and values"
    words = _describe_reference(key.ref) if key.ref else key.form
    return f"a list: {words}" if key.many else words


def _describe_reference(kind: str) -> str:
    if kind == "claim or source":
        return "a claim reference or a source's id"
    if kind == "claim":
        return "a claim reference"
    if kind == "media":
        return "a file in `media/`"
    return f"{'an' if kind[0] == 'a' else 'a'} {kind}'s id"


if __name__ == "__main__":
    sys.stdout.write(render_reference())
