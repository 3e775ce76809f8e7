"""Texts to blocks and a head: what is title, section, paragraph, table, note, and what the page around it."""
