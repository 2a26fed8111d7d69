"""Measures a run of a command, all its processes together. Needs Linux's `/proc`."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_INTERVAL = 0.1


@dataclass(frozen=True, slots=True)
class Measure:
    """Wall time and CPU time (user and system) in seconds, peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str], folder: Path) -> Measure:
    """Run the command in `folder` and wait for it.

    Memory is the largest sum of the proportional set sizes of all processes, sampled ten times a
    second, and never less than the largest process's own peak. Raises RuntimeError with the
    command's output when it fails.
    """
    # Without its bytecode cache, Python would compile an editable install again in every run.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
        env=environment,
    ) as process:
        samples: list[int] = [0]
        done = threading.Event()
        sampler = threading.Thread(target=_sample, args=(process.pid, samples, done))
        sampler.start()
        assert process.stdout
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        done.set()
        sampler.join()
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{output}")
    return Measure(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        memory=max(usage.ru_maxrss, *samples) / 1024,
    )


def proportional_size(session: int) -> int:
    """Return the memory (KiB) of a session's processes; pages that they share count once."""
    return sum(map(_proportional_size, _processes(session)))


def _sample(session: int, samples: list[int], done: threading.Event) -> None:
    while not done.wait(_INTERVAL):
        samples.append(proportional_size(session))


def _processes(session: int) -> list[Path]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text()
            except OSError:
                continue  # the process has ended
            if int(stat.rpartition(")")[2].split()[3]) == session:
                found.append(folder)
    return found


def _proportional_size(process: Path) -> int:
    """Return KiB; 0 once the process has ended."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
