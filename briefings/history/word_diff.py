"""What differs between two editions of an article, word by word.

Paragraphs are compared first; those that differ, by their words. The work has a limit that the
texts alone decide, so that it comes out the same on every machine: past it, a passage counts as
replaced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from briefings.history.published_version import Edition
from briefings.model import Part, Rewording
from briefings.model.history import Fate

# Kept words around a change that are shown; with as many more left out, it is worth to leave out.
AROUND = 12
# Fewer kept words in a row between two changes make them harder to read than one change.
FEWEST_KEPT = 3
# A passage of which less is kept was written anew.
LEAST_KEPT = 0.3
MOST_PAIRS = 400_000
BREAK = "\n"

Run = tuple[Fate, list[str]]
Step = tuple[str, int, int, int, int]


def compare(old: Edition, new: Edition) -> tuple[Rewording, ...]:
    """The changes that lead from one edition to the next, in the order of the article's page."""
    ids = {**new.claims, **old.claims}
    lines = [(old.claims.get(id_, ""), new.claims.get(id_, ""), id_) for id_ in ids]
    changes = [
        Rewording("title", _compare_lines(old.title, new.title)),
        Rewording("summary", _compare_lines(old.summary, new.summary)),
        *(Rewording("text", parts) for parts in _compare_texts(old.paragraphs, new.paragraphs)),
        *(Rewording("claim", _compare_lines(*of), id_) for *of, id_ in lines),
    ]
    return tuple(change for change in changes if change.parts)


def _compare_lines(old: str, new: str) -> tuple[Part, ...]:
    return _compare_words(old.split(), new.split()) if old != new else ()


def _compare_texts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Part, ...]]:
    """The parts of each run of paragraphs that isn't the same."""
    for step, i, j, k, m in _steps(old, new):
        if step != "equal" and (parts := _compare_words(_words(old[i:j]), _words(new[k:m]))):
            yield parts


def _words(paragraphs: Sequence[str]) -> list[str]:
    """All words, with a `BREAK` between two paragraphs."""
    words = [word for text in paragraphs for word in (BREAK, *text.split(" "))]
    return words[1:]


def _compare_words(old: Sequence[str], new: Sequence[str]) -> tuple[Part, ...]:
    """Nothing where only the paragraphs' ends differ."""
    runs: list[Run] = []
    for step, i, j, k, m in _steps(old, new):
        if step == "equal":
            runs.append(("kept", list(old[i:j])))
        else:
            runs += [("removed", list(old[i:j])), ("added", list(new[k:m]))]
    kept = sum(len(words) for fate, words in runs if fate == "kept")
    if kept < LEAST_KEPT * max(len(old), len(new)):
        runs = [("removed", list(old)), ("added", list(new))]
    runs = _join(runs)
    if not any(fate != "kept" and any(w != BREAK for w in words) for fate, words in runs):
        return ()
    return tuple(_parts(runs))


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """What turns one sequence into the other, as `difflib` has it.

    Ends that are the same are taken off first: what is left is mostly short.
    """
    least, before, after = min(len(old), len(new)), 0, 0
    while before < least and old[before] == new[before]:
        before += 1
    while after < least - before and old[-1 - after] == new[-1 - after]:
        after += 1
    left, right = old[before : len(old) - after], new[before : len(new) - after]
    if before:
        yield "equal", 0, before, 0, before
    for step, i, j, k, m in _opcodes(left, right):
        yield step, i + before, j + before, k + before, m + before
    if after:
        yield "equal", len(old) - after, len(old), len(new) - after, len(new)


def _opcodes(left: Sequence[str], right: Sequence[str]) -> Sequence[Step]:
    count = Counter(right)
    if sum(count[value] for value in left) > MOST_PAIRS:
        return [("replace", 0, len(left), 0, len(right))]
    return SequenceMatcher(None, left, right, autojunk=False).get_opcodes()


def _join(runs: Sequence[Run]) -> list[Run]:
    """The runs with neighbouring changes as one: words removed, then words added."""
    last = len(runs) - 1
    joined: list[Run] = []
    removed: list[str] = []
    added: list[str] = []
    for place, (fate, words) in enumerate(runs):
        if fate == "removed":
            removed += words
        elif fate == "added":
            added += words
        elif 0 < place < last and len(words) < FEWEST_KEPT and BREAK not in words:
            removed += words
            added += words
        else:
            joined += [("removed", removed), ("added", added), (fate, words)]
            removed, added = [], []
    joined += [("removed", removed), ("added", added)]
    return [run for run in joined if run[1]]


def _parts(runs: Sequence[Run]) -> Iterator[Part]:
    for place, (fate, words) in enumerate(runs):
        if fate == "kept":
            yield from _kept(words, opens=place == 0, closes=place == len(runs) - 1)
        else:
            yield from _paragraphs(fate, words)


def _kept(words: Sequence[str], *, opens: bool, closes: bool) -> Iterator[Part]:
    """Kept words, all or those that stand next to a change."""
    before, after = 0 if opens else AROUND, 0 if closes else AROUND
    if len(words) < before + after + AROUND:
        yield from _paragraphs("kept", words)
        return
    yield from _paragraphs("kept", words[:before])
    yield Part("omitted")
    yield from _paragraphs("kept", words[len(words) - after :])


def _paragraphs(fate: Fate, words: Sequence[str]) -> Iterator[Part]:
    for is_break, of in groupby(words, key=BREAK.__eq__):
        yield Part("break") if is_break else Part(fate, " ".join(of))
