"""The parameters of a call, however they were sent: query, form, JSON or multipart."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from tornado.httputil import HTTPServerRequest

from tests.botapi.errors import bad_request
from tests.botapi.json_values import JsonObject, is_object, objects


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart request."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Texts by name, as in a form: JSON values are texts of JSON; and the files beside them."""

    values: Mapping[str, str]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    @classmethod
    def from_request(cls, request: HTTPServerRequest) -> "Parameters":
        """Read a request; raise `ApiError` for a body that is not what it says."""
        values = {
            name: given[-1].decode("utf-8", "replace") for name, given in request.arguments.items() if given
        }
        if request.headers.get("Content-Type", "").startswith("application/json") and request.body:
            values |= _json_body(request.body)
        uploads = {
            name: Upload(files[0]["filename"] or name, files[0]["body"])
            for name, files in request.files.items()
        }
        return cls(values, uploads)

    def text(self, name: str) -> str:
        """Return the text, empty when it was not sent."""
        return self.values.get(name, "")

    def integer(self, name: str) -> int | None:
        """Return the integer, or None when none was sent."""
        try:
            return int(self.values[name])
        except (KeyError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        """Return whether it was sent as true."""
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def mapping(self, name: str) -> JsonObject | None:
        """Return the JSON object, None when none was sent; raise `ApiError` for anything else."""
        value = self._json(name)
        if value is None or is_object(value):
            return value
        raise bad_request(f"can't parse {name}: object expected")

    def mappings(self, name: str) -> tuple[JsonObject, ...]:
        """Return the objects of a JSON array, none when it was not sent."""
        return objects(self._json(name))

    def texts(self, name: str) -> tuple[str, ...] | None:
        """Return the texts of a JSON array, None when it was not sent."""
        value = self._json(name)
        return tuple(map(str, value)) if isinstance(value, list) else None

    def _json(self, name: str) -> object:
        if not self.text(name).strip():
            return None
        try:
            return json.loads(self.text(name))
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None


def _json_body(body: bytes) -> dict[str, str]:
    try:
        value = json.loads(body)
    except ValueError:
        raise bad_request("can't parse request body as JSON") from None
    if not is_object(value):
        raise bad_request("can't parse request body as JSON object")
    given = {name: each for name, each in value.items() if each is not None}
    return {
        name: each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)
        for name, each in given.items()
    }
