"""The server's doors: methods, downloads, and the control of a server in its own process."""

import asyncio
import hmac
import re

from tornado.web import Application, RequestHandler

from tests.botapi import control
from tests.botapi.dispatch import Outcome, answer, refusal
from tests.botapi.errors import ApiError
from tests.botapi.files import DOWNLOAD_LIMIT_BYTES
from tests.botapi.parameters import Parameters
from tests.botapi.world import World

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


def application(world: World) -> Application:
    """Return what answers the requests; it logs none of them, since their paths hold the token."""
    state = {"world": world}
    return Application(
        [
            (r"/bot([^/]+)/([A-Za-z0-9_]+)/?", MethodHandler, state),
            (r"/file/bot([^/]+)/(.+)", DownloadHandler, state),
            (r"/control/([a-z_]+)", ControlHandler, state),
            (r".*", UnknownHandler, state),
        ],
        log_function=lambda _handler: None,
        compress_response=False,
    )


def _check_token(world: World, token: str) -> None:
    if not _TOKEN.fullmatch(token):
        raise ApiError(404, "Not Found")
    if not hmac.compare_digest(token, world.token):
        raise ApiError(401, "Unauthorized")


class _Handler(RequestHandler):
    """What the doors have in common: work that ends when the caller hangs up."""

    def initialize(self, world: World) -> None:
        self.world = world
        self.work: asyncio.Task[Outcome] | None = None

    def compute_etag(self) -> None:
        """Return nothing: Telegram sends none."""

    def on_connection_close(self) -> None:
        """Stop waiting for somebody who is gone."""
        if self.work is not None:
            self.work.cancel()

    async def get(self, *path: str) -> None:
        """Answer."""
        await self._respond(*path)

    async def post(self, *path: str) -> None:
        """Answer likewise."""
        await self._respond(*path)

    async def _respond(self, *path: str) -> None:
        self.work = asyncio.ensure_future(self.outcome(*path))
        try:
            outcome = await self.work
        except ApiError as error:
            outcome = refusal(error)
        except asyncio.CancelledError:
            return
        if outcome.status == 0:
            self.detach().close()
            return
        self.set_status(outcome.status)
        self.set_header("Content-Type", outcome.content_type)
        self.write(outcome.body)

    async def outcome(self, *path: str) -> Outcome:
        """Return what is to be answered; raise `ApiError` for a refusal."""
        raise NotImplementedError


class MethodHandler(_Handler):
    """/bot<token>/<method>."""

    async def outcome(self, *path: str) -> Outcome:
        """Carry out a method."""
        token, name = path
        _check_token(self.world, token)
        return await answer(self.world, name, Parameters.from_request(self.request))


class DownloadHandler(_Handler):
    """/file/bot<token>/<path>."""

    async def outcome(self, *path: str) -> Outcome:
        """Return the bytes of a file."""
        token, name = path
        _check_token(self.world, token)
        stored = self.world.files.at(name)
        if stored is None or stored.document.size_bytes > DOWNLOAD_LIMIT_BYTES:
            raise ApiError(404, "Not Found")
        return Outcome(200, stored.data, "application/octet-stream")


class ControlHandler(_Handler):
    """/control/<verb>: what a test does when the server is another process."""

    async def outcome(self, *path: str) -> Outcome:
        """Carry out a verb of `control`."""
        return await control.answer(self.world, path[0], self.request.body)


class UnknownHandler(_Handler):
    """Everything else."""

    async def outcome(self, *path: str) -> Outcome:
        """Refuse."""
        raise ApiError(404, "Not Found")
