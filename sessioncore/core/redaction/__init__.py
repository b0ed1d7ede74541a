"""Journals without secrets and identities, which can still be replayed."""

from sessioncore.core.redaction.journal import Redaction, redact

__all__ = ["Redaction", "redact"]
