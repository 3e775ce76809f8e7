from __future__ import annotations

import pytest

from tests.answers.conftest import Over, refused, shown

_BRIEF = """---
title: 湖岸新区:企业座谈会
---
湖岸新区管委会主任周文斌说:“企业有难处,政府就要上门。”座谈会3月9日举行。

宏图电机总经理段立新表示,订单已经排到年底,眼下最缺的是熟练工人。“房租减了三个月,压力小多了。”小店店主汪洁说。

段立新认为,绿色通道解决了运输难题。
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("周文斌怎么说?", "企业有难处,政府就要上门"),
        ("段立新怎么说订单?", "订单已经排到年底"),
        ("汪洁怎么评价减租?", "房租减了三个月,压力小多了"),
        ("段立新怎么看绿色通道?", "绿色通道解决了运输难题"),
        ("湖岸新区管委会主任说了什么?", "企业有难处,政府就要上门"),
    ],
)
def test_what_somebody_said(over: Over, question: str, said: str):
    assert said in shown(over(huan=_BRIEF).reply(question))


@pytest.mark.parametrize(
    ("question", "not_said"),
    [("周文斌怎么说?", "房租减了"), ("汪洁怎么说?", "订单"), ("段立新怎么评价绿色通道?", "房租减了")],
)
def test_nobody_is_given_the_words_of_another(over: Over, question: str, not_said: str):
    assert not_said not in shown(over(huan=_BRIEF).reply(question)).split("\n")[0]


@pytest.mark.parametrize("question", ["何晓梅怎么说?", "周文斌怎么评价房价?", "段立新怎么看待空气质量?"])
def test_words_that_nobody_said_are_refused(over: Over, question: str):
    refused(over(huan=_BRIEF).reply(question))
