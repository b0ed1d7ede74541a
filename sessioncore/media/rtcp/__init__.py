"""RTCP, and what it tells of a stream: reports, losses, quality (RFC 3550, RFC 3611)."""
