"""Files: kept in memory, found by their id or by the path getFile gives."""

import itertools
import mimetypes
from dataclasses import dataclass, field

from tests.botapi.errors import ApiError, bad_request
from tests.botapi.values import Document

DOWNLOAD_LIMIT_BYTES = 20 * 2**20
UPLOAD_LIMIT_BYTES = 50 * 2**20


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The bytes of a document and the path they are downloaded from."""

    document: Document
    path: str
    data: bytes = field(repr=False)


class Files:
    """Every file somebody sent; used by the server's thread only."""

    def __init__(self) -> None:
        """Start with none."""
        self._numbers = itertools.count(1)
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def put(self, name: str, data: bytes, size_bytes: int | None = None, field: str = "document") -> Document:
        """Keep a file and return it as a message carries it; `size_bytes` may pretend."""
        number = next(self._numbers)
        suffix = name.rpartition(".")[2]
        document = Document(
            file_id=f"BQACAgUAAxkBAAI{number:012d}",
            name=name,
            mime_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
            size_bytes=len(data) if size_bytes is None else size_bytes,
            field=field,
        )
        stored = StoredFile(document, f"{field}s/file_{number}.{suffix}", data)
        self._by_id[document.file_id] = self._by_path[stored.path] = stored
        return document

    def take(self, name: str, data: bytes, field: str) -> Document:
        """Keep a file the bot sends; raise `ApiError` for one that is empty or above 50 MiB."""
        if not data:
            raise bad_request("file must be non-empty")
        if len(data) > UPLOAD_LIMIT_BYTES:
            raise ApiError(413, "Request Entity Too Large")
        return self.put(name, data, field=field)

    def with_id(self, file_id: str) -> StoredFile | None:
        """Return the file with this id, or None."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """Return the file at `path`, or None."""
        return self._by_path.get(path)
