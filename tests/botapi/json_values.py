"""JSON as it travels: a name for its objects, and readers that refuse what does not fit."""

from typing import TypeGuard

JsonObject = dict[str, object]


def is_object(value: object) -> TypeGuard[JsonObject]:
    """Return whether `value` is a JSON object."""
    return isinstance(value, dict)


def objects(value: object) -> tuple[JsonObject, ...]:
    """Return the objects of a JSON array, in order; none for anything else."""
    return tuple(filter(is_object, value)) if isinstance(value, list) else ()


def text_of(value: JsonObject, name: str) -> str:
    """Return the text at `name`, empty when there is none."""
    found = value.get(name, "")
    return found if isinstance(found, str) else str(found)


def integer_of(value: JsonObject, name: str) -> int | None:
    """Return the integer at `name` (a numeral in a string counts), or None."""
    found = value.get(name)
    if isinstance(found, bool) or not isinstance(found, int | str):
        return None
    try:
        return int(found)
    except ValueError:
        return None


def without_nothing(**fields: object) -> JsonObject:
    """Return the fields that say something: None, False, empty texts and arrays are left out.

    >>> without_nothing(title="简报组", username=None, is_forum=False)
    {'title': '简报组'}
    """
    return {
        name: value
        for name, value in fields.items()
        if value is not None and value is not False and value not in ("", (), [])
    }
