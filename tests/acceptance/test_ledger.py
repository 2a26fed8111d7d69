"""Held-out newsrooms: what is published of each is what a simple model says of its content.

A number of newsrooms in the environment variable `NEWSROOMS` judges that many, drawn anew, instead
of the usual few.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance import heldout
from tests.acceptance.judge import judge
from tests.acceptance.model import Model
from tests.acceptance.published import Pages
from tests.engine.building import Builder

NEWSROOMS = int(os.environ.get("NEWSROOMS", "0"))
SEEDS = [random.randrange(10**9) for _ in range(NEWSROOMS)] or range(4)


@pytest.fixture(scope="module")
def builder() -> Iterator[Builder]:
    builder = Builder()
    yield builder
    builder.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_published_is_what_the_rules_say(
    seed: int, builder: Builder, tmp_path: Path
) -> None:
    heldout.write(tmp_path, seed)
    built = builder.build(tmp_path, heldout.NOW)
    assert built.code == 0, built.output
    model = Model(tmp_path / "content", heldout.NOW, heldout.ZONE)
    assert "\n".join(judge(model, Pages(dict(built.site)))) == ""
