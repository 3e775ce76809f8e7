"""Who does something, where papers name no person: 经X批准, 由X颁发, 报X备案, X牵头."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, short

_PORT = """# 保税区货物监管办法

第一条 区内企业把模具运往区外加工的\uff0c应当经保税区主管海关关长批准\uff0c由接受委托的企业缴纳保证金\u3002

第二条 车辆通行证由保税区管理委员会统一发放\uff0c任何人不得转借\u3002

第三条 使用国际联网系统的单位\uff0c应当报省级以上人民政府公安机关备案\u3002

第四条 推广不见面办理\uff0c提高通关效率(市商务局牵头\uff0c各部门配合)\u3002

第五条 仓储中发现的化石和文物\uff0c归国家所有\u3002
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("保税区的企业想把模具送到区外加工\uff0c得谁点头\uff1f", "保税区主管海关关长"),
        ("保税区的车辆通行证找谁发\uff1f", "保税区管理委员会"),
        ("国际联网系统的单位要报哪级公安机关备案\uff1f", "省级以上人民政府公安机关"),
        ("不见面办理这件事谁牵头\uff1f", "市商务局"),
    ],
)
def test_who_does_something_is_the_body_that_the_deed_is_said_of(over: Over, question: str, answer: str):
    assert short(over(port=_PORT).reply(question)) == answer
