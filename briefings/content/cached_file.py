"""What the cache keeps of a content file, so that it is parsed once.

    Parsed --pack--> CachedFile --unpack_record--> record
                          '---------unpack-------> Parsed, but for record and body

Only files without a fault are cached. Record and links are serialized apart from the rest: most
builds need neither, and a worker process hands them on as they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from briefings.cache.digest import Digest, digest_bytes
from briefings.cache.serialization import decode, encode
from briefings.content.files import File
from briefings.content.parse_result import Counted, Parsed, Record, Reference
from briefings.model import Actor, Article, Briefing, Region, Source

RECORDS: dict[str, Any] = {
    "articles": Article,
    "briefings": Briefing,
    "regions": Region,
    "actors": Actor,
    "sources": Source,
}
TIMES = ("date", "updated", "publish_at")
"""The fields of an article that hold times; no other record has any."""


# `gc=False`: bytes, strings and a tuple of strings can't be in a cycle, and there are thousands.
class CachedFile(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The parse result of one file; all but `digest` is empty for one of the site's own pages.

    `digest` is that of the file's bytes, `head` that of all that was parsed but the body, `front`
    that of the front matter's text; `claim_digests` are those of an article's claims, one after
    the other. `record` and `links` are serialized. `folded` names the times whose clock reading
    occurs twice, and which are the later ones (`fold`): MessagePack's times are naive here, since
    one in UTC can't tell a clock reading that a change of the clocks skips.
    """

    digest: Digest
    head: Digest = b""
    id: str | None = None
    record: bytes = b""
    folded: tuple[str, ...] = ()
    links: bytes = b""
    front: Digest = b""
    sketch: bytes = b""
    claim_digests: bytes = b""


class Links(msgspec.Struct, frozen=True, array_like=True):
    """What a file says of others, needed only when files are checked against one another."""

    named_by: str
    claims: tuple[str, ...] | None
    references: tuple[Reference, ...]
    figures: tuple[Counted, ...]


def pack(parsed: Parsed, digest: Digest, front: Digest) -> CachedFile | None:
    """Serialize a parse result; None if the file has a fault.

    `digest` is that of the file's bytes, `front` that of its front matter's text.
    """
    record = parsed.record
    # Faulty files are few, and their problems have to be found again with their lines.
    if record is None or parsed.problems:
        return None
    folded: tuple[str, ...] = ()
    claim_digests = b""
    if isinstance(record, Article):
        times = {name: time for name in TIMES if (time := getattr(record, name)) is not None}
        folded = tuple(name for name, time in times.items() if time.fold)
        # Claims apart from the rest: that pages depend on single ones, and not on days with their
        # articles, has a new title render 41 pages instead of 200, at 10,000 articles.
        claim_digests = b"".join(digest_bytes(encode(claim)) for claim in record.claims)
        record = replace(record, **{n: time.replace(tzinfo=None) for n, time in times.items()})
    packed = encode(record)
    links = encode(Links(parsed.named_by, parsed.claims, parsed.references, parsed.figures))
    head = digest_bytes(encode((parsed.id, folded)) + packed + links)
    return CachedFile(
        digest, head, parsed.id, packed, folded, links, front, parsed.sketch, claim_digests
    )


def unpack_record(folder: str, cached: CachedFile, zone: ZoneInfo) -> Record | None:
    """Deserialize the record, its times in `zone`; None for one of the site's own pages.

    Raises ValueError if the cache is forged.
    """
    if folder not in RECORDS:
        return None
    record: Record = decode(cached.record, RECORDS[folder])
    if isinstance(record, Article):
        for name in TIMES:
            time: dt.datetime | None = getattr(record, name)
            if time is not None:
                # Nobody has seen the record yet; `dataclasses.replace` takes ten times as long.
                local = time.replace(tzinfo=zone, fold=name in cached.folded)
                object.__setattr__(record, name, local)
    return record


def unpack_records(
    files: Iterable[File], entries: dict[str, CachedFile], zone: ZoneInfo
) -> dict[str, Record | None]:
    """Deserialize the records of those files that are cached, by path.

    They are taken out of `entries` one by one, so that not all are in memory twice.
    """
    return {
        file.path: unpack_record(file.folder, entries.pop(file.path), zone)
        for file in files
        if file.path in entries
    }


def unpack(file: File, cached: CachedFile) -> Parsed:
    """Return the parse result of `file` without its record and its body.

    Raises ValueError if forged.
    """
    if file.folder not in RECORDS:
        return Parsed(file)
    links: Links = decode(cached.links, Links)
    return Parsed(
        file=file,
        id=cached.id,
        named_by=links.named_by,
        claims=links.claims,
        references=links.references,
        figures=links.figures,
    )
