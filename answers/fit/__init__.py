"""Fitting what chooses answers, offline: trees over the candidates and sentences of questions with known answers."""
