"""Sketches of texts, by which near duplicates are recognized without their texts.

A shingle is five words in a row, regardless of case, punctuation and markup; its hash is its
CRC-32. A sketch is a sample: the hashes divisible by `RATE`. So the sketches of two texts agree on
a common passage whatever surrounds it, and sketches alone give the share of the shorter text that
is contained in the longer one (A. Broder, On the resemblance and containment of documents, 1997).

`THRESHOLD` was measured on two news stories as they reach an editor, one of 480 words within as
many of an aggregator's page frame, one of 600 (`python -m benchmarks.copies`). Shares:

    the story in its page                                            1.00
    its first half alone                                             1.00
    its paragraphs in another order                                  0.90
    five names spelt otherwise throughout                            0.80
    every 20th word another one                                      0.76
    every 12th word another one                                      0.60
    two stories in the frame of one aggregator                       0.45
    every 8th word another one                                       0.40
    an article that quotes the story, at most                        0.07
    two articles of one newsroom on one event, at most               0.06
    two reports of one event                                         0.00

So a story with other spellings and a word in twelve edited is still a near duplicate, while a
common frame or quotes don't make one. A sketch of `FEWEST` hashes is of about fifty words; shorter
texts aren't compared.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Set
from zlib import crc32

from briefings.content.markup.plain_text import plain

WIDTH = 5
RATE = 4
THRESHOLD = 0.6
FEWEST = 12

WORD = re.compile(r"\w+")


def sketch(text: str) -> bytes:
    """Return a text's sketch: sorted hashes of four bytes each, about a byte for each word."""
    words = [word.encode() for word in WORD.findall(plain(text).casefold())]
    # Slices, or maps of C functions, were no faster.
    shingles = zip(*(words[start:] for start in range(WIDTH)), strict=False)
    # Not `hash`, which differs from process to process for strings, and sketches are cached.
    hashes = {crc32(b" ".join(shingle)) for shingle in shingles}
    taken = sorted(hash_ for hash_ in hashes if hash_ % RATE == 0)
    return struct.pack(f"<{len(taken)}I", *taken)


def read_sketch(packed: bytes) -> frozenset[int]:
    """Return the hashes in a sketch."""
    return frozenset(struct.unpack(f"<{len(packed) // 4}I", packed))


def contained(one: Set[int], other: Set[int]) -> float:
    """Return the share of the shorter text in the longer one, 0 to 1; 0 if a text is too short."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer >= FEWEST else 0.0
