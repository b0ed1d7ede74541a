"""Bytes to values and back: SIP, SDP, RTP. Pure functions over values; no I/O, no clock, no state."""
