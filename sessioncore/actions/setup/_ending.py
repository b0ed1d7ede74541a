"""What both setups of a leg have in common: the port of its media until the end, and the commands to hang up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sessioncore.actions.part import LegPartActions
from sessioncore.actions.setup._media import close_port, reopen_port

if TYPE_CHECKING:
    from sessioncore.statechart import ActionFailed, Event


class Kept(Protocol):
    """The port of the leg's media, 0 while there is none, and the commands that wait for the end."""

    media_port: int
    hang_up_commands: tuple[int, ...]


class SetupActions(LegPartActions):
    """Base of the actions of a setup."""

    __slots__ = ()
    slice: Kept

    def restored(self) -> None:
        self.slice.media_port = reopen_port(self.scope.cell, self.slice.media_port)

    def close_media(self, event: Event) -> None:
        close_port(self.cell, self.slice.media_port)
        self.slice.media_port = 0

    def unclosed(self, event: ActionFailed) -> bool:
        return event.action == "close_media"

    def give_back(self, event: ActionFailed) -> None:
        self.close_media(event)

    def reply_hung_up(self, event: Event) -> None:
        commands, self.slice.hang_up_commands = self.slice.hang_up_commands, ()
        for command in commands:
            self.cell.reply(command, "done")
