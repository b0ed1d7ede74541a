"""What embedders import: calls, their events and their media, on asyncio.

async with SessionManager(listen="udp:127.0.0.1:5060") as manager:
    session = await manager.call("sip:echo@192.0.2.1", source="tone:440")
"""

from __future__ import annotations

from sessioncore.api.accounts import Account, Accounts, CredentialStore
from sessioncore.api.audio import AudioFrame, AudioStream
from sessioncore.api.codecs import Codecs
from sessioncore.api.dialog_information import DialogNotifier
from sessioncore.api.gatekeeper import Gatekeeper
from sessioncore.api.manager import SessionManager
from sessioncore.api.media import MediaConfig, MediaManager, MediaStatus, extract_media_config
from sessioncore.api.mixing import Mix, MixMember
from sessioncore.api.playing import Playback
from sessioncore.api.recording import Recording
from sessioncore.api.registering import Location, Registration, RegistrationState, SipAccount
from sessioncore.api.relaying import RelayOptions
from sessioncore.api.requests import IncomingInfo, IncomingMessage, RequestAnswer
from sessioncore.api.rtp_relay import RtpRelay
from sessioncore.api.session import Session
from sessioncore.api.state import SessionState
from sessioncore.api.subscriptions import EventStream
from sessioncore.api.trunks import Trunk, TrunkStatus
from sessioncore.api.wallet import Credentials
from sessioncore.api.watching import Notifier, Subscription, SubscriptionRequest
from sessioncore.base.connectivity import IceServers
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.protecting import MediaSecurity
from sessioncore.core.wiring import CallWiring
from sessioncore.io.dns import DnsOptions
from sessioncore.io.sqlite_store import SqliteStore
from sessioncore.io.store import FileStore
from sessioncore.io.tls import TlsFiles
from sessioncore.wire.dialog_info import DialogInfo, DialogTable
from sessioncore.wire.sip.reason import ANSWERED_ELSEWHERE, Reason
from sessioncore.wire.sip.replaces import Replaces

__all__ = [
    "ANSWERED_ELSEWHERE",
    "Account",
    "Accounts",
    "AnsweringRule",
    "AnsweringTable",
    "AudioFrame",
    "AudioStream",
    "CallWiring",
    "Codecs",
    "CredentialStore",
    "Credentials",
    "DialogInfo",
    "DialogNotifier",
    "DialogTable",
    "DnsOptions",
    "EventStream",
    "FileStore",
    "Gatekeeper",
    "IceServers",
    "IncomingInfo",
    "IncomingMessage",
    "Location",
    "MediaConfig",
    "MediaManager",
    "MediaSecurity",
    "MediaStatus",
    "Mix",
    "MixMember",
    "Notifier",
    "Playback",
    "Reason",
    "Recording",
    "Registration",
    "RegistrationState",
    "RelayOptions",
    "Replaces",
    "RequestAnswer",
    "RtpRelay",
    "Session",
    "SessionManager",
    "SessionState",
    "SipAccount",
    "SqliteStore",
    "Subscription",
    "SubscriptionRequest",
    "TlsFiles",
    "Trunk",
    "TrunkStatus",
    "extract_media_config",
]
