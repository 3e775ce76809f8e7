"""Who did something is told by the sentence before, where the one that tells it begins with 他们 or 她."""

from __future__ import annotations

from answers.answerer import Answerer
from answers.types import Answer
from tests.answers.conftest import Over

_STREET = (
    "# 青河街道的一夜\n\n周玉兰突然发病\uff0c家人拨通了网格员孟庆华的电话。接到电话的孟庆华马上赶来\uff0c并在路上向社区书记陶文斌汇报。"
    "他们赶到周家\uff0c用私家车把老人送往白石医院急救。\n\n医生何静接诊后连夜手术。她第二天凌晨把自己的棉衣送到了病房。\n"
)


def _who(answerer: Answerer, question: str) -> str | None:
    reply = answerer.reply(question)
    assert isinstance(reply, Answer)
    return reply.answer


def test_they_are_the_people_of_the_sentence_before(over: Over):
    reply = over(street=_STREET).reply("是谁用私家车把周玉兰送往白石医院的\uff1f")

    assert isinstance(reply, Answer)
    assert reply.answer == "孟庆华、陶文斌"
    assert any("孟庆华马上赶来" in one.quote.text for one in reply.citations)


def test_she_is_the_one_person_of_the_sentence_before(over: Over):
    assert _who(over(street=_STREET), "第二天凌晨是谁把棉衣送到了病房\uff1f") == "何静"


def test_one_of_several_is_not_told(over: Over):
    text = _STREET.replace("他们赶到", "他赶到")

    assert _who(over(street=text), "是谁用私家车把周玉兰送往白石医院的\uff1f") not in (
        "孟庆华",
        "孟庆华、陶文斌",
    )
