"""How long an INVITE waits for its 180 and its 200, while others load the server.

    python tests/bench/latency_program.py PORT USER CALLS_PER_SECOND SECONDS

One call after the other on a clock; arrival is the system's own time stamp of the packet, not when Python got to it.
Prints one JSON object: p50, p99 and longest in ms, and how many calls were not answered.
"""

from __future__ import annotations

import json
import socket
import struct
import sys
import time

HOST = "127.0.0.1"
SO_TIMESTAMPNS = 35  # Linux; Python has no name for it
PATIENCE_S = 2.0
SDP = (
    f"v=0\r\no=- 1 1 IN IP4 {HOST}\r\ns=-\r\nc=IN IP4 {HOST}\r\nt=0 0\r\nm=audio 9 RTP/AVP 0 8 101\r\n"
    "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n"
)


class Caller:
    """One socket, one call at a time."""

    def __init__(self, port: int, user: str) -> None:
        self._server = (HOST, port)
        self._uri = f"sip:{user}@{HOST}:{port}"
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self._socket.settimeout(PATIENCE_S)
        self._socket.bind((HOST, 0))
        self._local = f"{HOST}:{self._socket.getsockname()[1]}"

    def request(self, method: str, call: int, number: int, uri: str, to_tag: str, body: str = "") -> bytes:
        """One request of call number `call`."""
        lines = [
            f"{method} {uri} SIP/2.0",
            f"Via: SIP/2.0/UDP {self._local};rport;branch=z9hG4bKlatency{call}{method}",
            "Max-Forwards: 70",
            f"From: <sip:latency@{self._local}>;tag=l{call}",
            f"To: <{self._uri}>{to_tag}",
            f"Call-ID: latency{call}@{self._local}",
            f"CSeq: {number} {method}",
            f"Contact: <sip:latency@{self._local}>",
            *(["Content-Type: application/sdp"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()

    def receive(self, call: int) -> tuple[float, str]:
        """The next response of this call, with the time of its arrival."""
        while True:
            data, ancillary, _, _ = self._socket.recvmsg(4096, 64)
            text = data.decode()
            if f"Call-ID: latency{call}@" in text:
                seconds, nanoseconds = struct.unpack("qq", ancillary[0][2])
                return seconds + nanoseconds / 1e9, text

    def call(self, number: int) -> tuple[float, float]:
        """A whole call; seconds until the 180 and until the 200. Raises TimeoutError."""
        invite = self.request("INVITE", number, 1, self._uri, "", SDP)
        started = time.time()
        self._socket.sendto(invite, self._server)
        rang = answered = 0.0
        text = ""
        while not answered:
            arrived, text = self.receive(number)
            if text.startswith("SIP/2.0 180"):
                rang = arrived - started
            elif text.startswith("SIP/2.0 200"):
                answered = arrived - started
        headers = dict(line.split(": ", 1) for line in text.partition("\r\n\r\n")[0].split("\r\n")[1:])
        tag = ";tag=" + headers["To"].partition(";tag=")[2]
        target = headers["Contact"].strip("<>")
        self._socket.sendto(self.request("ACK", number, 1, target, tag), self._server)
        self._socket.sendto(self.request("BYE", number, 2, target, tag), self._server)
        while "BYE" not in self.receive(number)[1]:
            pass
        return rang, answered


def main() -> None:
    port, user, rate, seconds = int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), float(sys.argv[4])
    caller = Caller(port, user)
    rang, answered, lost = [], [], 0
    start = time.monotonic()
    for number in range(int(rate * seconds)):
        time.sleep(max(0.0, start + number / rate - time.monotonic()))
        try:
            one, other = caller.call(number)
        except TimeoutError:
            lost += 1
            continue
        rang.append(one * 1000)
        answered.append(other * 1000)
    print(json.dumps({"rang": quantiles(rang), "answered": quantiles(answered), "lost": lost}))


def quantiles(values: list[float]) -> list[float]:
    """p50, p99 and the longest."""
    ordered = sorted(values)
    return [round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 3) for part in (0.5, 0.99, 1.0)]


if __name__ == "__main__":
    main()
