"""What is unclear in claims: each warning with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editor.claims import BRIDGE, claim
from tests.newsroom import run, write_newsroom

CONFIRMED = "status:\n  - {on: 2030-05-04, is: confirmed, by: %s}"


AIDE = """\
  - {id: also, by: aide, says: It is open}
  - {id: too, by: [aide, mayor], says: It is open}
"""


WARNINGS = {
    "an aggregator": (
        claim("source: mirror"),
        "12:13: warning: a claim without a primary source: 'mirror' is an aggregator",
    ),
    "somebody's account": (
        claim("source: blog"),
        "12:13: warning: a claim without a primary source: 'blog' is somebody else's account",
    ),
    "a control claim": (
        claim("kind: control\nregions: []"),
        "12:11: warning: a control claim without a region (say of which: 'regions: [...]')",
    ),
    "a foreign quote": (
        claim("source: gazette"),
        "11:12: warning: a verbatim quote in another language than its source's, 'or'",
    ),
    "an own source": (
        claim(CONFIRMED % "gazette"),
        "13:45: warning: confirmed by the claimant's own side: 'gazette'",
    ),
    "a source of its own party's": (claim(CONFIRMED % "staff"), "13:45: warning: confirmed by"),
    "its own account": (claim(CONFIRMED % "post"), "13:45: warning: confirmed by"),
    "an own side's claim": (
        {
            **(of := claim(CONFIRMED % "also")),
            BRIDGE: of[BRIDGE].replace("---\nTarn", f"{AIDE}---\nTarn"),
        },
        "13:45: warning: confirmed by the claimant's own side: '2030-05-01/bridge#also'",
    ),
}


RIGHT = {
    "its own account": claim("source: post"),
    "a region": claim("kind: control"),
    "a translation": claim("source: gazette\nfidelity: translated"),
    "the article's language": {
        **(of := claim("source: gazette")),
        BRIDGE: of[BRIDGE].replace("summary:", "lang: or-OV\nsummary:"),
    },
    "another's source": claim(CONFIRMED % "wire"),
    "a claim of two sides": {
        **(of := claim(CONFIRMED % "too")),
        BRIDGE: of[BRIDGE].replace("---\nTarn", f"{AIDE}---\nTarn"),
    },
    "refuted by its own": claim((CONFIRMED % "gazette").replace("confirmed", "refuted")),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_a_warning_has_its_line(tmp_path: Path, name: str) -> None:
    changes, expected = WARNINGS[name]
    done = run(write_newsroom(tmp_path, changes), "briefings", "check")
    assert (done.returncode, done.stderr) == (0, "1 warning in content\n")
    assert done.stdout.startswith(f"{BRIDGE}:{expected}"), done.stdout


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_has_no_warning(tmp_path: Path, name: str) -> None:
    done = run(write_newsroom(tmp_path, RIGHT[name]), "briefings", "check")
    assert (done.returncode, done.stdout) == (0, "")
