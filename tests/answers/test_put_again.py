"""A question that nothing was found for is put again with what papers write for words of talk, said elsewhere or not."""

from __future__ import annotations

import pytest

from answers.lexicon import names_of_indicators, spoken
from answers.types import Answer
from retrieval.normalise import normalise
from tests.answers.conftest import Over, refused, short

_RULES = """# 白河市特许经营管理规定

特许人从事特许经营活动应当拥有至少2个直营店,并且经营时间超过1年。特许人应当自首次订立特许经营合同之日起15日内向商务主管部门备案。

# 白河市婚育服务规定

孕妇初产时超过35周岁的,医师应当进行产前诊断。
"""
# Says the everyday word in another matter, so that it is not put otherwise at first.
_ELSEWHERE = """# 白河市简报

两家奶茶店加盟连锁品牌后开业,市民王女士生下头胎。
"""


@pytest.mark.parametrize("others", [{}, {"b": _ELSEWHERE}])
def test_what_papers_write_for_the_words_of_talk_is_found(over: Over, others: dict[str, str]):
    reply = over(a=_RULES, **others).reply("想放加盟,签完头一份加盟合同几日内要备案?")
    assert isinstance(reply, Answer), reply
    assert short(reply) == "15日"


def test_it_is_explained_as_it_was_put(over: Over):
    (explained,) = over(a=_RULES).explain("想放加盟,签完头一份加盟合同几日内要备案?")
    assert "特许经营" in explained.understanding.text


def test_what_is_asked_of_something_else_is_not_found_so(over: Over):
    assert refused(over(a=_RULES).reply("白河市火葬场的停尸费一天收多少钱?"))


def test_the_words_of_talk_are_written_as_texts_are_read():
    """They are looked up in normalised questions, and no word stands for itself."""
    for word, meant in spoken().items():
        assert all(normalise(one).text == one for one in (word, *meant)), word
        assert word not in meant


_BULLETIN = """# 白河市2022年统计公报

年末金融机构本外币各项存款余额531.4亿元,比上年末增长11.3%。全年货物贸易进出口总值67亿元,增长34.9%。其中,出口值50.8亿元,增长38.7%。移动电话用户46.9万户。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("白河2022年出口额是多少?", "50.8亿元"),
        ("白河2022年金融机构存款余额多少?", "531.4亿元"),
    ],
)
def test_an_indicator_is_found_by_another_of_its_names(over: Over, question: str, answer: str):
    """出口总值 is none of 进出口总值."""
    assert short(over(bulletin=_BULLETIN).reply(question)) == answer


def test_a_name_is_of_one_indicator():
    """Names are looked up in normalised questions; one that stood in two groups would have the figures of both."""
    for name, others in names_of_indicators().items():
        assert normalise(name).text == name
        assert name not in others
        assert all(name in names_of_indicators()[other] for other in others)
