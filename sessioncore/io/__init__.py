"""Sockets, threads, files and the real clock."""
