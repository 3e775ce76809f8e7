"""What can go wrong with a question or a draft.

AnswersError
├── QuestionError      the question cannot be taken: empty, too long, not text
├── DraftError         the draft cannot be checked: empty, too long, not text, not Chinese
└── OutOfTimeError     answering took longer than whoever asked allows
"""

from __future__ import annotations


class AnswersError(Exception):
    """Anything that answering reports; the message names the thing and the remedy."""


class QuestionError(AnswersError):
    """A question that cannot be taken."""


class DraftError(AnswersError):
    """A draft that cannot be checked."""


class OutOfTimeError(AnswersError):
    """Answering took longer than it may."""
