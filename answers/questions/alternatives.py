"""What a question asks for one or the other of: 销售额或者利税分别是多少. All of it reads normalised text."""

from __future__ import annotations

from answers.questions.parts import Part
from answers.questions.pieces import Each
from answers.questions.understanding import Understanding
from answers.vocabulary import longest_first, vocabulary

_OR = longest_first(vocabulary("or-words"))


def either(each: Each, question: Understanding) -> tuple[Each, ...]:
    """Return the questions about each of the two indicators of which a question about one thing asks for either; none for one.

    One of the two has to be known for an indicator: 投资额或注册资本.
    """
    indicators = {term.text for term in question.of_part(Part.INDICATOR)}
    terms = [term.text for term in question.terms if len(term.text) > 1]
    for word in _OR:
        before, joined, behind = each.text.partition(word)
        last = next((one for one in terms if joined and before.endswith(one)), None)
        following = next((one for one in terms if joined and behind.startswith(one)), None)
        if last is not None and following is not None and not indicators.isdisjoint((last, following)):
            lead, tail = before.removesuffix(last), behind.removeprefix(following)
            return tuple(Each(f"{each.name}{one}", f"{lead}{one}{tail}") for one in (last, following))
    return ()
