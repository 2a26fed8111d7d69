"""Progress is shown once a build is no longer short."""

from __future__ import annotations

import io
import logging

import pytest

from briefings.build.progress import track


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def seconds(step: float) -> object:
    """A clock that is `step` seconds later at each look."""
    times = iter(range(10_000))
    return lambda: next(times) * step


def test_a_short_build_shows_nothing(caplog: pytest.LogCaptureFixture) -> None:
    out = Terminal()
    caplog.set_level(logging.INFO)
    assert list(track("abc", 3, out, seconds(0.1))) == ["a", "b", "c"]  # type: ignore[arg-type]
    assert (out.getvalue(), caplog.messages) == ("", [])


def test_a_terminal_shows_a_bar() -> None:
    out = Terminal()
    assert list(track(range(100), 100, out, seconds(1))) == list(range(100))  # type: ignore[arg-type]
    assert "Pages" in out.getvalue()
    assert "100%" in out.getvalue()


def test_a_log_shows_lines(caplog: pytest.LogCaptureFixture) -> None:
    out = io.StringIO()
    caplog.set_level(logging.INFO)
    assert list(track(range(1500), 1500, out, seconds(0.01))) == list(range(1500))  # type: ignore[arg-type]
    assert caplog.messages == ["1,000 of 1,500 pages"]
    assert out.getvalue() == ""
