"""What all files came to, by id: records, and which of the articles read alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from briefings.cache.protocol import Memory
from briefings.content import near_duplicates
from briefings.content.bodies import Bodies
from briefings.content.file_cache import Known
from briefings.content.folder_scan import Scan
from briefings.content.parse_result import Parsed
from briefings.content.preview_memo import Recollection
from briefings.content.serialization import unpack_records
from briefings.model import Actor, Article, Briefing, Records, Region, Source


def gather(
    scan: Scan,
    known: Known,
    faulty: Mapping[str, Parsed],
    zone: ZoneInfo,
    memory: Memory | None,
    recollection: Recollection | None,
) -> Records:
    """Records by id in path order; of two articles with one id the first stays.

    Unless a recollection keeps them, rows are taken out of `known`.
    """
    articles: dict[str, Article] = {}
    regions: dict[str, Region] = {}
    actors: dict[str, Actor] = {}
    sources: dict[str, Source] = {}
    briefings: dict[dt.date, Briefing] = {}
    locations: dict[str, str] = {}
    pages: dict[str, str] = {}
    sketches = {path: row[5] for path, row in known.rows.items()}
    sketches |= {path: parsed.sketch for path, parsed in faulty.items()}
    unpack = recollection.unpack if recollection else unpack_records
    records = unpack(scan.files, known.rows, zone)
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
    days = recollection.days if recollection else None
    duplicates = near_duplicates.find(articles.values(), sketches, memory, days)
    bodies = Bodies(locations, known.digests)
    return Records(
        articles,
        regions,
        actors,
        sources,
        briefings,
        bodies,
        scan.media_names,
        duplicates,
        own_pages=Bodies(pages, known.digests, bare=True),
    )
