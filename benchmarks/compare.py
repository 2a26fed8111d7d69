"""Builds one archive with several contenders in turn: A B C, A B C, ..."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import measure
from benchmarks.archive import Archive
from benchmarks.contenders import Contender
from benchmarks.measure import Measure


@dataclass(frozen=True, slots=True)
class Result:
    """A contender's runs, and how many HTML files the last one wrote."""

    contender: Contender
    pages: int
    runs: tuple[Measure, ...]


def build(
    archive: Archive, contenders: Sequence[Contender], runs: int, folder: Path
) -> list[Result]:
    """Cold builds: each finds its input below `folder` and nothing of an earlier build."""
    homes = [folder / f"site-{number}" for number in range(len(contenders))]
    for contender, home in zip(contenders, homes, strict=True):
        shutil.rmtree(home, ignore_errors=True)
        contender.write(archive, home)
    measures: list[list[Measure]] = [[] for _ in contenders]
    for _ in range(runs):
        for contender, home, taken in zip(contenders, homes, measures, strict=True):
            for leftover in (contender.site, *contender.leftovers):
                shutil.rmtree(home / leftover, ignore_errors=True)
            taken.append(measure.run(contender.command(home), home))
    return [
        Result(contender, sum(1 for _ in (home / contender.site).rglob("*.html")), tuple(taken))
        for contender, home, taken in zip(contenders, homes, measures, strict=True)
    ]
