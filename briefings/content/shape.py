"""Facts read off the schema: the keys of each mapping, and where references stand.

Validation itself is pydantic's; this serves what needs the schema as data: hints for misspelt
keys, the collection of references, and the editors' reference.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from briefings.content.finding import Where
from briefings.content.values import Ref, RefKind


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping: what its values name (`ref`) or which mapping they are (`model`)."""

    name: str
    field: FieldInfo
    ref: RefKind | None
    model: type[BaseModel] | None


@cache
def keys(model: type[BaseModel]) -> dict[str, Key]:
    """The keys of a mapping by name, in the schema's order."""
    return {
        name: Key(name, field, *_find_content(field))
        for attribute, field in model.model_fields.items()
        for name in (field.alias or attribute,)
    }


def find_model(model: type[BaseModel], where: Where) -> type[BaseModel] | None:
    """The model of the mapping that a path leads into."""
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
    """All references in the data of a file, also in parts of it that the schema refuses."""
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
    """The keys that hold references, themselves or further down."""
    return tuple(
        (name, key)
        for name, key in keys(model).items()
        if key.ref or (key.model and _linking(key.model))
    )


def _find_content(field: FieldInfo) -> tuple[RefKind | None, type[BaseModel] | None]:
    found = [*_parts(field.annotation), *field.metadata]
    ref = next((part.kind for part in found if isinstance(part, Ref)), None)
    model = next(
        (part for part in found if isinstance(part, type) and issubclass(part, BaseModel)), None
    )
    return ref, model


def _parts(annotation: Any) -> Iterator[Any]:
    """What a type is made of: unions, tuples and annotations taken apart."""
    origin = get_origin(annotation)
    if origin is Annotated:
        base, *metadata = get_args(annotation)
        yield from metadata
        yield from _parts(base)
    elif origin in (Union, types.UnionType, tuple):
        for part in get_args(annotation):
            yield from _parts(part)
    else:
        yield annotation
