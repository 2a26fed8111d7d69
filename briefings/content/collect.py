"""Cached and faulty files -> records by id, and the articles that are near duplicates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from briefings.cache.memo import Memo
from briefings.cache.protocol import Store
from briefings.content import near_duplicates
from briefings.content.bodies import Bodies
from briefings.content.cached_file import CachedFile, unpack_record, unpack_records
from briefings.content.file_cache import FileCache
from briefings.content.files import File
from briefings.content.folder_scan import Scan
from briefings.content.parse_result import Parsed, Record
from briefings.model import Actor, Article, Briefing, Records, Region, Source


def collect(
    scan: Scan,
    files: FileCache,
    faulty: Mapping[str, Parsed],
    zone: ZoneInfo,
    cache: Store | None,
    memo: Memo | None,
) -> Records:
    """Return records by id, in path order; of two articles with one id, the first counts.

    Without a memo, entries are removed from `files`, so that not all of them are in memory beside
    their records.
    """
    articles: dict[str, Article] = {}
    regions: dict[str, Region] = {}
    actors: dict[str, Actor] = {}
    sources: dict[str, Source] = {}
    briefings: dict[dt.date, Briefing] = {}
    locations: dict[str, str] = {}
    pages: dict[str, str] = {}
    # Before the records: to unpack them takes the entries away.
    sketches = {path: entry.sketch for path, entry in files.entries.items()}
    sketches |= {path: parsed.sketch for path, parsed in faulty.items()}
    records: dict[str, Record | None]
    if memo is None:
        # Counts among what freed 44 of 174 MiB before rendering, in each of two processes.
        records = unpack_records(scan.files, files.entries, zone)
    else:
        records = _unpack_changed(scan.files, files.entries, zone, memo)
    records |= {path: parsed.record for path, parsed in faulty.items()}
    for file in scan.files:
        match records[file.path]:
            case Article() as article:
                articles.setdefault(article.id, article)
            case Region() as region:
                regions[region.id] = region
            case Actor() as actor:
                actors[actor.id] = actor
            case Source() as source:
                sources[source.id] = source
            case Briefing() as briefing:
                briefings[briefing.day] = briefing
            case None:
                if file.folder == "pages" and file.path not in faulty:
                    pages[file.path] = file.location
                continue
        locations[file.path] = file.location
    return Records(
        articles,
        regions,
        actors,
        sources,
        briefings,
        Bodies(locations, files.digests),
        scan.media_names,
        near_duplicates.find(articles.values(), sketches, cache, memo),
        own_pages=Bodies(pages, files.digests, bare=True),
    )


def _unpack_changed(
    scanned: Iterable[File], entries: Mapping[str, CachedFile], zone: ZoneInfo, memo: Memo
) -> dict[str, Record | None]:
    """Return the records of cached files, by path: the same objects while the entries are."""
    records: dict[str, Record | None] = {}
    for file in scanned:
        path = file.path
        entry = entries.get(path)
        if entry is not None:
            # A preview that keeps entries and records takes 0.50 s for an edited body instead of
            # 0.87 s.
            unpack = partial(_unpack, file, entry, zone, memo)
            records[path] = memo.get(("record", path), (entry, zone), unpack)
    return records


def _unpack(file: File, entry: CachedFile, zone: ZoneInfo, memo: Memo) -> Record | None:
    """Return a record; an article's claims are the same objects while their digests are.

    So an edit of other front matter leaves the ledger, which is indexed by claims, unchanged.
    """
    record = unpack_record(file.folder, entry, zone)
    if not isinstance(record, Article):
        return record
    claims = memo.get(("claims", file.path), entry.claim_digests, lambda: record.claims)
    return record if claims is record.claims else replace(record, claims=claims)
