"""Values and vocabulary that every layer stands on."""
