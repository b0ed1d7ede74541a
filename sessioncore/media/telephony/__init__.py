"""What sound means to a telephone: digits, tones, whether somebody speaks (RFC 4733)."""
