"""Spans that may answer: figures, dates, names, lists, sentences."""
