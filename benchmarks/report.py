"""Results as a Markdown table, with the machine that they were taken on."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.archive import Archive
from benchmarks.compare import Result


def table(results: Sequence[Result], peers: Sequence[str]) -> str:
    """A row a contender; `x hugo` is its median wall time as a multiple of Hugo's."""
    walls = {result.contender.name: _wall(result) for result in results}
    rows = [
        ["generator", "HTML files", "wall, s", "CPU, s", "memory, MiB"]
        + [f"x {peer}" for peer in peers],
        ["---"] + ["---:"] * (4 + len(peers)),
    ]
    for result in results:
        taken = sorted(run.wall for run in result.runs)
        rows.append(
            [
                f"{result.contender.name} {result.contender.version}",
                f"{result.pages:,}",
                f"{_wall(result):.2f} ({taken[0]:.2f}-{taken[-1]:.2f})",
                f"{median(run.cpu for run in result.runs):.2f}",
                f"{max(run.memory for run in result.runs):.0f}",
            ]
            + [f"{_wall(result) / walls[peer]:.2f}" for peer in peers]
        )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def heading(archive: Archive, runs: int, now: dt.datetime) -> str:
    """When, on what, and how much was built."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{now:%Y-%m-%d}: {archive.articles:,} articles (seed {archive.seed}), cold builds, "
        f"median of {runs} runs (fastest-slowest), contenders in turn.\n"
        f"{os.cpu_count()} cores of {_processor()}, {memory:.0f} GiB; "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}.\n"
    )


def _wall(result: Result) -> float:
    return median(run.wall for run in result.runs)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
