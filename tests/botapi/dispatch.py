"""One call of the bot: faults, limits, the method, and the record of it."""

import asyncio
import json
from collections.abc import Awaitable
from dataclasses import dataclass

from tests.botapi.errors import ApiError
from tests.botapi.faults import Fault
from tests.botapi.json_values import JsonObject
from tests.botapi.methods import COUNTED, find_method
from tests.botapi.outbox import Call
from tests.botapi.parameters import Parameters
from tests.botapi.world import World


@dataclass(frozen=True, slots=True)
class Outcome:
    """What goes back over HTTP; status 0 closes the connection without an answer."""

    status: int
    body: bytes = b""
    content_type: str = "application/json"
    description: str = ""
    result: object = None


_DROPPED = Outcome(0, description="connection dropped")


def refusal(error: ApiError) -> Outcome:
    """Return the envelope of an error."""
    envelope: JsonObject = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    if error.parameters:
        envelope["parameters"] = error.parameters
    return Outcome(error.code, _encoded(envelope), description=error.description)


async def answer(world: World, name: str, parameters: Parameters) -> Outcome:
    """Carry out a call and return what the bot gets; the call goes into the outbox."""
    at = world.now()
    outcome = _DROPPED
    try:
        outcome = await _outcome(world, name, parameters)
    finally:
        # A caller who hung up while waiting is recorded too, as dropped.
        uploads = tuple(upload.name for upload in parameters.uploads.values())
        given = outcome.status, outcome.description, outcome.result
        world.outbox.add(Call(name, parameters.values, uploads, at, *given))
    return outcome


async def _outcome(world: World, name: str, parameters: Parameters) -> Outcome:
    fault = world.faults.next(name, parameters)
    if fault is not None and not fault.is_after_effect:
        suffered = await _suffered(fault)
        if suffered is not None:
            return suffered
    outcome = await _carried_out(world, name, parameters)
    if fault is not None and fault.is_after_effect:
        return await _suffered(fault) or outcome
    return outcome


async def _suffered(fault: Fault) -> Outcome | None:
    """Return what the fault answers, None when it was only a delay."""
    if fault.delay_s:
        await asyncio.sleep(fault.delay_s)
    if fault.is_dropped:
        return _DROPPED
    if fault.error is None:
        return None
    if fault.page:
        page = fault.page.encode()
        return Outcome(fault.error.code, page, "text/html", fault.error.description)
    return refusal(fault.error)


async def _carried_out(world: World, name: str, parameters: Parameters) -> Outcome:
    try:
        found = find_method(name)
        if found is None:
            raise ApiError(404, "Not Found: method not found")
        _spend(world, found[0], parameters)
        result = found[1](world, parameters)
        if isinstance(result, Awaitable):
            result = await result
    except ApiError as error:
        return refusal(error)
    return Outcome(200, _encoded({"ok": True, "result": result}), result=result)


def _spend(world: World, name: str, parameters: Parameters) -> None:
    limit = world.rules.group_calls_per_minute
    chat_id = parameters.integer("chat_id")
    if limit is not None and chat_id is not None and chat_id < 0 and name in COUNTED:
        world.group_budget.spend(chat_id, limit, world.now())


def _encoded(envelope: JsonObject) -> bytes:
    return json.dumps(envelope, ensure_ascii=False).encode("utf-8", "surrogatepass")
