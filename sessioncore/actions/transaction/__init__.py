"""Actions of the four transactions (RFC 3261 17, RFC 6026)."""
