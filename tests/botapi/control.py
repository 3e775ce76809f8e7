"""People by HTTP: POST /control/<verb> with a JSON object, for a server in its own process.

person      name, username, language_code        -> id
group       title, members, administrators,
            topics, is_basic                     -> id, topics (name: thread id)
say         person, chat, text, thread, reply_to -> the message
press       person, chat, message, label         -> text, is_alert (waits for the answer)
reply       chat, to, timeout_s                  -> the bot's message that replies to `to`
transcript  chat                                 -> its events
calls       method, chat                         -> the bot's calls
fault       method, kind, seconds, times,
            probability, seed                    -> kind: flood hang drop bad_gateway forbidden
calm                                             -> no more faults
rules       fields of Rules                      -> nothing
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace

from tests.botapi.dispatch import Outcome
from tests.botapi.errors import ApiError, ExpectationError, bad_request
from tests.botapi.faults import Fault
from tests.botapi.groups import GroupPlan, found_group
from tests.botapi.inline import press
from tests.botapi.json_values import JsonObject, integer_of, is_object, text_of
from tests.botapi.queries import CallbackAnswer
from tests.botapi.rules import Privacy
from tests.botapi.scene import Utterance, say
from tests.botapi.transcript import Event, EventKind
from tests.botapi.values import User
from tests.botapi.world import World

_TIMEOUT_S = 30.0


async def answer(world: World, verb: str, body: bytes) -> Outcome:
    """Return what came of `verb`; raise `ApiError` for what cannot be done."""
    try:
        value = json.loads(body or b"{}")
        if verb not in _VERBS or not is_object(value):
            raise bad_request(f"no such control: {verb}; there are {', '.join(_VERBS)}")
        result = _VERBS[verb](world, value)
        if isinstance(result, Awaitable):
            result = await result
    except (KeyError, ValueError, TypeError, ExpectationError) as error:
        raise bad_request(f"{verb}: {type(error).__name__} {error}") from error
    except TimeoutError:
        raise ApiError(504, f"{verb}: nothing came in time") from None
    return Outcome(200, json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode())


def _number(value: JsonObject, name: str) -> int:
    found = integer_of(value, name)
    if found is None:
        raise ValueError(f"{name} is needed")
    return found


def _on_person(world: World, value: JsonObject) -> JsonObject:
    language = text_of(value, "language_code")
    person = world.add_person(text_of(value, "name"), text_of(value, "username"), language)
    return {"id": person.id}


def _on_group(world: World, value: JsonObject) -> JsonObject:
    plan = GroupPlan(
        title=text_of(value, "title"),
        owner=world.add_person("群主", "", ""),
        members=_people(world, value.get("members")),
        administrators=_people(world, value.get("administrators")),
        topics=tuple(map(str, _array(value.get("topics")))),
        is_basic=value.get("is_basic") is True,
    )
    room = found_group(world, plan)
    return {"id": room.chat.id, "topics": {name: id_ for id_, name in room.topics.items()}}


def _array(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _people(world: World, ids: object) -> tuple[User, ...]:
    return tuple(world.users[int(str(id_))] for id_ in _array(ids))


def _on_say(world: World, value: JsonObject) -> JsonObject:
    utterance = Utterance(
        text_of(value, "text"),
        thread_id=integer_of(value, "thread"),
        reply_to_id=integer_of(value, "reply_to"),
    )
    person = world.users[_number(value, "person")]
    return say(world, person, _number(value, "chat"), utterance).to_json()


async def _on_press(world: World, value: JsonObject) -> JsonObject:
    message = world.rooms[_number(value, "chat")].messages[_number(value, "message")]
    person = world.users[_number(value, "person")]
    waiting = press(world, person, message, text_of(value, "label"))
    shown = await asyncio.wait_for(waiting, _TIMEOUT_S)
    return asdict(shown) if isinstance(shown, CallbackAnswer) else {}


async def _on_reply(world: World, value: JsonObject) -> JsonObject:
    to = _number(value, "to")

    def fits(event: Event) -> bool:
        message = event.message if event.kind is EventKind.SENT and event.by_bot else None
        return message is not None and message.reply_to is not None and message.reply_to.id == to

    transcript = world.rooms[_number(value, "chat")].transcript
    timeout_s = float(text_of(value, "timeout_s") or _TIMEOUT_S)
    _, event = await asyncio.wait_for(transcript.first(0, fits), timeout_s)
    return event.message.to_json() if event.message else {}


def _on_transcript(world: World, value: JsonObject) -> list[JsonObject]:
    return [
        {
            "kind": event.kind,
            "at": event.at,
            "by_bot": event.by_bot,
            "note": event.note,
            "message": event.message.to_json() if event.message else None,
        }
        for event in world.rooms[_number(value, "chat")].transcript
    ]


def _on_calls(world: World, value: JsonObject) -> list[JsonObject]:
    calls = world.outbox.calls(text_of(value, "method"), integer_of(value, "chat"))
    return [
        {
            "method": call.method,
            "at": call.at,
            "status": call.status,
            "description": call.description,
            "parameters": dict(call.parameters),
        }
        for call in calls
    ]


def _on_fault(world: World, value: JsonObject) -> bool:
    seconds = integer_of(value, "seconds") or 1
    kinds: dict[str, Callable[[], Fault]] = {
        "flood": lambda: Fault.flood(seconds),
        "hang": lambda: Fault.hang(seconds),
        "drop": Fault.drop,
        "bad_gateway": Fault.bad_gateway,
        "forbidden": Fault.forbidden,
    }
    world.faults.order(
        kinds[text_of(value, "kind")](),
        text_of(value, "method") or "*",
        times=integer_of(value, "times"),
        probability=float(text_of(value, "probability") or 1),
        seed=integer_of(value, "seed") or 0,
    )
    return True


def _on_calm(world: World, _: JsonObject) -> bool:
    world.faults.cancel()
    return True


def _on_rules(world: World, value: JsonObject) -> bool:
    changes = dict(value)
    if "privacy" in changes:
        changes["privacy"] = Privacy[text_of(value, "privacy")]
    world.rules = replace(world.rules, **changes)  # type: ignore[arg-type]  # names are checked by it
    return True


_VERBS: dict[str, Callable[[World, JsonObject], object]] = {
    "person": _on_person,
    "group": _on_group,
    "say": _on_say,
    "press": _on_press,
    "reply": _on_reply,
    "transcript": _on_transcript,
    "calls": _on_calls,
    "fault": _on_fault,
    "calm": _on_calm,
    "rules": _on_rules,
}
