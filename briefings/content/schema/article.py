"""Articles: their sources, pictures, corrections and claims."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from briefings.content.field_types import (
    DISTINCT,
    FILLED,
    LISTED,
    ActorId,
    Address,
    ArticleId,
    ClaimId,
    Day,
    Evidence,
    Flag,
    Language,
    MediaPath,
    Name,
    Number,
    Rank,
    RegionId,
    Sha256,
    SitePath,
    Slug,
    SourceId,
    Summary,
    Text,
    When,
)
from briefings.content.frontmatter import WITHHOLDING
from briefings.content.parse_result import RELATIONS
from briefings.content.scalars import InvalidError
from briefings.content.schema.base import Schema
from briefings.model.article import ClaimKind, Fidelity, Verdict
from briefings.model.moment import Moment


class CitationSchema(Schema):
    source: SourceId = Field(description="The publication or channel that the facts come from.")
    url: Address | None = Field(None, description="Where it can be read.")
    via: SourceId | None = Field(None, description="The source it was read at, if another one.")
    published: Day | None = Field(None, description="The day it was published.")
    retrieved: Day | None = Field(None, description="The day it was read.")
    archive: Address | None = Field(None, description="The address of an archived copy.")
    sha256: Sha256 | None = Field(None, description="The digest of what was read, in hex digits.")


class ImageSchema(Schema):
    src: MediaPath = Field(description="The picture's file, below the content folder.")
    alt: Text = Field(description="What the picture shows, for those who can't see it.")
    credit: Text | None = Field(None, description="Whose picture it is.")
    caption: Text | None = Field(None, description="The words below the picture.")


class CorrectionSchema(Schema):
    date: Day = Field(description="The day of the correction.")
    text: Text = Field(description="What was wrong and what is right.")
    claim: ClaimId | None = Field(None, description="The claim that it concerns.")


class FigureSchema(Schema):
    n: Number | None = Field(None, description="The number, in plain digits.")
    low: Number | None = Field(None, description="The lower end of a range, instead of `n`.")
    high: Number | None = Field(None, description="The upper end of a range, together with `low`.")
    unit: Text | None = Field(None, description="What is counted or measured, such as soldiers.")
    of: Text | None = Field(None, description="What the number is of, such as losses.")
    key: Slug | None = Field(
        None, description="Groups one number across articles; those of one key have one unit."
    )
    approx: Flag | None = Field(None, description="Whether the claimant gave it as approximate.")

    @model_validator(mode="after")
    def _number_or_range(self) -> FigureSchema:
        if self.n is not None:
            if self.low is not None or self.high is not None:
                part = ("low",) if self.low is not None else ("high",)
                raise InvalidError(
                    "both a number and a range", "keep 'n', or 'low' and 'high'", part
                )
        elif self.low is None or self.high is None:
            raise InvalidError("a figure without a number", "write 'n', or 'low' and 'high'")
        elif self.low > self.high:
            raise InvalidError("'high' is below 'low'", "swap the two", ("high",))
        return self


class StatusSchema(Schema):
    on: Day = Field(description="The day from which it holds.")
    # `is` is a keyword of Python.
    is_: Verdict = Field(alias="is", description="What the claim is from that day on.")
    by: Evidence = Field(description="Who says so: a claim or a source.")
    note: Text | None = Field(None, description="Why, in the editor's words.")


class ClaimSchema(Schema):
    id: Slug = Field(description="The claim's name, unique in its article.")
    by: Annotated[tuple[ActorId, ...], LISTED, FILLED, DISTINCT] = Field(
        description="Who claims it: an actor, or a list of them."
    )
    says: Text = Field(description="The claim in the editor's neutral words.")
    kind: ClaimKind | None = Field(None, description="What it is about; `event` if left out.")
    denies: ClaimId | None = Field(
        None,
        description="The claim that it contradicts; both are disputed, if it is another actor's.",
    )
    confirms: ClaimId | None = Field(None, description="The claim that it supports.")
    amends: ClaimId | None = Field(None, description="The claim that it puts right or narrows.")
    quote: Text | None = Field(
        None,
        description="The words quoted; unless `fidelity` is `paraphrase`, the body has to "
        "contain them inside quotation marks; `…` stands for words left out.",
    )
    fidelity: Fidelity | None = Field(
        None, description="How true the quote is to what was said; `verbatim` if left out."
    )
    on: Day | None = Field(None, description="The day of the claim; the article's if left out.")
    regions: Annotated[tuple[RegionId, ...], DISTINCT] | None = Field(
        None, description="Where it applies; the article's regions if left out."
    )
    source: SourceId | None = Field(
        None, description="Where it was said; the article's first source if left out."
    )
    figure: FigureSchema | None = Field(
        None, description="The number claimed: for the kind `figure`, and only for it."
    )
    status: tuple[StatusSchema, ...] | None = Field(
        None, description="What became of the claim: entries are added, never changed."
    )

    @field_validator(*RELATIONS)
    @classmethod
    def _one_relation(cls, value: str | None, info: ValidationInfo) -> str | None:
        for other in RELATIONS:
            if value and other != info.field_name and info.data.get(other):
                message = f"'{info.field_name}' beside '{other}'"
                raise InvalidError(message, "a claim answers one other claim", misplaced=True)
        return value

    @field_validator("fidelity")
    @classmethod
    def _fidelity_of_a_quote(cls, value: str | None, info: ValidationInfo) -> str | None:
        # Pydantic leaves faulty fields out of `info.data`: their own fault is enough.
        if value and info.data.get("quote", ...) is None:
            raise InvalidError("'fidelity' without 'quote'", "add the quote", misplaced=True)
        return value

    # `kind` is known here because it is defined above: Pydantic validates in that order.
    @field_validator("figure")
    @classmethod
    def _figure_of_its_kind(
        cls, value: FigureSchema | None, info: ValidationInfo
    ) -> FigureSchema | None:
        if value and info.data.get("kind", "figure") != "figure":
            raise InvalidError("'figure' of another kind", "write 'kind: figure'", misplaced=True)
        return value

    @model_validator(mode="after")
    def _has_its_figure(self) -> ClaimSchema:
        if self.kind == "figure" and self.figure is None:
            raise InvalidError(
                "missing key 'figure'", "a claim of the kind 'figure' needs its number"
            )
        return self


class ArticleSchema(Schema):
    title: Name = Field(description="The headline.")
    date: When = Field(
        description="When it was published: a date, or a time as in RFC 3339; without an offset "
        "it is in the site's timezone."
    )
    summary: Summary = Field(description="The standfirst, in 400 characters at most.")
    sources: Annotated[tuple[CitationSchema, ...], FILLED] = Field(
        description="Where the article has its facts from, the main source first."
    )
    updated: When | None = Field(None, description="When it last changed; not before `date`.")
    slug: Slug | None = Field(None, description="Its name in its address; the file's if left out.")
    lang: Language | None = Field(None, description="Its language, if it isn't the site's.")
    authors: Annotated[tuple[Name, ...], DISTINCT] | None = Field(
        None, description="Who wrote it: the names in its byline, the first writer first."
    )
    lead: Rank | None = Field(
        None, description="Its rank among the day's articles: 0 to 9, higher first, 0 if left out."
    )
    aliases: Annotated[tuple[SitePath, ...], DISTINCT] | None = Field(
        None,
        description="Old paths on this site that lead to the article, the oldest first: feeds know "
        "it by the first one of an article's form.",
    )
    related: Annotated[tuple[ArticleId, ...], DISTINCT] | None = Field(
        None, description="Articles to read beside it."
    )
    replaces: ArticleId | None = Field(
        None,
        description="The article whose place it takes. That one's file stays: its address and "
        "those of its claims lead here, and what is said of its claims is said of these.",
    )
    image: ImageSchema | None = Field(None, description="Its picture.")
    status: Literal["published", "draft"] | None = Field(
        None,
        description="A draft appears nowhere; `published` if left out. A key without a value is "
        "an error.",
    )
    publish_at: When | None = Field(
        None,
        description="Until then the article appears nowhere. A key without a value is an error.",
    )
    regions: Annotated[tuple[RegionId, ...], DISTINCT] | None = Field(
        None, description="Where it happened; the claims' regions are added by themselves."
    )
    actors: Annotated[tuple[ActorId, ...], DISTINCT] | None = Field(
        None, description="Who is concerned; the claims' actors are added by themselves."
    )
    claims: tuple[ClaimSchema, ...] | None = Field(None, description="Who says what.")
    corrections: tuple[CorrectionSchema, ...] | None = Field(
        None, description="What had to be put right, shown on the article."
    )

    # Before, since None is a valid value of an optional field for Pydantic.
    @field_validator(*WITHHOLDING, mode="before")
    @classmethod
    def _not_empty(cls, value: Any, info: ValidationInfo) -> Any:
        """Reject an empty `status` or `publish_at`: it was meant to withhold the article."""
        if value is None:
            right = WITHHOLDING[str(info.field_name)]
            raise InvalidError(f"'{info.field_name}' has no value", f"{right}, or remove the key")
        return value

    @field_validator("updated")
    @classmethod
    def _not_before_date(cls, value: Moment | None, info: ValidationInfo) -> Moment | None:
        date: Moment | None = info.data.get("date")
        if value and date and value.is_before(date):
            raise InvalidError("'updated' is before 'date'", "correct one of the two")
        return value
