import sys
from pathlib import Path

import pytest

from benchmarks import measure

CHILD = "import time; held = b'x' * 100_000_000; time.sleep(0.6)"
PARENT = f"""
import subprocess, sys
children = [subprocess.Popen([sys.executable, "-c", {CHILD!r}]) for _ in range(2)]
sys.exit(max(child.wait() for child in children))
"""


def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    taken = measure.run([sys.executable, "-c", PARENT], tmp_path)
    assert 200 < taken.memory < 400


def test_a_failed_command_raises_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"ended with 3:\nno such island"):
        measure.run(
            [sys.executable, "-c", "import sys; print('no such island'); sys.exit(3)"], tmp_path
        )
