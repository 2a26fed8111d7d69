"""Values that YAML ends at a ` #`, though a reader was meant to see the rest."""

from __future__ import annotations

from collections.abc import Iterator, Set

from briefings.content import yaml_reader
from briefings.content.diagnostics import Fault


def find_cut_values(block: str, yaml: yaml_reader.Tree, keys: Set[str]) -> Iterator[Fault]:
    """Find words for readers cut off by a ` #`: for YAML, the rest of the line is a comment."""
    for key, cut in yaml.comments:
        if key in keys:
            line_end = block.find("\n", cut)
            rest = block[cut : line_end if line_end >= 0 else len(block)].strip()
            yield Fault(
                cut,
                f"'{key}' ends here: YAML reads '{_shorten(rest)}' as a comment",
                "put all of the value in quotes, or the comment on a line of its own",
                "warning",
            )


def _shorten(words: str, limit: int = 40) -> str:
    return words if len(words) <= limit else f"{words[: limit - 1].rstrip()}…"
