"""Front matter schema, one model a kind of file: which keys exist and what each may hold.

The single source: validation, suggestions for misspelt keys, the check of references and the
editors' reference (docs/front-matter.md) are all derived from these models. An optional key without
a value counts as absent, hence its default `None`; keys that withhold an article are the exception.
"""

from briefings.content.schema.article import (
    ArticleSchema,
    CitationSchema,
    ClaimSchema,
    CorrectionSchema,
    FigureSchema,
    ImageSchema,
    StatusSchema,
)
from briefings.content.schema.base import Schema
from briefings.content.schema.briefing import TAKEAWAYS, BriefingSchema, TakeawaySchema
from briefings.content.schema.registry import ActorSchema, RegionSchema, RoleSchema, SourceSchema

__all__ = [
    "TAKEAWAYS",
    "ActorSchema",
    "ArticleSchema",
    "BriefingSchema",
    "CitationSchema",
    "ClaimSchema",
    "CorrectionSchema",
    "FigureSchema",
    "ImageSchema",
    "RegionSchema",
    "RoleSchema",
    "Schema",
    "SourceSchema",
    "StatusSchema",
    "TakeawaySchema",
]
