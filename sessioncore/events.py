"""Typed public events: what happened, for whoever subscribed. They are made after the fact; the core reads none.

An event of a type that nobody subscribed to is not even built (invariant 11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from sessioncore.base.media import StreamStatistics
    from sessioncore.base.relay import RelayFigures


@attrs.frozen(kw_only=True)
class PublicEvent:
    """Base of all public events: the session's id ("" where none is concerned) and the time in seconds."""

    session: str
    at: float


@attrs.frozen(kw_only=True)
class SessionStateChanged(PublicEvent):
    """The session has entered `state` (a name of the chart `session/session`)."""

    state: str


@attrs.frozen(kw_only=True)
class IncomingCall(PublicEvent):
    """A peer calls; the application decides. The URIs are the peer's words: do not trust them.

    `replaces` is the session whose place the call takes once it is answered (RFC 3891), "" for none.
    """

    caller: str
    called: str
    call_id: str
    replaces: str = ""


@attrs.frozen(kw_only=True)
class CallFailed(PublicEvent):
    """The call never came up; `status` is the SIP status that says why."""

    status: int


@attrs.frozen(kw_only=True)
class CallReplaced(PublicEvent):
    """The call ends, since the session `by` has taken its place (RFC 3891)."""

    by: str


@attrs.frozen(kw_only=True)
class EndReason(PublicEvent):
    """Why the peer sent its BYE or CANCEL (`method`), in its own words (Reason, RFC 3326); one for each value.

    `protocol` is `SIP`, where `cause` is a status, `Q.850`, where it is a cause of ISUP, or another; `cause` None where
    the peer gives none. CANCEL with `SIP` 200 means that the call was answered elsewhere.
    """

    method: str
    protocol: str
    cause: int | None
    text: str


@attrs.frozen(kw_only=True)
class Authenticated(PublicEvent):
    """The caller at address `source` has proven to be `user`."""

    user: str
    source: str


@attrs.frozen(kw_only=True)
class AuthenticationRefused(PublicEvent):
    """Credentials from address `source` were no good. `claimed` is the name they gave, which proves nothing.

    `reason`: `wrong` (no such account, or another password), `stale` (nonce too old, or not ours), `replayed` (used
    before), `hasty` (too many at a time), `malformed`, or `unavailable` (the accounts could not be asked).
    """

    claimed: str
    source: str
    reason: str


@attrs.frozen(kw_only=True)
class AuthenticationChallenged(PublicEvent):
    """The caller at address `source` was asked for credentials (`status` 401 or 407)."""

    source: str
    status: int


@attrs.frozen(kw_only=True)
class ServerDisproven(PublicEvent):
    """Who answered our `method` with credentials has a wrong `rspauth`, so it does not know our secret (RFC 7616 3.5):
    somebody stands between us and the server, or the server is wrong. `source` is the address that we sent to.
    """

    source: str
    method: str


@attrs.frozen(kw_only=True)
class MessageReceived(PublicEvent):
    """An instant message came (RFC 3428), outside calls where `session` is that of no call. All of it is the peer's
    word: do not trust it.
    """

    sender: str
    recipient: str
    content_type: str
    content: bytes


@attrs.frozen(kw_only=True)
class Registered(PublicEvent):
    """Our registrar leads the user `user` to the URI `contact` for `interval` seconds, for the first time or again."""

    user: str
    contact: str
    interval: float


@attrs.frozen(kw_only=True)
class Unregistered(PublicEvent):
    """The user is not reached at `contact` any more. `reason`: `unregistered`, `replaced` or `flow failed`."""

    user: str
    contact: str
    reason: str


@attrs.frozen(kw_only=True)
class RegistrationExpired(PublicEvent):
    """The user did not register again at `contact` in time, and is not reached there any more."""

    user: str
    contact: str


@attrs.frozen(kw_only=True)
class RegistrationStateChanged(PublicEvent):
    """Our registration of `address` is now `registered`, `waiting` (it failed and is tried again) or `ended`; `status`
    is what the registrar said last. `session` is the registration's id.
    """

    address: str
    state: str
    status: int


@attrs.frozen(kw_only=True)
class TrunkUp(PublicEvent):
    """The peer `name` (`target`) is there: it answered our OPTIONS by `status` after `round_trip` seconds. `session` is
    the id of its watch.
    """

    name: str
    target: str
    status: int
    round_trip: float


@attrs.frozen(kw_only=True)
class TrunkDown(PublicEvent):
    """The peer `name` (`target`) is not there: our OPTIONS got no answer (408), did not arrive (503), or got 503."""

    name: str
    target: str
    status: int


@attrs.frozen(kw_only=True)
class InfoReceived(PublicEvent):
    """An INFO came in a call (RFC 6086): of an Info Package, or of none (""). All of it is the peer's word."""

    package: str
    content_type: str
    content: bytes


@attrs.frozen(kw_only=True)
class Notified(PublicEvent):
    """A NOTIFY of a subscription of ours (RFC 6665); `session` is the subscription's id. `state` is `active`, `pending`
    or `terminated`, then with a `reason`. All of it is the peer's word.
    """

    package: str
    state: str
    reason: str
    content_type: str
    content: bytes


@attrs.frozen(kw_only=True)
class SubscriptionEnded(PublicEvent):
    """A subscription of ours is over: `reason` is that of the last NOTIFY, `status` the last final response."""

    package: str
    reason: str
    status: int


@attrs.frozen(kw_only=True)
class SubscriberLeft(PublicEvent):
    """Somebody's subscription here is over; `session` is its id."""

    package: str
    subscriber: str


@attrs.frozen(kw_only=True)
class MediaStarted(PublicEvent):
    """The first packet of a stream came."""

    stream: str


@attrs.frozen(kw_only=True)
class MediaSilent(PublicEvent):
    """No packet came for `seconds` although media should flow."""

    stream: str
    seconds: float


@attrs.frozen(kw_only=True)
class MediaStopped(PublicEvent):
    """A stream was closed; `statistics` are its final ones."""

    stream: str
    statistics: StreamStatistics


@attrs.frozen(kw_only=True)
class MediaFailed(PublicEvent):
    """A stream cannot work, and why."""

    stream: str
    reason: str


@attrs.frozen(kw_only=True)
class MediaSecured(PublicEvent):
    """A stream is protected: `keying` is sdes or dtls, `suite` the crypto suite or protection profile."""

    stream: str
    keying: str
    suite: str


@attrs.frozen(kw_only=True)
class MediaTampered(PublicEvent):
    """So many packets of a protected stream were forged, damaged or repeated since this was last told."""

    stream: str
    packets: int


@attrs.frozen(kw_only=True)
class MediaRefused(PublicEvent):
    """An offer from address `source` was refused for the protection of its media: a security event.

    `reason`: `keys_in_clear` (keys that others could read), `keying` (no common way), `unprotected` (plain, where
    protection is required), or `downgrade` (a protected session should have become plain).
    """

    source: str
    reason: str


@attrs.frozen(kw_only=True)
class MediaReport(PublicEvent):
    """The figures of a stream so far, as often as was asked for."""

    stream: str
    statistics: StreamStatistics


@attrs.frozen(kw_only=True)
class MediaQualityChanged(PublicEvent):
    """A stream is now heard well, fairly or poorly (`quality`), by what happened since the last RTCP report.

    `loss` is 0 to 1, `jitter` and `round_trip` are in seconds, `mos` is the opinion score (1 to 4.5, ITU-T G.107).
    """

    stream: str
    quality: str
    loss: float
    jitter: float
    round_trip: float | None
    mos: float


@attrs.frozen(kw_only=True)
class MediaFinished(PublicEvent):
    """The file that was played has ended."""

    stream: str
    source: str


@attrs.frozen(kw_only=True)
class PlaybackStarted(PublicEvent):
    """An item of a playback (its number, see `Session.play`) is played from now on: its source, its place (from 0)."""

    stream: str
    playback: int
    source: str
    place: int


@attrs.frozen(kw_only=True)
class PlaybackFinished(PublicEvent):
    """A playback is over after so many seconds of sound; `reason` is "ended", "stopped" or "replaced"."""

    stream: str
    playback: int
    reason: str
    seconds: float


@attrs.frozen(kw_only=True)
class DigitReceived(PublicEvent):
    """The peer sent a digit for `seconds`, as `method` says: "rfc4733" (telephone event), "info" or "inband"."""

    digit: str
    seconds: float
    method: str


@attrs.frozen(kw_only=True)
class VoiceChanged(PublicEvent):
    """The peer begins to speak, or has ceased to (`speaking`); where the setting `voice_activity` asks for it."""

    stream: str
    speaking: bool


@attrs.frozen(kw_only=True)
class MediaRecorded(PublicEvent):
    """A recording has ended; `complete` is False where it had to."""

    stream: str
    path: str
    seconds: float
    complete: bool


@attrs.frozen(kw_only=True)
class MessageDropped(PublicEvent):
    """A datagram was not taken: `reason` is a short key such as `bad_content_length`, which is also counted."""

    reason: str


@attrs.frozen(kw_only=True)
class CellError(PublicEvent):
    """Something that must not happen did: a `never` decision was reached, an action failed, a receiver was missing."""

    what: str
    where: str


@attrs.frozen(kw_only=True)
class EventsLost(PublicEvent):
    """A slow reader missed `count` events."""

    count: int


@attrs.frozen(kw_only=True)
class RecoveryLost(PublicEvent):
    """The newest snapshot of the session could not be stored, and why: after a restart now the call would be gone, or
    be as it was before. The call itself goes on; the snapshot is tried again with the next one that is stored.
    """

    reason: str


@attrs.frozen(kw_only=True)
class JournalStopped(PublicEvent):
    """The journal cannot be written any more, and why; nothing that comes after can be replayed. Calls go on."""

    reason: str


@attrs.frozen(kw_only=True)
class RelayStopped(PublicEvent):
    """A relay was closed; `figures` are what was counted. The session is the side that spoke first."""

    figures: tuple[RelayFigures, ...]


@attrs.frozen(kw_only=True)
class RelayFailed(PublicEvent):
    """Media cannot be relayed, and why: the call ends, or a change of it is refused. The session is the caller's."""

    reason: str


@attrs.frozen(kw_only=True)
class RelaySilent(PublicEvent):
    """From this session nothing came for `seconds` on one m-line (from 0) that is relayed, although it should."""

    line: int
    seconds: float
