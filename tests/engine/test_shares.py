"""Tasks that are shared out among processes: each is done once, and neighbours stay together."""

from __future__ import annotations

from multiprocessing import get_context

import pytest

from briefings.engine.shares import Shares


def shares(tasks: int, processes: int) -> Shares:
    return Shares(tasks, processes, get_context("spawn"))


def test_each_process_begins_where_no_other_does() -> None:
    of = shares(10, 3)
    numbers = [of.join() for _ in range(3)]
    assert numbers == [0, 1, 2]
    assert [of.take(number) for number in numbers] == [0, 3, 6]
    assert [of.take(number) for number in numbers] == [1, 4, 7]


@pytest.mark.parametrize(("tasks", "processes"), [(1, 1), (2, 3), (7, 2), (48, 3)])
def test_one_process_does_all_where_the_others_are_slow(tasks: int, processes: int) -> None:
    of = shares(tasks, processes)
    taken = [of.take(0) for _ in range(tasks)]
    assert sorted(taken) == list(range(tasks))
    with pytest.raises(IndexError):
        of.take(0)


def test_what_is_left_of_others_is_taken_from_its_end() -> None:
    of = shares(6, 2)
    assert [of.take(1) for _ in range(3)] == [3, 4, 5]
    assert [of.take(1), of.take(0), of.take(1)] == [2, 0, 1]
