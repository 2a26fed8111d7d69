"""Types of front matter values, which the schema is composed of.

A `Ref` marks a value that names another file; whether that exists is checked once all files are
read. A `Form` describes a value where neither its type nor a list of choices does.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, PlainValidator, ValidationInfo

from briefings.content import scalars
from briefings.content.parse_result import RefKind
from briefings.content.scalars import InvalidError
from briefings.model.moment import Moment

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ref:
    """Annotation: the value is a reference to a record of this kind."""

    kind: RefKind


@dataclass(frozen=True, slots=True)
class Form:
    """Annotation: the form of a value in a few words, for the editors' reference."""

    words: str


def _moment(value: object, info: ValidationInfo) -> Moment:
    zone: Any = info.context
    return scalars.parse_moment(scalars.expect_text(value), zone)


def _day(value: object, info: ValidationInfo) -> dt.date:
    return _moment(value, info).at.date()


def _distinct(values: tuple[T, ...]) -> tuple[T, ...]:
    seen: set[T] = set()
    for index, value in enumerate(values):
        if value in seen:
            raise InvalidError(f"'{value}' is listed twice", "remove one", (index,))
        seen.add(value)
    return values


def _filled(values: tuple[T, ...]) -> tuple[T, ...]:
    if not values:
        raise InvalidError("an empty list", "name at least one")
    return values


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(scalars.parse_text), Form("text")]
Name = Annotated[str, AfterValidator(scalars.parse_name), Form("text")]
Summary = Annotated[str, AfterValidator(scalars.parse_summary), Form("text")]
Slug = Annotated[str, AfterValidator(scalars.parse_slug), Form("an id")]
# Not Pydantic's own dates: it takes digits for seconds since 1970.
When = Annotated[Moment, PlainValidator(_moment), Form("a date or time")]
Day = Annotated[dt.date, PlainValidator(_day), Form("a date")]
PartialDate = Annotated[
    str, AfterValidator(scalars.parse_partial_date), Form("`2025`, `2025-04` or `2025-04-26`")
]
# Nor its numbers and flags: it takes `inf` and `1e3` for numbers, `1`, `t` and `on` for flags.
Number = Annotated[float, PlainValidator(scalars.parse_number), Form("a number")]
Rank = Annotated[int, PlainValidator(scalars.parse_rank), Form("`0` to `9`")]
Flag = Annotated[bool, PlainValidator(scalars.parse_flag), Form("`true` or `false`")]
Address = Annotated[
    str, AfterValidator(scalars.parse_address), Form("an `https://` or `http://` address")
]
SitePath = Annotated[
    str,
    AfterValidator(scalars.parse_site_path),
    Form("a path of this site, such as `2024/old-name/`"),
]
Language = Annotated[
    str,
    AfterValidator(scalars.matching("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language", "en or pt-BR")),
    Form("a language tag, such as `en` or `pt-BR`"),
]
Sha256 = Annotated[
    str,
    AfterValidator(
        scalars.matching("[0-9A-Fa-f]{64}", "a SHA-256 digest", "the 64 digits of sha256sum")
    ),
    Form("64 hex digits"),
]
Wikidata = Annotated[
    str,
    AfterValidator(scalars.matching("Q[1-9][0-9]*", "a Wikidata item", "Q42")),
    Form("`Q` and digits"),
]
Subdivision = Annotated[
    str,
    AfterValidator(scalars.matching("[A-Z]{2}-[A-Z0-9]{1,3}", "an ISO 3166-2 code", "XL-01")),
    Form("such as `XL-01`"),
]

RegionId = Annotated[Slug, Ref("region")]
ActorId = Annotated[Slug, Ref("actor")]
SourceId = Annotated[Slug, Ref("source")]
ArticleId = Annotated[str, AfterValidator(scalars.parse_article), Ref("article")]
ClaimId = Annotated[str, AfterValidator(scalars.parse_claim), Ref("claim")]
FullClaimId = Annotated[str, AfterValidator(scalars.parse_full_claim), Ref("claim")]
Evidence = Annotated[str, AfterValidator(scalars.parse_claim), Ref("claim or source")]
MediaPath = Annotated[str, AfterValidator(scalars.parse_media), Ref("media")]

DISTINCT = AfterValidator(_distinct)
FILLED = AfterValidator(_filled)
LISTED = BeforeValidator(_listed)
