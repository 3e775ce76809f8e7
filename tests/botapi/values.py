"""The values of the Bot API that do not change: people, chats, members, files."""

from dataclasses import dataclass
from enum import StrEnum

from tests.botapi.json_values import JsonObject, integer_of, text_of, without_nothing


@dataclass(frozen=True, slots=True)
class User:
    """A person, or a bot."""

    id: int
    first_name: str
    username: str = ""
    language_code: str = ""
    is_bot: bool = False

    def to_json(self) -> JsonObject:
        """Return it as a User."""
        return without_nothing(
            id=self.id,
            first_name=self.first_name,
            username=self.username,
            language_code=self.language_code,
        ) | {"is_bot": self.is_bot}

    @classmethod
    def from_json(cls, value: JsonObject) -> "User":
        """Read a User; raise `ValueError` without an id."""
        id_ = integer_of(value, "id")
        if id_ is None:
            raise ValueError("a User without id")
        name, username = text_of(value, "first_name"), text_of(value, "username")
        return cls(id_, name, username, is_bot=value.get("is_bot") is True)


# Who writes when an administrator hides behind the group (Bot API, Message.from).
ANONYMOUS_ADMINISTRATOR = User(1087968824, "Group", "GroupAnonymousBot", is_bot=True)


class ChatKind(StrEnum):
    """What a chat is, by its name in the Bot API."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


@dataclass(frozen=True, slots=True)
class Chat:
    """A place where messages are: `name` is the title of a group or the first name of a person."""

    id: int
    kind: ChatKind
    name: str
    username: str = ""
    is_forum: bool = False

    @property
    def is_private(self) -> bool:
        """Whether one person and the bot are alone in it."""
        return self.kind is ChatKind.PRIVATE

    def to_json(self) -> JsonObject:
        """Return it as a Chat."""
        return without_nothing(
            id=self.id,
            type=self.kind,
            title="" if self.is_private else self.name,
            first_name=self.name if self.is_private else "",
            username=self.username,
            is_forum=self.is_forum,
        )

    def to_full_json(self) -> JsonObject:
        """Return it as a ChatFullInfo with the fields every chat has."""
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
        return self.to_json() | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
        }


class Standing(StrEnum):
    """What somebody is in a chat, by the status of ChatMember."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


PRESENT = frozenset({Standing.CREATOR, Standing.ADMINISTRATOR, Standing.MEMBER})
IN_CHARGE = frozenset({Standing.CREATOR, Standing.ADMINISTRATOR})
_RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody and their standing in one chat."""

    user: User
    standing: Standing = Standing.MEMBER

    @property
    def is_present(self) -> bool:
        """Whether they read the chat."""
        return self.standing in PRESENT

    @property
    def is_in_charge(self) -> bool:
        """Whether they own or administer it."""
        return self.standing in IN_CHARGE

    def to_json(self) -> JsonObject:
        """Return it as the ChatMember of its status, with all required fields."""
        found: JsonObject = {"user": self.user.to_json(), "status": self.standing}
        if self.is_in_charge:
            found["is_anonymous"] = False
        if self.standing is Standing.ADMINISTRATOR:
            found |= dict.fromkeys(_RIGHTS, True)
        if self.standing is Standing.KICKED:
            found["until_date"] = 0
        return found


@dataclass(frozen=True, slots=True)
class Document:
    """A file in a message; `field` says under which name the message carries it."""

    file_id: str
    name: str
    mime_type: str
    size_bytes: int
    field: str = "document"

    def to_json(self) -> object:
        """Return it as a Document, or as the PhotoSize array of a photo."""
        found: JsonObject = {
            "file_id": self.file_id,
            "file_unique_id": self.file_id[-12:],
            "file_size": self.size_bytes,
        }
        if self.field == "photo":
            return [found | {"width": 640, "height": 480}]
        return found | {"file_name": self.name, "mime_type": self.mime_type}


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the menu a client shows behind "/"."""

    name: str
    description: str

    def to_json(self) -> JsonObject:
        """Return it as a BotCommand."""
        return {"command": self.name, "description": self.description}
