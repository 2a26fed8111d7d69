"""Measures how much near duplicates and other texts share (`briefings.content.shingles`).

    python -m benchmarks.copies STORY FRAME STORY...

Each argument is a text file; `FRAME` is the text around the stories on one site's pages. Prints,
for each story, the share of shingles in common with changed forms of itself, with the others, and
with another in a common frame: exact, and as estimated by their sketches.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from briefings.content.shingles import RATE, WIDTH, WORD, contained, read_sketch, sketch

EVERY = (30, 20, 12, 8, 6)


def main(names: list[str]) -> None:
    first, frame, *others = (Path(name).read_text(encoding="utf-8") for name in names)
    print(f"{'':44}   exact  sketch")
    for story, other in [(first, others[0]), *((other, first) for other in others)]:
        print(f"of {len(WORD.findall(story))} words")
        for name, one, two in forms(story, frame, other):
            estimated = contained(read_sketch(sketch(one)), read_sketch(sketch(two)))
            print(f"  {name:42} {exact(one, two):7.3f} {estimated:7.3f}")


def forms(story: str, frame: str, other: str) -> Iterator[tuple[str, str, str]]:
    """Generate a description of two texts, and the two."""
    paragraphs = [part for part in story.split("\n") if part.strip()]
    yield "the story in its page", story, f"{frame}\n{story}"
    yield "its first half", story, "\n".join(paragraphs[: len(paragraphs) // 2])
    yield "its paragraphs in another order", story, "\n".join(reversed(paragraphs))
    for nth in EVERY:
        yield f"every {nth}th word another one", story, edit(story, nth)
    yield "two stories in one frame", f"{frame}\n{story}", f"{frame}\n{other}"
    yield "another story", story, other


def edit(text: str, nth: int) -> str:
    words = text.split(" ")
    return " ".join("edited" if n % nth == 0 else word for n, word in enumerate(words))


def exact(one: str, two: str) -> float:
    first, second = shingles(one), shingles(two)
    return len(first & second) / min(len(first), len(second))


def shingles(text: str) -> set[tuple[str, ...]]:
    words = WORD.findall(text.casefold())
    return set(zip(*(words[start:] for start in range(WIDTH)), strict=False))


if __name__ == "__main__":
    print(f"shingles of {WIDTH} words, one hash in {RATE} kept")
    main(sys.argv[1:])
