"""Groups as a test sets them up: their members, their topics, and the bot among them."""

from dataclasses import dataclass

from tests.botapi.rooms import Room
from tests.botapi.scene import open_topic
from tests.botapi.values import ChatKind, Member, Standing, User
from tests.botapi.world import World


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A group to be; with topics it is a supergroup, and `bot` says what the bot is in it."""

    title: str
    owner: User
    members: tuple[User, ...] = ()
    administrators: tuple[User, ...] = ()
    topics: tuple[str, ...] = ()
    is_basic: bool = False
    bot: Standing = Standing.MEMBER


def found_group(world: World, plan: GroupPlan) -> Room:
    """Return a group that has been there for a while: the bot is told nothing of its making."""
    kind = ChatKind.GROUP if plan.is_basic and not plan.topics else ChatKind.SUPERGROUP
    room = world.add_group(plan.title, kind, is_forum=bool(plan.topics))
    standings = (
        *((user, Standing.MEMBER) for user in plan.members),
        *((user, Standing.ADMINISTRATOR) for user in plan.administrators),
        (plan.owner, Standing.CREATOR),
        (world.bot, plan.bot),
    )
    room.members = {user.id: Member(user, standing) for user, standing in standings}
    for name in plan.topics:
        open_topic(world, room.chat.id, plan.owner, name)
    return room
