"""Parse one file's text to its record, independently of all other files.

    text --split--> front matter, body --yaml--> data and positions --schema--> record
                                                      |                       |
                                                      '--> references         '--> problems

The result depends on text, path, timezone and dialect alone. References to other files are
collected even where the file has faults of its own, so that no fault hides another;
`references.check` resolves them once everything is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from briefings.content import convert, schema, schema_info, shingles, validation_errors, yaml_reader
from briefings.content.claim_checks import check_claims
from briefings.content.diagnostics import Fault, Finding, split_by_severity
from briefings.content.dialect import Dialect
from briefings.content.files import File
from briefings.content.frontmatter import FrontMatter, find_stray
from briefings.content.lint.text import lint
from briefings.content.merge_conflicts import find_front_conflicts
from briefings.content.parse_result import Counted, Parsed, Record, Reference, unread
from briefings.content.positions import place_faults
from briefings.content.scalars import InvalidError, parse_moment, slug_hint
from briefings.model import Body, Problem, identifiers

SCHEMAS: dict[str, type[schema.Schema]] = {
    "articles": schema.ArticleSchema,
    "briefings": schema.BriefingSchema,
    "regions": schema.RegionSchema,
    "actors": schema.ActorSchema,
    "sources": schema.SourceSchema,
}


def parse(
    file: File, text: str, front: FrontMatter | Fault, zone: ZoneInfo, dialect: Dialect
) -> Parsed:
    """Parse the text of one file of a folder of records, of which `split` made `front`."""
    if conflicts := find_front_conflicts(text, front):
        return unread(file, place_faults(file, text, None, conflicts))
    if isinstance(front, Fault):
        problem = Problem(file.path, 1, 1, front.message, front.hint)
        return unread(file, [problem])
    yaml = yaml_reader.parse(front.block)
    name = _check_name(file, yaml.data)
    linted = lint(file, text, front, yaml, dialect)
    problems, warnings = split_by_severity(linted)
    problems = (*name, *problems)
    if yaml.data is None:
        return unread(file, (*problems, *place_faults(file, text, front, yaml.faults)))
    parsed, found = _parse_data(file, yaml.data, front.body, zone)
    stray = find_stray(front) if file.folder == "articles" else None
    if not (found or yaml.faults or linted or name or stray):
        return parsed
    faults = [*yaml.faults, *(yaml_reader.locate(yaml, finding) for finding in found)]
    if stray:
        faults.append(stray)
    problems = (*problems, *place_faults(file, text, front, faults))
    return replace(parsed, problems=problems, warnings=warnings)


def _parse_data(
    file: File, data: dict[str, Any], body: Body, zone: ZoneInfo
) -> tuple[Parsed, list[Finding]]:
    model = SCHEMAS[file.folder]
    is_article = file.folder == "articles"
    found: list[Finding] = []
    valid: schema.Schema | None = None
    try:
        valid = model.model_validate(data, context=zone)
    except ValidationError as error:
        found = validation_errors.findings(model, error)
    identifier = _article_id(file, data, zone) if is_article else file.stem
    claims = _claim_ids(data, valid) if is_article else None
    references = _references(model, data, found, identifier or file.path, claims or ())
    if is_article:
        found.extend(check_claims(data, body))
    if isinstance(valid, schema.ArticleSchema):
        found.extend(_check_days(valid))
    parsed = Parsed(
        file=file,
        record=_record(valid, identifier, file) if valid and identifier else None,
        body=body,
        id=identifier,
        named_by="slug" if data.get("slug") else "date",
        slugs=() if identifier else (file.stem, str(data.get("slug"))),
        claims=claims,
        references=references,
        sketch=shingles.sketch(body.text) if is_article else b"",
        figures=tuple(_figures(valid)) if isinstance(valid, schema.ArticleSchema) else (),
    )
    return parsed, found


def _check_name(file: File, data: dict[str, Any] | None) -> list[Problem]:
    """Report a file name that can't be an id."""
    if file.folder == "briefings":
        if _is_day(file.stem):
            return []
        hint = "name it by its day, such as 2025-04-26.md"
        return [Problem(file.path, 1, 1, f"the file name '{file.stem}' is not a date", hint)]
    if file.folder == "articles" and (data is None or data.get("slug")):
        return []
    if identifiers.is_slug(file.stem):
        return []
    message = f"the file name '{file.stem}' is not an id"
    return [Problem(file.path, 1, 1, message, slug_hint(file.stem))]


def _is_day(text: str) -> bool:
    try:
        # Since Python 3.11 it reads `20250426` and `2025-W17-6`, too.
        return dt.date.fromisoformat(text).isoformat() == text and text >= "1000"
    except ValueError:
        return False


def _article_id(file: File, data: dict[str, Any], zone: ZoneInfo) -> str | None:
    """Return an article's id if date and slug are valid, whatever else is wrong with it."""
    slug, date = data.get("slug") or file.stem, data.get("date")
    if not isinstance(date, str) or not isinstance(slug, str) or not identifiers.is_slug(slug):
        return None
    try:
        moment = parse_moment(date, zone)
    except InvalidError:
        return None
    return identifiers.article_id(moment.at.date(), slug)


def _claim_ids(data: dict[str, Any], valid: schema.Schema | None) -> tuple[str, ...] | None:
    claims = data.get("claims")
    if claims is None:
        return () if valid else None
    if not isinstance(claims, list):
        return None
    ids = [claim.get("id") if isinstance(claim, dict) else None for claim in claims]
    known = tuple(name for name in ids if isinstance(name, str) and identifiers.is_slug(name))
    return known if len(known) == len(ids) else None


def _check_days(article: schema.ArticleSchema) -> Iterator[Finding]:
    """Report claims' entries and corrections that are dated before their article."""
    day = article.date.at.date()
    for index, claim in enumerate(article.claims or ()):
        for number, entry in enumerate(claim.status or ()):
            if entry.on < (claim.on or day):
                where = ("claims", index, "status", number, "on")
                hint = "check its year, or the claim's 'on'"
                yield Finding(where, f"'{entry.on}' is before the claim", hint)
    for index, note in enumerate(article.corrections or ()):
        if note.date < day:
            message = f"'{note.date}' is before the article"
            yield Finding(("corrections", index, "date"), message, "check its year")


def _figures(article: schema.ArticleSchema) -> Iterator[Counted]:
    for index, claim in enumerate(article.claims or ()):
        if claim.figure and claim.figure.key:
            part = "unit" if claim.figure.unit else "key"
            where = ("claims", index, "figure", part)
            yield Counted(where, claim.figure.key, claim.figure.unit)


def _references(
    model: type[schema.Schema],
    data: dict[str, Any],
    found: list[Finding],
    article: str,
    claims: tuple[str, ...],
) -> tuple[Reference, ...]:
    """Collect the file's references; invalid ones are skipped."""
    faulty = {finding.where for finding in found}
    references: list[Reference] = []
    for where, kind, target in schema_info.references(model, data):
        if where in faulty or (*where, 0) in faulty:
            continue
        if kind == "claim":
            target = convert.full_claim_id(target, article)
        elif kind == "claim or source":
            target = convert.full_evidence_id(target, article, claims)
        references.append(Reference(where, kind, target))
    return tuple(references)


def _record(valid: schema.Schema, identifier: str, file: File) -> Record | None:
    match valid:
        case schema.ArticleSchema():
            return convert.article(valid, identifier, file.path)
        case schema.RegionSchema():
            return convert.region(valid, identifier, file.path)
        case schema.ActorSchema():
            return convert.actor(valid, identifier, file.path)
        case schema.SourceSchema():
            return convert.source(valid, identifier, file.path)
        case schema.BriefingSchema() if _is_day(identifier):
            return convert.briefing(valid, dt.date.fromisoformat(identifier), file.path)
    return None
