"""Tasks that are shared out among processes: each is done once, and neighbours stay together."""

from __future__ import annotations

from multiprocessing import get_context

import pytest

from briefings.build.shares import Shares


def shares(tasks: int, processes: int) -> Shares:
    return Shares(tasks, processes, get_context("spawn"))


def test_each_process_begins_where_no_other_does() -> None:
    of = shares(10, 3)
    processes = [of.join() for _ in range(3)]
    assert [next(tasks) for tasks in processes] == [0, 3, 6]
    assert [next(tasks) for tasks in processes] == [1, 4, 7]


@pytest.mark.parametrize(("tasks", "processes"), [(1, 1), (2, 3), (7, 2), (48, 3)])
def test_one_process_does_all_where_the_others_are_slow(tasks: int, processes: int) -> None:
    fast = shares(tasks, processes).join()
    assert sorted(fast) == list(range(tasks))
    assert list(fast) == []


def test_what_is_left_of_others_is_taken_from_its_end() -> None:
    of = shares(6, 2)
    first, second = of.join(), of.join()
    assert [next(second) for _ in range(3)] == [3, 4, 5]
    assert [next(second), next(first), next(second)] == [2, 0, 1]
