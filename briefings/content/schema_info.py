"""Facts read off the schema: the keys of each mapping, and where references stand.

Validation itself is pydantic's; this serves what needs the schema as data: hints for misspelt
keys, the collection of references, and the editors' reference.
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

    Its values name something (`ref`), are mappings of their own (`model`), are among `choices`
    or look as `form` says; `many` tells a list of them from a single one.
    """

    name: str
    required: bool
    meaning: str
    many: bool
    ref: RefKind | None
    model: type[BaseModel] | None
    choices: tuple[str, ...]
    form: str


@cache
def keys(model: type[BaseModel]) -> dict[str, Key]:
    """The keys of a mapping by name, in the schema's order."""
    found = (
        _key(field.alias or attribute, field) for attribute, field in model.model_fields.items()
    )
    return {key.name: key for key in found}


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
    """What a type is made of: unions, tuples, choices and annotations taken apart."""
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
