"""Actions of the dialog and of the session inside it."""
