"""Read and parse changed files, each within a time limit: what workers do for the loader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from zoneinfo import ZoneInfo

from msgspec import structs

from briefings.cache.digest import digest_bytes
from briefings.content import files, shingles, work_board, yaml_reader
from briefings.content.cached_file import CachedFile, pack
from briefings.content.claim_checks import check_claims
from briefings.content.diagnostics import Fault, split_by_severity
from briefings.content.dialect import Dialect
from briefings.content.files import File, Stat
from briefings.content.frontmatter import FrontMatter, find_stray, split
from briefings.content.lint.text import lint, lint_page
from briefings.content.media.assets import read_asset
from briefings.content.parse_result import Parsed, unread
from briefings.content.time_limit import TimeUpError, alarm
from briefings.model import Problem

SECONDS = 5.0
"""Time limit for one file, whose text is 1 MiB at most: many times what the slowest takes."""

Changed: TypeAlias = tuple[File, CachedFile | None]
"""A file to read, with its entry from the previous run, if it had one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The entry of a file, or what is known of a faulty one; its digest and its stat when it was
    read, if it could be."""

    result: CachedFile | Parsed
    digest: bytes = b""
    stat: Stat | None = None
    warnings: tuple[Problem, ...] = ()


def read_files(batch: Sequence[Changed], zone: ZoneInfo, dialect: Dialect) -> list[Outcome]:
    """Read and parse some files."""
    outcomes = []
    for file, entry in batch:
        work_board.note(file.path)
        if file.is_asset:
            outcomes.append(_read_asset(file))
        else:
            outcomes.append(_read_in_time(file, entry, zone, dialect))
    work_board.note("")
    return outcomes


def _read_asset(file: File) -> Outcome:
    asset = read_asset(file)
    if isinstance(asset, Problem):
        return Outcome(unread(file, [asset]))
    result = unread(file, asset.problems) if asset.problems else CachedFile(asset.digest)
    return Outcome(result, asset.digest, asset.stat, asset.warnings)


def _read_in_time(
    file: File, entry: CachedFile | None, zone: ZoneInfo, dialect: Dialect
) -> Outcome:
    try:
        with alarm(SECONDS):
            return _read_file(file, entry, zone, dialect)
    except TimeUpError:
        message = f"the file takes longer than {SECONDS:g} s to read"
        hint = "look for what is very long, or very often nested, in it"
    except RecursionError:
        message, hint = "the file is nested too deeply", "use fewer levels"
    return Outcome(unread(file, [Problem(file.path, 1, 1, message, hint)]))


def _read_file(file: File, entry: CachedFile | None, zone: ZoneInfo, dialect: Dialect) -> Outcome:
    content = files.read_bytes(file)
    if isinstance(content, Problem):
        return Outcome(unread(file, [content]))
    text = files.decode(file.path, content.data)
    if isinstance(text, Problem):
        return Outcome(unread(file, [text]), content.digest, content.stat)
    if file.folder == "pages":
        problems, warnings = split_by_severity(lint_page(file, text, dialect))
        result = unread(file, problems) if problems else CachedFile(content.digest)
        return Outcome(result, content.digest, content.stat, warnings)
    front = split(text)
    front_digest = b"" if isinstance(front, Fault) else digest_bytes(front.block.encode())
    # An edited body takes 0.07 to 0.16 s less without Pydantic.
    if entry is not None and entry.front == front_digest and not isinstance(front, Fault):
        reused = _reuse_front_matter(file, entry, text, front, dialect)
        if reused is not None:
            sketch, warnings = reused
            entry = structs.replace(entry, digest=content.digest, sketch=sketch)
            return Outcome(entry, content.digest, content.stat, warnings)
    # Imported here: it takes Pydantic, whose import is longer than the build after an edited body.
    from briefings.content.parse import parse

    # The record is thrown away, and made again from its entry: so it is the same whether a file was
    # parsed or cached, here or in a worker.
    parsed = parse(file, text, front, zone, dialect)
    result = pack(parsed, content.digest, front_digest) or parsed
    return Outcome(result, content.digest, content.stat, parsed.warnings)


def _reuse_front_matter(
    file: File, entry: CachedFile, text: str, front: FrontMatter, dialect: Dialect
) -> tuple[bytes, tuple[Problem, ...]] | None:
    """Check a body whose front matter is that of an entry; its sketch, and the file's warnings.

    Returns None if there is a fault, so that the file has to be parsed.
    """
    yaml = yaml_reader.parse(front.block)
    is_article = file.folder == "articles"
    # Quotes have to be in the body, whichever of the two was edited.
    if is_article and (
        yaml.data is None or find_stray(front) or any(check_claims(yaml.data, front.body))
    ):
        return None
    problems, warnings = split_by_severity(lint(file, text, front, yaml, dialect))
    if problems:
        return None
    return shingles.sketch(front.body.text) if is_article else b"", warnings
