"""Who may ask, and who looks after the library: denied unless allowed.

The rule, in this order:
1. An admin (settings) may do everything, everywhere.
2. What admins have said in the chat (/allow, /deny) weighs more than the settings, and a denial of the
   person or of the chat more than any permission.
3. A person who is allowed is answered wherever they ask, an unlisted group included; in a chat that is
   allowed, every member is answered; `*` allows everyone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.settings import Settings


@dataclass(slots=True)
class Access:
    """The settings' permissions, and those given in the chat (`granted`: id to allowed or denied)."""

    settings: Settings
    granted: dict[int, bool] = field(default_factory=dict)

    def is_admin(self, person_id: int) -> bool:
        """Return whether a person may add, remove, see reports."""
        return person_id in self.settings.admins

    def may_ask(self, person_id: int, chat_id: int) -> bool:
        """Return whether a person is answered in a chat."""
        if self.is_admin(person_id):
            return True
        said = [self.granted[subject] for subject in {person_id, chat_id} if subject in self.granted]
        if not all(said):
            return False
        listed = person_id in self.settings.allowed or chat_id in self.settings.allowed
        return bool(said) or listed or self.settings.allow_everyone

    def is_denied(self, subject_id: int) -> bool:
        """Return whether an admin has denied a person or chat."""
        return self.granted.get(subject_id) is False

    def learn(self, permissions: Mapping[int, bool]) -> None:
        """Take over what has been said in the chat."""
        self.granted = dict(permissions)

    def is_listed(self, chat_id: int) -> bool:
        """Return whether the settings allow a chat by its id."""
        return chat_id in self.settings.allowed
