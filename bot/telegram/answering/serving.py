"""What a process that answers does: open the library to read it, answer one question after another, end with the bot."""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
from contextlib import suppress
from math import isfinite
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Final

from answers.deadline import time_limit
from answers.errors import AnswersError
from bot.services import Services, open_library
from bot.settings import Settings
from bot.telegram.answering.messages import Failure, Outcome, Request
from bot.telegram.answering.seam import Ask
from bot.telegram.redaction import configure_logging

# Answered before the first question of a person: what is loaded late (model, word lists) is there then.
_FIRST: Final = Ask("企业复工率是多少?")
# From when it should be killed until it ends by itself: the bot may be gone, and this process hang below Python.
_LONGEST_HANG_S: Final = 5.0


def serve(number: int) -> None:
    """Answer for the process at the other end of a connection, until that is gone."""
    # When a supervisor tells all processes of the service to stop, the bot says when these end.
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, signal.SIG_IGN)
    connection: Connection[bytes, bytes] = Connection(number)
    requests: SimpleQueue[Request] = SimpleQueue()
    settings: Settings = pickle.loads(connection.recv_bytes())
    Thread(target=_hear, args=(connection, requests), daemon=True).start()
    configure_logging(settings.log_level)
    try:
        services = open_library(settings, reads_only=True)
        _send(connection, _FIRST.of(services.answerer))  # that it comes says that others may be asked
    except Exception as error:  # noqa: BLE001 -- the bot says what went wrong
        _send(connection, Failure.of(error))
        return
    while True:
        _send(connection, _outcome(services, requests.get()))


def _outcome(services: Services, request: Request) -> Outcome:
    """Return what comes of a request."""
    if isfinite(request.limit_s):
        faulthandler.dump_traceback_later(max(0.0, request.limit_s) + _LONGEST_HANG_S, exit=True)
    try:
        with time_limit(request.limit_s):  # taking up counts: whoever asks does not wait longer for it
            if request.step is not None:
                services.answerer.keep_step()
                services.answerer.teach(request.step.lexicon)
            return request.wanted.of(services.answerer)
    except AnswersError as error:
        return error
    except Exception as error:  # noqa: BLE001 -- whoever asked gets it
        return Failure.of(error)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _send(connection: Connection[bytes, bytes], outcome: Outcome) -> None:
    connection.send_bytes(pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL))


def _hear(connection: Connection[bytes, bytes], requests: SimpleQueue[Request]) -> None:
    """Take requests as they come; end at once when the bot is gone, though a question takes long."""
    with suppress(OSError, EOFError):
        while True:
            requests.put(pickle.loads(connection.recv_bytes()))
    os._exit(0)
