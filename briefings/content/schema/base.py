"""What all models of front matter have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Schema(BaseModel):
    # A misspelt key would be lost without a word: with `publish_at`, an embargo.
    model_config = ConfigDict(extra="forbid", frozen=True)
