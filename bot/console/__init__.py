"""Conversations at a terminal or in a pipe."""
