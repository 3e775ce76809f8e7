"""Replies as text: plain, Telegram markup, JSON records."""
