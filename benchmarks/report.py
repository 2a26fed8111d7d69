"""Results as a Markdown document: the machine, the table, and what is being compared."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.archive import Archive
from benchmarks.compare import Result


def table(results: Sequence[Result], baselines: Sequence[str]) -> str:
    """Return a row for each contender's case.

    `x NAME` is its median wall time as a multiple of that baseline's in the same case, or of its
    cold build where it has no such case.
    """
    walls = {(r.contender.name, r.case): _wall(r) for r in results}
    rows = [
        ["generator", "case", "HTML files", "written", "wall, s", "CPU, s", "memory, MiB"]
        + [f"x {name}" for name in baselines],
        ["---", "---"] + ["---:"] * (5 + len(baselines)),
    ]
    for result in results:
        taken = sorted(run.wall for run in result.runs)
        bases = [walls.get((name, result.case)) or walls[name, "cold"] for name in baselines]
        rows.append(
            [
                f"{result.contender.name} {result.contender.version}",
                result.case,
                f"{result.pages:,}",
                f"{result.written:,}",
                f"{_wall(result):.2f} ({taken[0]:.2f}-{taken[-1]:.2f})",
                f"{median(run.cpu for run in result.runs):.2f}",
                f"{max(run.memory for run in result.runs):.0f}",
            ]
            + [f"{_wall(result) / base:.2f}" for base in bases]
        )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


_NOTES = """\
Each contender gets the same titles, dates and text. *briefings* and *hugo* write the same kinds of
page: one for each article, claim, day, month, year, region, actor, source and figure, for the
months of regions, actors, sources and figures, and the ledger of claims by kind, state and month,
with feeds and a sitemap. *hugo* has its claims from one JSON file by a content adapter, its lists
as taxonomies, and templates as plain as can be, without what *briefings* adds to these pages: links
from names in the text, related articles, changes of a day, near duplicates, structured data, data
files. *material* is the blog of MkDocs Material with its archive and the regions as categories: a
page for each article, and lists.

The cases: *cold* finds nothing of an earlier build; the others find the last build's site and
cache. *no-change* builds again; *body-edit* after a paragraph more in one article, *new-article*
after one more on the last day, *renamed-actor* after another name of one of 60 actors,
*edited-template* after a change of all articles' template. *ci* builds a fresh checkout, in which
all files are new, beside a restored site and cache, with one article more. The peers keep nothing
from one build to the next that a fresh checkout could use, and are built cold.

Written are the HTML files that the last run made anew. Wall time is the median of the runs, with
the fastest and the slowest; CPU is the median of user and system time; memory is the largest peak
of all processes together; neither has the workers of a Dask cluster. `x hugo` is the wall time as a
multiple of Hugo's cold one; `x` another version of Briefings, of the same case there.
"""


def document(
    archive: Archive,
    results: Sequence[Result],
    baselines: Sequence[str],
    today: dt.date,
    load: float,
) -> str:
    """Return the whole report, as kept in `RESULTS.md`; `load` is the average before the runs."""
    heading = _heading(archive, len(results[0].runs), today, load)
    return "\n".join(["# Builds\n", heading, table(results, baselines), _NOTES])


def _heading(archive: Archive, runs: int, today: dt.date, load: float) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{today.isoformat()}: {archive.articles:,} synthetic articles (seed {archive.seed}), "
        f"{runs} run{'s' if runs > 1 else ''} of each contender in turn.\n"
        f"{os.cpu_count()} cores of {_processor()}, {memory:.0f} GiB; "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}; "
        f"load average before the runs: {load:.1f}.\n"
    )


def _wall(result: Result) -> float:
    return median(run.wall for run in result.runs)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
