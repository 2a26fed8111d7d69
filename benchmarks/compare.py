"""Builds one archive with several contenders, case by case in turn: A B, B A, A B, ...

Neighbours in time compare best on a machine that others use too.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import measure
from benchmarks.archive import Archive
from benchmarks.cases import CASES
from benchmarks.contenders import Contender
from benchmarks.measure import Measure


@dataclass(frozen=True, slots=True)
class Result:
    """Runs of one case: HTML files of the site, how many of them the last run wrote, measures."""

    contender: Contender
    case: str
    pages: int
    written: int
    runs: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    measure: Measure
    pages: int
    written: int


def build(
    archive: Archive,
    contenders: Sequence[Contender],
    cases: Sequence[str],
    runs: int,
    folder: Path,
) -> list[Result]:
    """Build each case, in the order of `CASES`, with each contender, `runs` times.

    A contender that keeps nothing between builds is only built cold. The archive grows by what the
    cases add, an article or two a run. All is written into a new folder in `folder`, removed at
    the end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as work:
        homes = [Path(work) / f"site-{number}" for number in range(len(contenders))]
        for contender, home in zip(contenders, homes, strict=True):
            contender.write(archive, home)
        return _build(list(zip(contenders, homes, strict=True)), cases, runs)


def _build(
    pairs: Sequence[tuple[Contender, Path]], cases: Sequence[str], runs: int
) -> list[Result]:
    chosen = {name: case for name, case in CASES.items() if name in cases}
    if "cold" not in chosen:
        for contender, home in pairs:
            measure.run(contender.command(home), home)
    taken: dict[tuple[int, str], list[_Run]] = {}
    for turn in range(1, runs + 1):
        in_turn = list(enumerate(pairs))
        for name, case in chosen.items():
            for number, (contender, home) in in_turn if turn % 2 else reversed(in_turn):
                if contender.incremental or name == "cold":
                    run = _run(contender, case(contender, home, turn))
                    taken.setdefault((number, name), []).append(run)
    return [
        Result(
            contender=contender,
            case=name,
            pages=found[-1].pages,
            written=found[-1].written,
            runs=tuple(run.measure for run in found),
        )
        for number, (contender, _) in enumerate(pairs)
        for name in chosen
        if (found := taken.get((number, name)))
    ]


def _run(contender: Contender, home: Path) -> _Run:
    """Measure a build, once the files that were prepared for it are on the disk."""
    before = _find_pages(home / contender.site)
    os.sync()
    measured = measure.run(contender.command(home), home)
    pages = _find_pages(home / contender.site)
    return _Run(measured, len(pages), len(pages.items() - before.items()))


def _find_pages(site: Path) -> dict[Path, int]:
    """Return a site's pages, each with its time of change (ns): one written anew has another."""
    return {page.relative_to(site): page.stat().st_mtime_ns for page in site.rglob("*.html")}
