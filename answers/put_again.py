"""A question that nothing was found for, put again in the words of the passages near it."""

from __future__ import annotations

from collections.abc import Callable

from answers.questions.understanding import Understanding
from answers.types import Abstention, Answer

# Of questions on notices, regulations and office files put again, 10 got short answers of less: 4 right, 4 wrong, 2 to what is not said;
# of 25 answers of more 21 were right, 3 wrong, 1 to what is not said.
_LEAST = 0.5


def put_again(
    reply: Answer | Abstention,
    question: Understanding,
    near: Callable[..., str],
    understand: Callable[[str], Understanding],
    find: Callable[[Understanding], Answer | Abstention],
) -> Answer | Abstention:
    """Return a reply, or in the place of one that is not sure what is found for the question as `near` words it, if that is likely."""
    if isinstance(reply, Answer) and reply.is_sure:
        return reply
    is_related = isinstance(reply, Answer)
    worded = near(names_alone=is_related)
    if worded == question.text:
        return reply
    found = find(understand(worded))
    is_better = isinstance(found, Answer) and (found.is_sure or not is_related) and found.confidence >= _LEAST
    return found if is_better else reply
