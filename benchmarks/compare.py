"""Builds one archive with several contenders in turn: A B C, A B C, ..."""

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
    """A contender's runs of one case; how many HTML files the site has, and the last run wrote."""

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
    """Each contender's cases, in the order of `CASES`, run after run.

    One that keeps nothing between builds is only built cold. The archive grows by what the cases
    add, an article or two a run. All is written into a new folder in `folder`, removed at the end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as work:
        return _build(archive, contenders, cases, runs, Path(work))


def _build(
    archive: Archive,
    contenders: Sequence[Contender],
    cases: Sequence[str],
    runs: int,
    folder: Path,
) -> list[Result]:
    homes = [folder / f"site-{number}" for number in range(len(contenders))]
    for contender, home in zip(contenders, homes, strict=True):
        contender.write(archive, home)
    taken: dict[tuple[int, str], list[_Run]] = {}
    for turn in range(1, runs + 1):
        for number, (contender, home) in enumerate(zip(contenders, homes, strict=True)):
            if not contender.incremental:
                chosen = ["cold"]
            else:
                chosen = [case for case in CASES if case in cases]
                if turn == 1 and "cold" not in cases:
                    measure.run(contender.command(home), home)
            for case in chosen:
                run = _run(contender, CASES[case](contender, home, turn))
                taken.setdefault((number, case), []).append(run)
    return [
        Result(
            contenders[number],
            case,
            of[-1].pages,
            of[-1].written,
            tuple(run.measure for run in of),
        )
        for (number, case), of in taken.items()
    ]


def _run(contender: Contender, home: Path) -> _Run:
    """Measures a build once what was prepared for it is on the disk."""
    before = _find_pages(home / contender.site)
    os.sync()
    measured = measure.run(contender.command(home), home)
    pages = _find_pages(home / contender.site)
    return _Run(measured, len(pages), len(pages.items() - before.items()))


def _find_pages(site: Path) -> dict[Path, int]:
    """A site's pages, each with the time by which one that is written anew is known."""
    return {page.relative_to(site): page.stat().st_mtime_ns for page in site.rglob("*.html")}
