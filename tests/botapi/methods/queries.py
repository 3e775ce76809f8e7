"""Methods that answer presses and inline questions."""

from tests.botapi.entities import utf16_length
from tests.botapi.errors import bad_request
from tests.botapi.formatting import formatted
from tests.botapi.json_values import JsonObject, is_object, objects, text_of
from tests.botapi.keyboards import Keyboard
from tests.botapi.parameters import Parameters
from tests.botapi.queries import CallbackAnswer, InlineAnswer, InlineResult
from tests.botapi.world import World

_ANSWER_LIMIT = 200
_RESULTS_LIMIT = 50
_RESULT_ID_LIMIT_BYTES = 64
_CACHE_TIME_S = 300


def on_answer_callback_query(world: World, parameters: Parameters) -> bool:
    """End the waiting of somebody who pressed a button, once."""
    text = parameters.text("text")
    if utf16_length(text) > _ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = CallbackAnswer(text, parameters.flag("show_alert"), parameters.text("url"))
    world.queries.close(parameters.text("callback_query_id"), answer)
    return True


def on_answer_inline_query(world: World, parameters: Parameters) -> bool:
    """Offer at most 50 results to somebody who typed an inline question, once."""
    values = parameters.mappings("results")
    if len(values) > _RESULTS_LIMIT:
        raise bad_request("RESULTS_TOO_MUCH")
    results = tuple(map(_result, values))
    if len({result.id for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    cache_time_s = parameters.integer("cache_time")
    answer = InlineAnswer(
        results,
        _CACHE_TIME_S if cache_time_s is None else cache_time_s,
        parameters.flag("is_personal"),
        parameters.text("next_offset"),
    )
    world.queries.close(parameters.text("inline_query_id"), answer)
    return True


def _result(value: JsonObject) -> InlineResult:
    result_id, content = text_of(value, "id"), value.get("input_message_content")
    if not 1 <= len(result_id.encode()) <= _RESULT_ID_LIMIT_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if text_of(value, "type") != "article":
        raise bad_request("only results of the type article are known to this server")
    if not text_of(value, "title"):
        raise bad_request("ARTICLE_TITLE_EMPTY")
    if not is_object(content) or not text_of(content, "message_text"):
        raise bad_request("message text is empty")
    formatted(
        text_of(content, "message_text"),
        text_of(content, "parse_mode"),
        objects(content.get("entities")),
    )
    markup = value.get("reply_markup")
    if is_object(markup):
        Keyboard.from_json(markup)
    return InlineResult(
        result_id,
        text_of(value, "title"),
        text_of(value, "description"),
        content,
        markup if is_object(markup) else None,
    )


METHODS = {
    "answerCallbackQuery": on_answer_callback_query,
    "answerInlineQuery": on_answer_inline_query,
}
