"""Provisions of laws by their numbers: what 第十三条 says, in which one something is laid down, how many there are."""

from __future__ import annotations
