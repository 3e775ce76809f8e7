"""The answers of Telegram that say no, in its own words.

    ApiError                 what a method answers: code, description, parameters
    ExpectationError         what a test hoped to see did not happen (an AssertionError)

The wording is that of tdlib/telegram-bot-api (Client.cpp) and tdlib/td, where a bot can meet it.
"""

from tests.botapi.json_values import JsonObject


class ApiError(Exception):
    """A refusal: `code` is the HTTP status too, `parameters` as in ResponseParameters."""

    def __init__(self, code: int, description: str, parameters: JsonObject | None = None) -> None:
        """Hold what the envelope will say."""
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters or {}


class ExpectationError(AssertionError):
    """A test waited for something that people were to see, and they did not; says what they saw."""


def bad_request(reason: str) -> ApiError:
    """Return 400 with `reason` in Telegram's words."""
    return ApiError(400, f"Bad Request: {reason}")


def unparsable(reason: str) -> ApiError:
    """Return 400 for markup that is refused."""
    return bad_request(f"can't parse entities: {reason}")


def forbidden(reason: str) -> ApiError:
    """Return 403 with `reason` in Telegram's words."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """Return 409 with `reason` in Telegram's words."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(retry_after_s: int) -> ApiError:
    """Return 429 that asks to wait `retry_after_s` seconds."""
    return ApiError(
        429,
        f"Too Many Requests: retry after {retry_after_s}",
        {"retry_after": retry_after_s},
    )


def upgraded(supergroup_id: int) -> ApiError:
    """Return 400 of a group that lives on as `supergroup_id`."""
    reason = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, reason, {"migrate_to_chat_id": supergroup_id})


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
