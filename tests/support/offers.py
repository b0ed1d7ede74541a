"""An oracle for offer/answer that knows nothing of our code: it reads the messages of one side as octets.

It keeps what RFC 3264 section 4 and RFC 3261 sections 13 and 14 ask of a peer, whatever charts may think: one offer
open at a time, one final answer to an INVITE, repeats that are repeats, an ACK for every 2xx. And what RFC 3262 asks:
one reliable provisional response after the other, no 2xx while one that carries a description is not acknowledged, and
no description after the one that settled the first offer.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class Sip:
    """The few fields the oracle needs, cut out of a message by hand."""

    first: str
    method: str
    number: int
    status: int
    call_id: str
    branch: str
    to_tag: str
    body: str
    rseq: int
    rack: str

    @property
    def sdp(self) -> bool:
        return self.body.startswith("v=0")

    @classmethod
    def of(cls, data: bytes) -> Sip:
        head, _, body = data.decode("latin-1").partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        fields: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(":")
            fields.setdefault(name.strip().lower(), value.strip())
        number, method = fields["cseq"].split()
        status = int(first.split()[1]) if first.startswith("SIP/2.0 ") else 0
        branch = fields["via"].partition("branch=")[2].partition(";")[0]
        to_tag = fields["to"].rpartition(">")[2].partition("tag=")[2].partition(";")[0]
        rseq, rack = int(fields.get("rseq", "0")), fields.get("rack", "")
        return cls(first, method, int(number), status, fields["call-id"], branch, to_tag, body, rseq, rack)

    @property
    def dialog(self) -> tuple[str, str]:
        """Which early dialog of an INVITE a response belongs to."""
        return self.branch, self.to_tag

    @property
    def request(self) -> str:
        """The method of a request, "" for a response."""
        return "" if self.status else self.first.partition(" ")[0]


@attrs.define
class OfferTracker:
    """One side's offers, by Call-ID. `faults` lists what must not happen."""

    name: str
    connections_break: bool = False
    """An ACK may leave later than at once: it waits for the connection that is opened anew."""
    asks: bool = False
    """A re-INVITE may have no offer, and its ACK waits for the answer."""
    faults: list[str] = attrs.field(factory=list)
    _own: dict[str, Sip] = attrs.field(factory=dict)
    _theirs: dict[str, dict[str, Sip]] = attrs.field(factory=dict)
    _sent: dict[tuple[str, str, str], bytes] = attrs.field(factory=dict)
    _finals: dict[str, tuple[int, bytes]] = attrs.field(factory=dict)
    _received: set[str] = attrs.field(factory=set)
    _ended: set[tuple[str, str]] = attrs.field(factory=set)
    _late: set[str] = attrs.field(factory=set)
    _over: set[str] = attrs.field(factory=set)
    _shown: dict[tuple[str, str], str] = attrs.field(factory=dict)
    _reliable: dict[str, Sip] = attrs.field(factory=dict)
    _unacknowledged: dict[str, Sip] = attrs.field(factory=dict)
    _early: set[tuple[str, str]] = attrs.field(factory=set)
    _heard: dict[tuple[str, str], tuple[str, str]] = attrs.field(factory=dict)
    """The dialogs of reliable responses that were heard, by Call-ID and RAck: a PRACK may wait for its answer."""
    _updates: set[str] = attrs.field(factory=set)
    """Branches of UPDATEs of ours with an offer whose final response has not come."""
    finals_sent: list[int] = attrs.field(factory=list)
    """Status of every final response to an INVITE that began a dialog, once each."""
    answered: bool = False
    """A 2xx to an INVITE came."""

    def settled(self) -> bool:
        """No offer is open on this side."""
        return not self._own and not self._updates and not any(self._theirs.values())

    def sent(self, data: bytes, at: float) -> None:
        """This side sent a message."""
        sip = Sip.of(data)
        if sip.request:
            self._sent_request(sip, data, at)
        elif sip.method == "INVITE" and sip.status >= 200:
            self._sent_final(sip, data, at)
        elif sip.method == "INVITE" and sip.rseq:
            self._sent_reliably(sip, at)
        elif sip.method == "INVITE" and sip.sdp:
            shown = self._shown.setdefault(sip.dialog, sip.body)
            if shown != sip.body:
                self._fault(at, f"{sip.status} to INVITE {sip.number} shows another answer than before")

    def _sent_request(self, sip: Sip, data: bytes, at: float) -> None:
        key = sip.request, sip.branch, sip.call_id
        if key in self._sent:
            if self._sent[key] != data:
                self._fault(at, f"{sip.request} {sip.number} was sent again with other octets")
            return
        self._sent[key] = data
        if sip.request == "PRACK" and sip.sdp and (heard := self._heard.get((sip.call_id, sip.rack))):
            self._early.add(heard)
        if sip.request == "BYE":
            self._over.add(sip.call_id)
        if sip.request == "UPDATE" and sip.sdp:
            self._updates.add(sip.branch)
        if sip.request != "INVITE":
            return
        if self._own.get(sip.call_id):
            self._fault(at, f"INVITE {sip.number} left while our offer {self._own[sip.call_id].number} was open")
        if self._theirs.get(sip.call_id):
            self._fault(at, f"INVITE {sip.number} left while the peer's offer was open")
        if sip.sdp:
            self._own[sip.call_id] = sip
        elif sip.to_tag and not self.asks:
            self._fault(at, f"re-INVITE {sip.number} has no offer")
        else:
            self._late.add(sip.branch)

    def _sent_reliably(self, sip: Sip, at: float) -> None:
        before = self._reliable.get(sip.branch)
        if before == sip:
            return  # once more
        if sip.branch in self._unacknowledged:
            self._fault(at, f"{sip.status} {sip.rseq} left while the one before was not acknowledged")
        if before is not None and sip.rseq != before.rseq + 1:
            self._fault(at, f"{sip.status} {sip.rseq} follows {before.rseq}")
        if sip.status == 100:
            self._fault(at, "a reliable 100")
        self._reliable[sip.branch] = self._unacknowledged[sip.branch] = sip
        invite = self._theirs.get(sip.call_id, {}).get(sip.branch)
        if not sip.sdp:
            if sip.dialog not in self._early and invite is not None and not invite.sdp:
                self._fault(at, "the first reliable response to an INVITE without an offer has none")
            return
        if sip.dialog in self._early:
            self._fault(at, f"{sip.status} {sip.rseq} carries one more description")
        self._early.add(sip.dialog)
        if invite is not None and not invite.sdp:
            self._own[sip.call_id] = sip

    def _sent_final(self, sip: Sip, data: bytes, at: float) -> None:
        before = self._finals.get(sip.branch)
        if before is not None:
            if before != (sip.status, data):
                self._fault(at, f"INVITE {sip.number} got a second final answer: {before[0]}, then {sip.status}")
            return
        self._finals[sip.branch] = (sip.status, data)
        offered = self._theirs.get(sip.call_id, {}).pop(sip.branch, None)
        if offered is not None and not offered.to_tag:
            self.finals_sent.append(sip.status)
        waiting = self._unacknowledged.pop(sip.branch, None)
        if sip.status >= 300 and self._own.get(sip.call_id) == waiting:
            self._own.pop(sip.call_id, None)
        if sip.status < 300:
            if waiting is not None and waiting.sdp:
                self._fault(at, f"the 2xx to INVITE {sip.number} left while a description was not acknowledged")
            if sip.call_id in self._own:
                self._fault(at, f"an answer to INVITE {sip.number} left while our own offer was open")
            if sip.dialog in self._early:
                if sip.sdp:
                    self._fault(at, f"the 2xx to INVITE {sip.number} has a description after the answer")
                return
            if not sip.sdp:
                self._fault(at, f"the 2xx to INVITE {sip.number} has no session description")
            if self._shown.get(sip.dialog, sip.body) != sip.body:
                self._fault(at, f"the 2xx to INVITE {sip.number} has another answer than the 183 before")
            if offered is not None and not offered.sdp:
                self._own[sip.call_id] = sip

    def received(self, data: bytes, sent: list[bytes], at: float, *, taken: bool = True) -> None:
        """This side got a message and sent these in return, at once. `taken` False: it belonged to nothing any more."""
        sip = Sip.of(data)
        if sip.request == "INVITE":
            if sip.branch not in self._received:
                self._received.add(sip.branch)
                self._theirs.setdefault(sip.call_id, {})[sip.branch] = sip
        elif sip.request == "ACK":
            own = self._own.get(sip.call_id)
            if own is not None and own.status and own.number == sip.number:
                del self._own[sip.call_id]
        elif sip.request == "PRACK":
            self._acknowledged(sip)
        elif sip.request == "BYE":
            self._over.add(sip.call_id)
        elif sip.status >= 200 and sip.method == "UPDATE":
            self._updates.discard(sip.branch)
        elif sip.rseq and sip.method == "INVITE" and sip.status < 200:
            self._heard_reliably(sip, sent, at)
        elif sip.status >= 200 and sip.method == "INVITE":
            own = self._own.get(sip.call_id)
            if own is not None and own.branch == sip.branch:
                del self._own[sip.call_id]
            self.answered = self.answered or sip.status < 300
            if taken:
                self._acknowledges(sip, sent, at)

    def _acknowledged(self, prack: Sip) -> None:
        for branch, sip in list(self._unacknowledged.items()):
            if sip.call_id == prack.call_id and prack.rack == f"{sip.rseq} {sip.number} INVITE":
                del self._unacknowledged[branch]
                if self._own.get(sip.call_id) == sip:
                    del self._own[sip.call_id]

    def _heard_reliably(self, sip: Sip, sent: list[bytes], at: float) -> None:
        """What a PRACK answers at once settles the first exchange; without one the response was not in order, or the
        answer is waited for.
        """
        if self.asks and sip.sdp:
            self._heard[sip.call_id, f"{sip.rseq} {sip.number} INVITE"] = sip.dialog
        for data in sent:
            prack = Sip.of(data)
            if prack.request != "PRACK" or prack.rack != f"{sip.rseq} {sip.number} INVITE":
                continue
            if prack.to_tag != sip.to_tag:
                self._fault(at, f"the PRACK for {sip.rseq} goes to another dialog")
            if prack.sdp != (sip.sdp and sip.branch in self._late and sip.dialog not in self._early):
                self._fault(at, f"the PRACK for {sip.rseq} has an answer where none is due, or none")
            own = self._own.get(sip.call_id)
            if sip.sdp and own is not None and own.branch == sip.branch:
                del self._own[sip.call_id]
            if sip.sdp:
                self._early.add(sip.dialog)

    def _acknowledges(self, sip: Sip, sent: list[bytes], at: float) -> None:
        for data in sent:
            ack = Sip.of(data)
            if ack.request == "ACK" and ack.number == sip.number and ack.to_tag == sip.to_tag:
                if (ack.branch == sip.branch) == (sip.status < 300):
                    self._fault(at, f"the ACK for {sip.status} has the wrong branch")
                if any(Sip.of(other).request == "BYE" for other in sent):
                    self._ended.add((sip.call_id, sip.to_tag))
                due = sip.branch in self._late and sip.dialog not in self._early
                ending = (sip.call_id, sip.to_tag) in self._ended  # a copy of the 2xx gets the same ACK alone
                ending = ending or (self.asks and sip.call_id in self._over)  # nobody answers any more
                if sip.status < 300 and due != ack.sdp and not ending:
                    self._fault(at, f"the ACK of INVITE {sip.number} has an answer where none is due, or none")
                return
        if not self.connections_break and not (sip.branch in self._late and self.asks):
            self._fault(at, f"{sip.status} to INVITE {sip.number} got no ACK")

    def connection_lost(self) -> None:
        """What waited for an answer over a connection has failed with it."""
        self._own.clear()
        self._updates.clear()

    def refused(self, data: bytes) -> None:
        """A message of this side never left the host: an offer in it is no longer open."""
        sip = Sip.of(data)
        self._updates.discard(sip.branch)
        own = self._own.get(sip.call_id)
        if own is not None and own.branch == sip.branch:
            del self._own[sip.call_id]

    def _fault(self, at: float, what: str) -> None:
        self.faults.append(f"{self.name} at {at:.3f} s: {what}")
