"""Lists of words that loading and layout go by: a file an idea, a word a line, where it is from at its top."""

from retrieval.vocabulary.lists import pairs, words

__all__ = ["pairs", "words"]
