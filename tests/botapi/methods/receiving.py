"""Methods by which the bot receives: polling, webhook settings, downloads."""

import re

from tests.botapi.errors import WEBHOOK_ACTIVE, bad_request, conflict
from tests.botapi.files import DOWNLOAD_LIMIT_BYTES
from tests.botapi.json_values import JsonObject
from tests.botapi.parameters import Parameters
from tests.botapi.webhooks import WebhookSettings
from tests.botapi.world import World

_UPDATES_LIMIT = 100
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_CONNECTIONS_LIMIT = 100


async def on_get_updates(world: World, parameters: Parameters) -> list[JsonObject]:
    """Return the pending updates, after a wait if there are none; confirm those below `offset`."""
    if world.webhook.settings is not None:
        raise conflict(WEBHOOK_ACTIVE)
    _remember_allowed(world, parameters)
    offset = parameters.integer("offset")
    if offset is not None:
        world.updates.confirm(offset)
    limit = min(max(parameters.integer("limit") or _UPDATES_LIMIT, 1), _UPDATES_LIMIT)
    timeout_s = min(max(parameters.integer("timeout") or 0, 0), world.rules.poll_limit_s)
    updates = await world.updates.poll(limit, timeout_s, world.rules.conflict_pause_s)
    return [update.to_json() for update in updates]


def on_set_webhook(world: World, parameters: Parameters) -> bool:
    """Deliver by webhook from now on; an empty address ends that."""
    url = parameters.text("url")
    if not url:
        return on_delete_webhook(world, parameters)
    if not url.startswith(("https://", "http://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = parameters.text("secret_token")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _remember_allowed(world, parameters)
    if parameters.flag("drop_pending_updates"):
        world.updates.clear()
    connections = min(max(parameters.integer("max_connections") or 40, 1), _CONNECTIONS_LIMIT)
    world.updates.interrupt(conflict("terminated by setWebhook request"), 0)
    world.webhook.open(WebhookSettings(url, secret, connections))
    return True


def on_delete_webhook(world: World, parameters: Parameters) -> bool:
    """Deliver by polling from now on."""
    world.webhook.close()
    if parameters.flag("drop_pending_updates"):
        world.updates.clear()
    return True


def on_get_webhook_info(world: World, _: Parameters) -> JsonObject:
    """Return where updates go, how many wait, and the last refusal."""
    return world.webhook.to_json()


def on_get_file(world: World, parameters: Parameters) -> JsonObject:
    """Return the path under which a file can be downloaded, up to 20 MiB."""
    stored = world.files.with_id(parameters.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if stored.document.size_bytes > DOWNLOAD_LIMIT_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": stored.document.file_id,
        "file_unique_id": stored.document.file_id[-12:],
        "file_size": stored.document.size_bytes,
        "file_path": stored.path,
    }


def _remember_allowed(world: World, parameters: Parameters) -> None:
    allowed = parameters.texts("allowed_updates")
    if allowed is not None:
        world.updates.allowed = allowed


METHODS = {
    "getUpdates": on_get_updates,
    "setWebhook": on_set_webhook,
    "deleteWebhook": on_delete_webhook,
    "getWebhookInfo": on_get_webhook_info,
    "getFile": on_get_file,
}
