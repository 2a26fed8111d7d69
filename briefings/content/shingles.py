"""What tells copies of a text: a sample of its passages, small enough to keep with every article.

A shingle is five words in a row, without regard to case, punctuation and markup; its hash is its
CRC-32. The sample is of the hashes that `RATE` divides, so two samples of one passage agree
whatever stands around it, and the share of the shorter text that stands in the longer one can be
told from samples alone. (A. Broder, On the resemblance and containment of documents, 1997.)

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

So a copy stays one with other spellings and a word in twelve edited, and neither a common frame nor
quotes make one. A sample of `FEWEST` hashes is of about fifty words; of fewer, nothing is told.
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
    """A sample of a text's shingles, sorted: four bytes for each, a byte for each of its words."""
    words = [word.encode() for word in WORD.findall(plain(text).casefold())]
    shingles = zip(*(words[start:] for start in range(WIDTH)), strict=False)
    hashes = {crc32(b" ".join(shingle)) for shingle in shingles}
    taken = sorted(hash_ for hash_ in hashes if hash_ % RATE == 0)
    return struct.pack(f"<{len(taken)}I", *taken)


def read_sketch(packed: bytes) -> frozenset[int]:
    """The hashes in a sketch."""
    return frozenset(struct.unpack(f"<{len(packed) // 4}I", packed))


def contained(one: Set[int], other: Set[int]) -> float:
    """The share of the shorter text that stands in the longer one, of 1; 0 if it can't be told."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer >= FEWEST else 0.0
