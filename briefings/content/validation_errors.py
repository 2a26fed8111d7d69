"""Pydantic's validation errors in plain words, each with what would be right."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from briefings.content import foreign_keys, schema_info, suggestions
from briefings.content.diagnostics import Finding, Where
from briefings.content.foreign_keys import Remedy
from briefings.content.scalars import InvalidError, describe

# Comparing is slow, and a file with more unknown keys is no article.
MOST_SUGGESTED = 100
UNKNOWN, MISSING = "extra_forbidden", "missing"
NOUNS = {"is": "verdict"}


def findings(model: type[BaseModel], error: ValidationError) -> list[Finding]:
    """Translate the validation errors of one file's data into findings.

    A misspelt required key is one fault: the unknown key, not also the missing one.
    """
    errors = error.errors(include_url=False, include_context=True, include_input=True)
    unknown = [details for details in errors if details["type"] == UNKNOWN]
    suggested = {
        details["loc"]: _suggest_key(model, details["loc"], details["input"])
        for details in unknown[:MOST_SUGGESTED]
    }
    meant = {(*where[:-1], remedy.key) for where, remedy in suggested.items() if remedy}
    return [
        _unknown_key(model, details["loc"], suggested.get(details["loc"]))
        if details["type"] == UNKNOWN
        else _finding(model, details)
        for details in errors
        if details["type"] != MISSING or details["loc"] not in meant
    ]


def _finding(model: type[BaseModel], details: Any) -> Finding:
    where: Where = details["loc"]
    value, kind = details["input"], details["type"]
    key = next((step for step in reversed(where) if isinstance(step, str)), "")
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, InvalidError):
        part = (*where, *cause.part)
        return Finding(part, cause.message, cause.hint, "key" if cause.misplaced else "value")
    if kind == MISSING:
        return Finding(where, f"missing key '{key}'", _description(model, where), "parent")
    if value is None:
        return Finding(where, f"'{key}' has no value", _description(model, where))
    if kind == "literal_error":
        return _not_one_of(where, key, value, details["ctx"]["expected"])
    return _wrong_type(where, kind, value, schema_info.find_model(model, where))


def _suggest_key(model: type[BaseModel], where: Where, value: object) -> Remedy | None:
    """Suggest the intended key: another generator's name for it, else the nearest known one."""
    holder = schema_info.find_model(model, where[:-1]) or model
    remedy = foreign_keys.find_remedy(holder, str(where[-1]), value)
    if remedy:
        return remedy
    nearest = suggestions.find_nearest(str(where[-1]), schema_info.keys(holder))
    return Remedy(f"did you mean '{nearest}'?", nearest) if nearest else None


def _unknown_key(model: type[BaseModel], where: Where, guess: Remedy | None) -> Finding:
    holder = schema_info.find_model(model, where[:-1])
    hint = guess.hint if guess else suggestions.one_of(schema_info.keys(holder or model))
    return Finding(where, f"unknown key '{where[-1]}'", hint, "key")


def _not_one_of(where: Where, key: str, value: object, expected: str) -> Finding:
    if not isinstance(value, str):
        return _wrong_type(where, "string_type", value)
    # Pydantic gives the choices in one text: `'a', 'b' or 'c'`.
    words = expected.replace(" or ", ", ").replace("'", "").split(", ")
    noun = NOUNS.get(key, key)
    article = "an" if noun[0] in "aeiou" else "a"
    return Finding(where, f"'{value}' is not {article} {noun}", suggestions.one_of(words))


def _wrong_type(
    where: Where, kind: str, value: object, entry: type[BaseModel] | None = None
) -> Finding:
    """Report a wrong type; `entry` is the mapping expected here, or as an item of the list."""
    found = f"'{value}'" if isinstance(value, str) else describe(value)
    if kind == "tuple_type":
        hint = f"write [{value}]" if isinstance(value, str) else "write it as [a, b]"
        if entry:
            hint = "begin each entry with '- '"
        return Finding(where, f"expected a list, found {found}", hint)
    if kind == "string_type":
        return Finding(where, f"expected a single value, found {found}", "write it as text")
    hint = foreign_keys.write_out(entry, value) if isinstance(value, str) else ""
    hint = hint or "write 'key: value' lines"
    return Finding(where, f"expected keys and values, found {found}", hint)


def _description(model: type[BaseModel], where: Where) -> str:
    """Return the schema's description of a key, as the hint for its absence."""
    holder = schema_info.find_model(model, where[:-1])
    key = schema_info.keys(holder).get(str(where[-1])) if holder else None
    text = key.meaning if key else ""
    return f"add it: {text[:1].lower()}{text[1:].rstrip('.')}"
