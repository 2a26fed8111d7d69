"""Digest of a timezone's rules on this machine, which change with the tz database."""

from __future__ import annotations

import zoneinfo
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from briefings.cache.digest import digest_bytes


def describe(zone: ZoneInfo) -> bytes:
    """Return the zone's name and the digest of its rules, looked up as `zoneinfo` does."""
    return f"{zone.key} ".encode() + digest_bytes(_read_rules(zone.key))


def _read_rules(key: str) -> bytes:
    for folder in zoneinfo.TZPATH:
        file = Path(folder, key)
        if file.is_file():
            return file.read_bytes()
    return files("tzdata").joinpath("zoneinfo", *key.split("/")).read_bytes()
