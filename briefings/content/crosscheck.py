"""Check references between files, as far as they can have changed since the last check.

A check without a problem is cached by one digest of everything that it depends on. If files were
only added since, or only refer to more, it is enough to check those, and what they refer to. If
that finds a problem, all files are checked, since hints name the best match among all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from briefings.cache.digest import digest_bytes
from briefings.cache.protocol import Shelf, Store
from briefings.content import files, references
from briefings.content.cached_file import CachedFile, unpack
from briefings.content.file_cache import FileCache
from briefings.content.files import PUBLISHED, File
from briefings.content.folder_scan import Scan
from briefings.content.parse_result import RELATIONS, Parsed, Reference
from briefings.content.positions import place_findings
from briefings.content.replacement_checks import REPLACES
from briefings.model import Problem

Entries = Mapping[str, CachedFile]


class Checked(msgspec.Struct, frozen=True, array_like=True):
    """A check without a problem.

    `digest` is of everything that it depends on, `units` are those of figures' keys; `is_replacing`
    says whether some article replaces another.
    """

    digest: bytes
    units: dict[str, str | None]
    is_replacing: bool


CHECKED: Shelf[Checked] = Shelf("content checked", Checked)


def check(
    scan: Scan, cached: FileCache, faulty: Mapping[str, Parsed], cache: Store | None
) -> list[Problem]:
    """Return problems of references between files.

    `faulty` are files with problems of their own. A file with a problem is read again, for line
    numbers.
    """
    entries, previous = cached.entries, cached.previous
    digest = _digest(scan, entries)
    if not faulty and cache is not None:
        checked = cache.read(CHECKED).get("")
        if checked and checked.digest == digest:
            return []
        # A replacement leads references elsewhere that stand in files without a change. To check
        # only what has changed takes 0.024 s of a body edit instead of 0.19 s, at 10,000 articles.
        if checked and checked.digest == _digest(scan, previous) and not checked.is_replacing:
            # A copy, since new units are added while files are looked at, and the check may still
            # give up.
            units = dict(checked.units)
            if _are_still_valid(scan, entries, previous, units):
                cache.write(CHECKED, {"": Checked(digest, units, is_replacing=False)})
                return []
    known = [unpack(file, entries[file.path]) for file in scan.files if file.path in entries]
    records = [item for item in (*faulty.values(), *known) if item.file.folder not in PUBLISHED]
    found = references.check(records, scan.media_names, scan.closed)
    problems: list[Problem] = []
    for item in records:
        if findings := found.get(item.file.path):
            text = files.read(item.file)
            if isinstance(text, str):
                problems.extend(place_findings(item.file, text, findings))
            else:
                problems.append(text)
    if not (faulty or found) and cache is not None:
        units = {figure.key: figure.unit for item in records for figure in item.figures}
        is_replacing = any(map(_replaces_article, records))
        cache.write(CHECKED, {"": Checked(digest, units, is_replacing)})
    return problems


def _digest(scan: Scan, entries: Entries) -> bytes:
    """One digest of all that problems between files depend on."""
    parts = [f"{path}\0".encode() + entry.head for path, entry in entries.items()]
    named = "\0".join([*scan.media_names, "", *sorted(scan.closed)])
    return digest_bytes(named.encode() + b"".join(sorted(parts)))


def _are_still_valid(
    scan: Scan, entries: Entries, previous: Entries, units: dict[str, str | None]
) -> bool:
    """Return whether a change can be seen not to break a reference, by looking at what it touches.

    There was no problem in the `previous` entries, and no article replaces another. `units` are
    those of figures' keys; new ones are added. With 10,000 articles, a load after an edit of front
    matter takes 0.6 s of CPU, and 1.0 s without this.
    """
    if not previous.keys() <= entries.keys():
        return False
    changed: list[Parsed] = []
    registries: list[Parsed] = []
    articles: dict[str, File] = {}
    for file in scan.files:
        if file.folder in PUBLISHED:
            continue
        entry, before = entries[file.path], previous.get(file.path)
        if before is None or before.head != entry.head:
            changed.append(unpack(file, entry))
            if before is not None and not _only_adds(unpack(file, before), changed[-1]):
                return False
            if _replaces_article(changed[-1]) or not _has_units(changed[-1], units):
                return False
        if file.folder == "articles":
            # Of two articles with one id, either may be the one at fault.
            if entry.id is None or entry.id in articles:
                return False
            articles[entry.id] = file
        elif file.folder != "briefings":
            # All of them: they are few, and most articles refer to some.
            registries.append(unpack(file, entry))
    involved = {item.file.path: item for item in (*registries, *changed)}
    _add_targets(involved, changed, articles, entries)
    return not references.check([*involved.values()], scan.media_names, scan.closed)


def _replaces_article(item: Parsed) -> bool:
    return any(reference.where == REPLACES for reference in item.references)


def _has_units(item: Parsed, units: dict[str, str | None]) -> bool:
    return all(units.setdefault(figure.key, figure.unit) == figure.unit for figure in item.figures)


def _only_adds(before: Parsed, after: Parsed) -> bool:
    """Return whether a file still has all that others can refer to, and its claims no new
    answers."""
    return (
        before.id == after.id
        and set(before.claims or ()) <= set(after.claims or ())
        and _answers(after) <= _answers(before)
    )


def _answers(item: Parsed) -> set[tuple[str, Reference]]:
    claims = item.claims or ()
    return {(claims[int(r.where[1])], r) for r in item.references if _is_answer(r)}


def _is_answer(reference: Reference) -> bool:
    where = reference.where
    return len(where) == 3 and where[0] == "claims" and where[2] in RELATIONS


def _add_targets(
    involved: dict[str, Parsed],
    changed: Iterable[Parsed],
    articles: Mapping[str, File],
    entries: Entries,
) -> None:
    """Add the articles that files refer to, those that these answer, and so on."""
    queue = [reference.target for item in changed for reference in item.references]
    while queue:
        file = articles.get(queue.pop().partition("#")[0])
        if file is not None and file.path not in involved:
            involved[file.path] = item = unpack(file, entries[file.path])
            queue += [reference.target for reference in item.references if _is_answer(reference)]
