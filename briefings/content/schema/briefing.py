"""Briefings: an editor's headline and takeaways for a day."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Field,
    field_validator,
)

from briefings.content.field_types import (
    DISTINCT,
    ArticleId,
    FullClaimId,
    Name,
    Text,
)
from briefings.content.scalars import InvalidError
from briefings.content.schema.base import Schema

TAKEAWAYS = 7


class TakeawaySchema(Schema):
    text: Text = Field(description="The takeaway, in one sentence.")
    claims: Annotated[tuple[FullClaimId, ...], DISTINCT] | None = Field(
        None, description="The claims that it rests on, by their full ids."
    )
    articles: Annotated[tuple[ArticleId, ...], DISTINCT] | None = Field(
        None, description="The articles that it rests on."
    )


def _as_takeaway(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class BriefingSchema(Schema):
    title: Name | None = Field(None, description="The day's headline.")
    lead: ArticleId | None = Field(None, description="The article that comes first.")
    takeaways: tuple[Annotated[TakeawaySchema, BeforeValidator(_as_takeaway)], ...] | None = Field(
        None, description="What to know of the day, 7 at most: a sentence each, or keys and values."
    )

    @field_validator("takeaways")
    @classmethod
    def _few(cls, value: tuple[TakeawaySchema, ...] | None) -> tuple[TakeawaySchema, ...] | None:
        if value and len(value) > TAKEAWAYS:
            raise InvalidError(
                # The finding is placed at the first one too many.
                f"{len(value)} takeaways are too many",
                f"at most {TAKEAWAYS}",
                (TAKEAWAYS,),
            )
        return value
