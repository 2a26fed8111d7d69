"""Facts derived from the schema: the keys of each mapping, and where references are.

Pydantic validates; this serves whatever needs the schema as data: suggestions for misspelt keys,
the collection of references, and the editors' reference.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from briefings.content.diagnostics import Where
from briefings.content.field_types import Form, Ref
from briefings.content.parse_result import RefKind


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping.

    Its values are references (`ref`), mappings (`model`), one of `choices`, or have a `form`;
    `many`: it holds a list of them.
    """

    name: str
    required: bool
    meaning: str
    many: bool
    ref: RefKind | None
    model: type[BaseModel] | None
    choices: tuple[str, ...]
    form: str


# The schema is the same for each of thousands of files.
@cache
def keys(model: type[BaseModel]) -> dict[str, Key]:
    """Return the keys of a mapping by name, in the schema's order."""
    found = (
        _key(field.alias or attribute, field) for attribute, field in model.model_fields.items()
    )
    return {key.name: key for key in found}


def find_model(model: type[BaseModel], where: Where) -> type[BaseModel] | None:
    """Find the model of the mapping at a path."""
    for step in where:
        if isinstance(step, str):
            key = keys(model).get(step)
            if key is None or key.model is None:
                return None
            model = key.model
    return model


def references(
    model: type[BaseModel], data: dict[str, Any], where: Where = ()
) -> Iterator[tuple[Where, RefKind, str]]:
    """Collect all references in a file's data, including parts that the schema rejects."""
    for name, key in _linking(model):
        value = data.get(name)
        if value is None:
            continue
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from _references_in(key, item, (*where, name, index))
        else:
            yield from _references_in(key, value, (*where, name))


def _references_in(key: Key, value: Any, where: Where) -> Iterator[tuple[Where, RefKind, str]]:
    if key.ref and isinstance(value, str):
        yield where, key.ref, value
    elif key.model and isinstance(value, dict):
        yield from references(key.model, value, where)


@cache
def _linking(model: type[BaseModel]) -> tuple[tuple[str, Key], ...]:
    """Return the keys that hold references, directly or nested."""
    return tuple(
        (name, key)
        for name, key in keys(model).items()
        if key.ref or (key.model and _linking(key.model))
    )


def _key(name: str, field: FieldInfo) -> Key:
    parts = [*_parts(field.annotation), *field.metadata]
    refs = [part.kind for part in parts if isinstance(part, Ref)]
    forms = [part.words for part in parts if isinstance(part, Form)]
    models = [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]
    return Key(
        name=name,
        required=field.is_required(),
        meaning=field.description or "",
        many=tuple in parts,
        ref=refs[0] if refs else None,
        model=models[0] if models else None,
        choices=tuple(part for part in parts if isinstance(part, str)),
        form=forms[0] if forms else "",
    )


def _parts(annotation: Any) -> Iterator[Any]:
    """Unpack a type's unions, tuples, choices and annotations."""
    origin = get_origin(annotation)
    if origin is Annotated:
        base, *metadata = get_args(annotation)
        yield from metadata
        yield from _parts(base)
    elif origin is Literal:
        yield from get_args(annotation)
    elif origin in (Union, types.UnionType, tuple):
        yield origin
        for part in get_args(annotation):
            yield from _parts(part)
    else:
        yield annotation
