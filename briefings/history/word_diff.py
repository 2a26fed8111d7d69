"""Compare two published versions of an article, word by word.

Paragraphs are compared first, then the words of those that differ. The limit on work depends on the
texts alone, never on the clock, so the result is the same on every machine: above it, a passage
counts as replaced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from briefings.history.published_version import PublishedVersion
from briefings.model import Part, Rewording
from briefings.model.history import Fate

CONTEXT = 12
"""Unchanged words shown on each side of a change; others are omitted if there are as many more."""
FEWEST_KEPT = 3
"""Two changes with fewer unchanged words between them are easier to read as one."""
LEAST_KEPT = 0.3
"""A passage with a smaller share of unchanged words counts as rewritten."""
MOST_PAIRS = 400_000
"""Pairs of equal words in two passages above which these aren't compared."""
BREAK = "\n"
"""Stands between paragraphs in a list of words."""

Run = tuple[Fate, list[str]]
Step = tuple[str, int, int, int, int]


def compare(old: PublishedVersion, new: PublishedVersion) -> tuple[Rewording, ...]:
    """Return the changes from one version to the next, in the order of the article's page."""
    ids = {**new.claims, **old.claims}
    lines = [(old.claims.get(id_, ""), new.claims.get(id_, ""), id_) for id_ in ids]
    changes = [
        Rewording("title", _compare_lines(old.title, new.title)),
        Rewording("summary", _compare_lines(old.summary, new.summary)),
        *(Rewording("text", parts) for parts in _compare_texts(old.paragraphs, new.paragraphs)),
        *(Rewording("claim", _compare_lines(before, after), id_) for before, after, id_ in lines),
    ]
    return tuple(change for change in changes if change.parts)


def _compare_lines(old: str, new: str) -> tuple[Part, ...]:
    return _compare_words(old.split(), new.split()) if old != new else ()


def _compare_texts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Part, ...]]:
    """Yield the parts of each run of paragraphs that differs."""
    for step, i, j, k, m in _steps(old, new):
        if step != "equal" and (parts := _compare_words(_words(old[i:j]), _words(new[k:m]))):
            yield parts


def _words(paragraphs: Sequence[str]) -> list[str]:
    """Return all words, with a `BREAK` between two paragraphs."""
    words = [word for text in paragraphs for word in (BREAK, *text.split(" "))]
    return words[1:]


def _compare_words(old: Sequence[str], new: Sequence[str]) -> tuple[Part, ...]:
    """Return the parts of a change; none if only breaks between paragraphs differ."""
    runs: list[Run] = []
    for step, i, j, k, m in _steps(old, new):
        if step == "equal":
            runs.append(("kept", list(old[i:j])))
        else:
            runs += [("removed", list(old[i:j])), ("added", list(new[k:m]))]
    kept = sum(len(words) for fate, words in runs if fate == "kept")
    # Words like `the` are kept by chance, and a patchwork of them can't be read.
    if kept < LEAST_KEPT * max(len(old), len(new)):
        runs = [("removed", list(old)), ("added", list(new))]
    runs = _join(runs)
    if not any(fate != "kept" and any(w != BREAK for w in words) for fate, words in runs):
        return ()
    return tuple(_parts(runs))


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """Yield what turns one sequence into the other, as opcodes of `difflib`.

    A common prefix and suffix are split off first, since difflib takes quadratic time: what is left
    is mostly short.
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
    # By default, difflib passes over words that are frequent in texts of 200 words or more.
    return SequenceMatcher(None, left, right, autojunk=False).get_opcodes()


def _join(runs: Sequence[Run]) -> list[Run]:
    """Merge neighbouring changes: words removed, then words added."""
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
    """Yield unchanged words: all, or those next to a change."""
    before, after = 0 if opens else CONTEXT, 0 if closes else CONTEXT
    if len(words) < before + after + CONTEXT:
        yield from _paragraphs("kept", words)
        return
    yield from _paragraphs("kept", words[:before])
    yield Part("omitted")
    yield from _paragraphs("kept", words[len(words) - after :])


def _paragraphs(fate: Fate, words: Sequence[str]) -> Iterator[Part]:
    for is_break, paragraph in groupby(words, key=BREAK.__eq__):
        yield Part("break") if is_break else Part(fate, " ".join(paragraph))
