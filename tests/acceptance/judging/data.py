"""The files for research."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from tests.acceptance.judging.common import NOW, Differences, claim_url, differ
from tests.acceptance.model import RELATIONS, Model
from tests.acceptance.published import Pages


def check_data(model: Model, pages: Pages) -> Differences:
    rows = {
        row["id"]: (path, row)
        for path, data in pages.files.items()
        if re.match(r"data/claims/.*\.jsonl", path)
        for row in map(json.loads, data.decode().splitlines())
    }
    yield from differ("data/claims: ids", set(model.claims), set(rows))
    for id_ in model.claims.keys() & rows.keys():
        path, row = rows[id_]
        claim, to = model.claims[id_], model.answers(id_)
        figure = claim.get("figure")
        expected = {
            "id": id_,
            "url": pages.base + claim_url(id_),
            "article": id_.partition("#")[0],
            "by": model.by(id_),
            "says": claim["says"],
            "kind": model.kind(id_),
            "on": model.on(id_),
            "regions": model.regions(id_),
            **{it: to[1] if to and to[0] == it else None for it in RELATIONS},
            "denied_by": {it for it in model.claims if model.denies(it, id_)},
            "quote": claim.get("quote"),
            "fidelity": claim.get("fidelity", "verbatim") if "quote" in claim else None,
            "source": model.source(id_),
            "figure": figure and figure_row(figure),
            "state": model.state(id_).name,
        }
        yield from differ(
            f"{path}: {id_}",
            expected,
            {k: v for k, v in row.items() if k != "states"} | {"denied_by": {*row["denied_by"]}},
        )
        yield from differ(path, f"data/claims/{id_[:7]}.jsonl", path)
        found = [(it["state"], it["on"], it["by"]) for it in row["states"]]
        states = [
            (it.name, it.on, it.on_ground(found[nth][2] if nth < len(found) else None))
            for nth, it in enumerate(model.history(id_))
        ]
        yield from differ(f"{path}: states of {id_}", states, found)
        for day in model.days():
            if day >= model.on(id_):
                until = [it["state"] for it in row["states"] if it["on"] <= day]
                yield from differ(
                    f"{path}: {id_} on {day}",
                    model.state(id_, day, NOW).name,
                    until[-1] if until else None,
                )
    articles = {
        row["id"]: row
        for path, data in pages.files.items()
        if re.match(r"data/articles/.*\.jsonl", path)
        for row in map(json.loads, data.decode().splitlines())
    }
    yield from differ("data/articles: ids", set(model.articles), set(articles))
    for id_ in model.articles.keys() & articles.keys():
        mine = [it for it in model.claims if it.startswith(f"{id_}#")]
        yield from differ(f"data/articles: {id_}", mine, articles[id_]["claims"])
        for kind, of in (("regions", model.regions), ("actors", model.by)):
            named = {
                *model.articles[id_].get(kind, []),
                *(it for claim in mine for it in of(claim)),
            }
            yield from differ(f"data/articles: {kind} of {id_}", named, set(articles[id_][kind]))


def check_figures(model: Model, pages: Pages) -> Differences:
    found = list(csv.DictReader(io.StringIO(pages.text("data/figures.csv"), newline="")))
    expected = []
    for id_, claim in model.claims.items():
        if "figure" in claim:
            row = figure_row(claim["figure"])
            more = {
                "claim": id_,
                "url": pages.base + claim_url(id_),
                "by": model.by(id_),
                "on": model.on(id_),
                "source": model.source(id_),
                "state": model.state(id_).name,
            }
            expected.append({**row, **more})
    read: list[dict[str, Any]] = [
        {
            **{key: value or None for key, value in row.items()},
            "by": json.loads(row["by"]),
            "low": float(row["low"]),
            "high": float(row["high"]),
            "approx": row["approx"] == "true",
        }
        for row in found
    ]
    by_claim = {row["claim"]: row for row in read}
    yield from differ("data/figures.csv: rows", len(expected), len(read))
    for row in expected:
        yield from differ("data/figures.csv", row, by_claim.get(row["claim"]))
    keyed = [(row["key"], row["on"]) for row in read if row["key"]]
    yield from differ("data/figures.csv: order", sorted(keyed), keyed)


def figure_row(figure: dict[str, Any]) -> dict[str, Any]:
    return {
        "low": float(figure.get("n") or figure["low"]),
        "high": float(figure.get("n") or figure["high"]),
        "unit": figure.get("unit"),
        "of": figure.get("of"),
        "key": figure.get("key"),
        "approx": figure.get("approx") == "true",
    }
