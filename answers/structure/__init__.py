"""Answers that stand in a document's structure: in a table's cell, in a field, below a heading, in a list."""
