"""The Jinja environment: autoescape on, an unknown name is an error, nothing is looked up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup


def make_environment(folders: Sequence[str]) -> Environment:
    """An environment over the theme's template folders, the first of which wins."""
    environment = Environment(loader=FileSystemLoader(folders), undefined=StrictUndefined)
    configure(environment)
    return environment


def configure(environment: Environment) -> None:
    """Give an environment, ours or MkDocs', what the theme's templates rely on."""
    environment.autoescape = True
    environment.trim_blocks = True
    environment.lstrip_blocks = True


def json_ld(data: dict[str, Any] | None) -> Markup | None:
    """Data as JSON that can't end the script element that it stands in."""
    if data is None:
        return None
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
