"""Sound made, read, played, heard, mixed and recorded."""
