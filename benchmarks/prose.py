"""Sentences about invented events: enough of them that no two articles read alike."""

from __future__ import annotations

from random import Random

from benchmarks.names import PLACES

ACTIONS = ("holds", "has retaken", "has lost", "shelled", "has entered", "is leaving", "mined")
OBJECTS = (
    "the bridge at {place}",
    "the northern road to {place}",
    "the grain depot of {place}",
    "the heights above {place}",
    "the rail yard of {place}",
    "the harbour of {place}",
    "the crossing below {place}",
    "the substation near {place}",
)
UNITS = (("people", "wounded"), ("people", "evacuated"), ("drones", "shot down"), ("homes", "hit"))
QUOTES = (
    "Our troops hold {object} and nobody has pushed us back since the {hour} o'clock watch",
    "There is no fighting at {object}, and there was none on the day before",
    "We counted {n} {unit} {fate}, and the count is not finished",
    "Nobody who stood at {object} this morning could have seen what they describe",
    "The road is open, the lights are on, and the people of {place} are at work",
)
TITLES = (
    "{actor} {action} {object}, officials in {region} say",
    "Two accounts of {object} after a night in {region}",
    "{n} {unit} {fate} in {region}, by the count of {actor}",
    "Talks about {object} go on while {region} waits",
    "Power returns to {place} as {actor} disputes the count",
)
SENTENCES = (
    "Shortly after {hour} o'clock the sirens in {place} fell silent and the first buses left.",
    "Residents of {place} spoke of {n} explosions, most of them in the direction of {object}.",
    "A spokesman for {actor} gave no figures and asked that the matter be left to the inquiry.",
    "The regional office in {region} said that **{n} {unit}** had been {fate} by the evening.",
    "Two photographs taken near {object} show smoke, but neither bears a time or a date.",
    "{actor} has kept a post there since the spring, according to people who pass it daily.",
    "By {hour} o'clock the line had moved by no more than a kilometre in either direction.",
    "Neither account could be checked, as the way to {place} has been closed for {n} days.",
    "Repair crews reached the substation outside {place} with the help of a borrowed crane.",
    "In {region} the schools stay closed, and lessons are held by radio until further notice.",
    "The harbour master counted {n} vessels at anchor, *fewer than in any week of the season*.",
    "Observers from the strait wrote that the movement began on the road from {place}.",
    "Officials said the order had come from {actor}, without saying when it was given.",
    "The grain that was stored near {place} has been moved to {region} on {n} lorries.",
    "A ferry with {n} passengers turned back after shots were heard from {object}.",
    "What happened between {place} and {object} is told in three different ways.",
    "According to [a notice](https://example.org/notices/{n}) the bridge is shut to heavy traffic.",
    "Nobody on the staff of {actor} would put a name to the report when asked about it.",
    "The mayor of {place} asked both sides for a pause of {hour} hours to bring out the wounded.",
    "Fog over {region} kept the aircraft on the ground for most of the morning.",
    "Of the {n} {unit} that were counted, most had been {fate} before the shelling began.",
    "A convoy of {n} vehicles was seen on the road between {place} and the coast.",
    "In the evening {actor} repeated that {object} had never been given up.",
    "The hospital in {place} works on its generators and takes in those who can't be moved.",
)
HEADINGS = ("What is known", "What is disputed", "On the ground", "Reactions", "Background")


def words(rng: Random, region: str, actor: str) -> dict[str, str]:
    """Draw the values of a sentence's placeholders, anew for each sentence."""
    place, other = rng.sample(PLACES, 2)
    unit, fate = rng.choice(UNITS)
    return {
        "region": region,
        "actor": actor,
        "place": place,
        "object": rng.choice(OBJECTS).format(place=other),
        "action": rng.choice(ACTIONS),
        "unit": unit,
        "fate": fate,
        "n": str(rng.randint(3, 240)),
        "hour": str(rng.randint(2, 12)),
    }


def body(
    rng: Random, regions: list[str], actors: list[str], quotes: list[tuple[str, str]], length: int
) -> str:
    """Return Markdown of about `length` words: paragraphs, headings, a list, all quotes."""
    blocks: list[str] = []
    headings = rng.sample(HEADINGS, 3)
    pending = list(quotes)
    count = 0
    while count < length or pending:
        if len(blocks) % 3 == 2 and headings:
            blocks.append(f"## {headings.pop()}")
        block = paragraph(rng, regions, actors, 4)
        if pending:
            actor, quote = pending.pop(0)
            block = f"{block} “{quote},” said {actor}."
        count += len(block.split())
        blocks.append(block)
        if len(blocks) == 4:
            points = [paragraph(rng, regions, actors, 1) for _ in range(4)]
            count += sum(len(point.split()) for point in points)
            blocks.append("\n".join(f"- {point}" for point in points))
    return "\n\n".join(blocks) + "\n"


def summary(rng: Random, region: str, actor: str) -> str:
    """Return two sentences without markup, of 400 characters at most."""
    plain = [sentence for sentence in SENTENCES if not set("[*") & set(sentence)]
    sentences = rng.sample(plain, 2)
    return " ".join(s.format_map(words(rng, region, actor)) for s in sentences)


def paragraph(rng: Random, regions: list[str], actors: list[str], sentences: int) -> str:
    return " ".join(
        sentence.format_map(words(rng, rng.choice(regions), rng.choice(actors)))
        for sentence in rng.sample(SENTENCES, sentences)
    )
