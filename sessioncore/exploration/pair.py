"""A client transaction, a server transaction, the network between them, and a user on each side.

The machines are the generated ones with their real actions and real messages. Timers fire at any time while they run,
whatever their lengths: what is found complete so holds for every value of T1, T2 and T4. Users decide when they like;
of each decision there is one, as the charts above decide once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from sessioncore.exploration.channel import ChannelKind, outcomes, put
from sessioncore.exploration.search import Move, Step
from sessioncore.exploration.transaction import Classes, Explored, Frozen, Outcome

CLIENT, SERVER = "alice", "bob"

TOLD = {"answered": "answered", "failed": "failed", "finished": "finished"}
"""Signals of a client that tell its user the outcome."""


OBLIGED = ("hang_up", "decline", "respond")
"""What a user does in the end if nothing else: the charts above have timers for it (no_answer, decision)."""

GIVE_UP = ("timer_b", "timer_f", "timer_h", "timer_x", "timer_unanswered")
"""Timers that fire only when the peer or the network fails."""


class Pair(NamedTuple):
    """Two transactions between two steps.

    client, server  the machines; the server's is None while no request has come
    caller          what the client's user was told: "", answered, failed, finished
    gave_up         it has asked to cancel
    cancel          of the CANCEL: "", sent, done (at the client); `cancelled` says that it has come to the server
    callee          the server's user: "", deciding, answered, acked, unacked, failed (it has refused), gone (it never
                    decides)
    refused         the client's host was told once that a datagram could not be sent
    to_server, to_client  what is under way
    """

    client: Frozen
    server: Frozen | None
    caller: str
    gave_up: bool
    cancel: str
    cancelled: bool
    callee: str
    refused: bool
    to_server: tuple[str, ...]
    to_client: tuple[str, ...]


class TransactionPair:
    """The model of one pair; `method` decides which. See `search.Model`.

    in_flight  how many messages may be under way each way at a time
    patient    timers that only give up never fire. Over a channel that loses nothing all must end without them: else a
               message that nobody sends is healed by a time-out and not found
    """

    def __init__(
        self,
        method: str = "INVITE",
        *,
        in_flight: int = 1,
        channel: ChannelKind = "lossy",
        patient: bool = False,
        classes: Classes | None = None,
    ) -> None:
        family = "invite" if method == "INVITE" else "non_invite"
        self.name = f"{family}_client x {family}_server"
        self.bounds = f"{in_flight} in flight each way, {channel}" + (", nobody gives up" if patient else "")
        self.can_fall_silent = channel == "lossy" and not patient
        self._patient = patient
        self._method = method
        self._limit = in_flight
        self._channel = channel
        reliable = channel == "fifo"
        self._client = Explored(f"{family}_client", method, reliable=reliable, classes=classes)
        self._server = Explored(f"{family}_server", method, reliable=reliable, classes=classes)
        self._start = self._client.start()

    def initial(self) -> Pair:
        under_way = put((), list(self._start.sent), self._channel, self._limit) or ()
        return Pair(self._start.after, None, "", False, "", False, "", False, under_way, ())

    def ended(self, state: Hashable) -> bool:
        assert isinstance(state, Pair)
        return (
            not state.to_server
            and not state.to_client
            and self._client.final[state.client.state]
            and (state.server is None or self._server.final[state.server.state])
            and state.cancel != "sent"
            and state.callee not in ("deciding", "answered")
        )

    def faults(self, state: Hashable) -> tuple[str, ...]:
        assert isinstance(state, Pair)
        if not self.ended(state):
            return ()
        if not state.caller:
            return ("the client's user is never told an outcome",)
        if state.caller == "answered" and state.callee == "failed":
            return ("the client's user was told of success, the server's had refused",)
        return ()

    def split(self, state: Hashable) -> str:
        assert isinstance(state, Pair)
        if state.callee == "acked" and state.caller != "answered":
            return "the server's user has the ACK of a call, the client's was not told of it"
        return ""

    def sights(self, state: Hashable) -> tuple[str, ...]:
        return ()

    # -- moves ---

    def moves(self, state: Hashable) -> Iterator[Move]:
        assert isinstance(state, Pair)
        yield from self._arrivals(state)
        yield from self._timers(state)
        yield from self._client_user(state)
        yield from self._server_user(state)

    def _arrivals(self, state: Pair) -> Iterator[Move]:
        for how, message, rest in outcomes(state.to_server, self._channel):
            step = Step(how, SERVER, message)
            left = state._replace(to_server=rest)
            yield from (Move(step, left),) if how == "lose" else self._at_server(left, message, step)
        for how, message, rest in outcomes(state.to_client, self._channel):
            step = Step(how, CLIENT, message)
            left = state._replace(to_client=rest)
            yield from (Move(step, left),) if how == "lose" else self._at_client(left, message, step)

    def _at_client(self, state: Pair, message: str, step: Step) -> Iterator[Move]:
        if message == "200 CANCEL":
            yield from self._client_does(state._replace(cancel="done"), "cancel_finished", step)
        else:
            yield from self._client_does(state, "message", step, message)

    def _at_server(self, state: Pair, message: str, step: Step) -> Iterator[Move]:
        if message == "ACK of 2xx":  # it belongs to dialog/reliable_answer, not to the transaction
            acked = state._replace(callee="acked") if state.callee == "answered" else state
            yield Move(step, acked)
            return
        if state.server is None:
            if message != self._method:
                yield Move(step, state)  # 481, or an ACK that finds nothing
                return
            made = state._replace(callee="deciding")
            yield from self._after_server(made, self._server.start(), step)
            return
        if message == "CANCEL" and state.cancelled and not self._server.detachable[state.server.state]:
            yield from self._sending(state, [], ["200 CANCEL"], step)  # its own transaction repeats the 200
            return
        if message == "CANCEL":
            state = state._replace(cancelled=True)
        yield from self._after_server(state, self._server.step(state.server, "message", message), step)

    def _timers(self, state: Pair) -> Iterator[Move]:
        for name in self._firing(state.client):
            step = Step("timer", CLIENT, f"{self._client.chart.rpartition('/')[2]}.{name}")
            yield from self._client_does(state, f"timer {name}", step)
        if state.server is not None:
            for name in self._firing(state.server):
                if name == "timer_unanswered" and state.callee != "gone":
                    continue  # it is there for users that have failed
                step = Step("timer", SERVER, f"{self._server.chart.rpartition('/')[2]}.{name}")
                yield from self._after_server(state, self._server.step(state.server, f"timer {name}"), step)
        if state.cancel == "sent":
            if self._channel == "lossy":
                again = Step("timer", CLIENT, "non_invite_client.timer_e")
                yield from self._sending(state, ["CANCEL"], [], again)
            if not self._patient:
                late = Step("timer", CLIENT, "non_invite_client.timer_f")
                yield from self._client_does(state._replace(cancel="done"), "cancel_finished", late)
        if state.callee == "answered" and self._method == "INVITE":
            yield from self._sending(state, [], ["200 INVITE"], Step("timer", SERVER, "reliable_answer.resend"))
            if not self._patient:
                yield Move(Step("timer", SERVER, "reliable_answer.give_up"), state._replace(callee="unacked"))

    def _firing(self, machine: Frozen) -> list[str]:
        return [name for name in machine.timers if not (self._patient and name in GIVE_UP)]

    def _client_user(self, state: Pair) -> Iterator[Move]:
        if self._method == "INVITE" and not state.gave_up:
            step = Step("command", CLIENT, "hang_up")
            yield from self._client_does(state._replace(gave_up=True), "cancel", step)
        if not state.refused and self._channel == "lossy":
            step = Step("fault", CLIENT, "a datagram cannot be sent")
            yield from self._client_does(state._replace(refused=True), "transport_failed", step)

    def _server_user(self, state: Pair) -> Iterator[Move]:
        if state.server is None or state.callee != "deciding":
            return
        if not self._patient:
            yield Move(Step("command", SERVER, "never decides"), state._replace(callee="gone"))
        if self._method != "INVITE":
            yield from self._sending(state, [], [f"100 {self._method}"], Step("command", SERVER, "progress"))
            done = state._replace(callee="failed")
            yield from self._server_says(done, "respond", f"200 {self._method}", Step("command", SERVER, "respond"))
            return
        ring, answer, decline = (Step("command", SERVER, what) for what in ("ring", "answer", "decline"))
        yield from self._server_says(state, "respond_provisional", "180 INVITE", ring)
        yield from self._server_says(state._replace(callee="answered"), "respond_success", "200 INVITE", answer)
        yield from self._server_says(state._replace(callee="failed"), "respond_failure", "486 INVITE", decline)

    # -- one machine does something ---

    def _server_says(self, state: Pair, event: str, message: str, step: Step) -> Iterator[Move]:
        assert state.server is not None
        yield from self._after_server(state, self._server.step(state.server, event, message), step)

    def _client_does(self, state: Pair, event: str, step: Step, message: str = "") -> Iterator[Move]:
        outcome = self._client.step(state.client, event, message)
        faults = list(outcome.faults)
        sent = list(outcome.sent)
        if "CANCEL" in outcome.created:
            sent.append("CANCEL")
            state = state._replace(cancel="sent")
        for signal in outcome.signals:
            if signal in TOLD:
                if state.caller:
                    faults.append(f"the client's user was told {signal} after {state.caller}")
                state = state._replace(caller=TOLD[signal])
            if signal in ("answered", "copy"):
                sent.append("ACK of 2xx")
        yield from self._sending(state._replace(client=outcome.after), sent, [], step, tuple(faults))

    def _after_server(self, state: Pair, outcome: Outcome, step: Step) -> Iterator[Move]:
        sent, faults = list(outcome.sent), list(outcome.faults)
        state = state._replace(server=outcome.after)
        if "cancel_answered" in outcome.signals:
            sent.append("200 CANCEL")
        if "cancelled" in outcome.signals and state.callee == "deciding":
            # Its user refuses at once, in the same macrostep (setup/incoming).
            refusal = self._server.step(outcome.after, "respond_failure", "487 INVITE")
            state = state._replace(server=refusal.after, callee="failed")
            sent += refusal.sent
            faults += refusal.faults
        yield from self._sending(state, [], sent, step, tuple(faults))

    def _sending(
        self, state: Pair, to_server: list[str], to_client: list[str], step: Step, faults: tuple[str, ...] = ()
    ) -> Iterator[Move]:
        must = step.kind in ("deliver", "copy")
        there = put(state.to_server, to_server, self._channel, self._limit, must=must)
        back = put(state.to_client, to_client, self._channel, self._limit, must=must)
        if there is None or back is None:
            return  # a full fifo: whoever sends waits
        obliged = step.kind == "command" and step.what in OBLIGED
        yield Move(step, state._replace(to_server=there, to_client=back), faults, obliged)


def pair_models(method: str, in_flight: int, classes: Classes | None = None) -> list[TransactionPair]:
    """The three ways in which a pair is explored: over UDP, over TCP, and over TCP when nobody gives up."""
    return [
        TransactionPair(method, in_flight=in_flight, classes=classes),
        TransactionPair(method, in_flight=in_flight, channel="fifo", classes=classes),
        TransactionPair(method, in_flight=in_flight, channel="fifo", patient=True, classes=classes),
    ]
