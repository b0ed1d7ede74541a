"""Media that nobody else hears: SRTP, its keys, and what stands before them (RFC 3711, RFC 5764)."""
