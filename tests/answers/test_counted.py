"""How many there are of what: a figure of another thing, or with another measure, is no answer."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, answered

_RIVERS = """# 河长制

全区设立河长制公示牌45块,巡河3200次。
"""
_SCHOOLS = """# 教育

全县改造学校操场12个,新增学位3600个。
"""
_HOSPITAL = """# 医院

医院新增床位120张,引进设备15台。
"""
_WASTE = """# 垃圾分类

全市建成垃圾分类宣传栏210块,投放分类垃圾桶5600只。志愿者服务队36支。
"""
_POLICE = """# 警务

全区设民警工作站18个,安装监控3000个。现有民警460名。
"""
_CARE = """# 养老

建成养老床位1200张,养老护理员培训15期。
"""
_FARMS = """# 农业

全县有合作社320家、家庭农场450家,带动农户2.1万户。
"""
_BOOKS = """# 图书

图书馆藏书楼3座,图书管理系统2套。
"""


_ANSWERED = [
    (_RIVERS, "公示牌有多少块?", "45块"),
    (_SCHOOLS, "新增学位多少个?", "3600个"),
    (_HOSPITAL, "床位新增多少张?", "120张"),
    (_WASTE, "垃圾桶有多少只?", "5600只"),
    (_WASTE, "宣传栏有多少块?", "210块"),
    (_WASTE, "志愿者服务队有几支?", "36支"),
    (_POLICE, "民警有多少名?", "460名"),
    (_POLICE, "监控安装了多少个?", "3000个"),
    (_POLICE, "工作站有几个?", "18个"),
    (_CARE, "养老床位有多少张?", "1200张"),
    (_CARE, "培训了多少期?", "15期"),
    (_FARMS, "合作社有多少家?", "320家"),
    (_FARMS, "家庭农场有多少个?", "450家"),
    (_FARMS, "带动农户多少户?", "2.1万户"),
    (_BOOKS, "藏书楼有几座?", "3座"),
]


@pytest.mark.parametrize(("text", "question", "wanted"), _ANSWERED)
def test_what_is_counted_is_answered(over: Over, text: str, question: str, wanted: str):
    said = answered(over(case=text), question)

    assert [part for part in wanted.split() if part not in said] == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (_RIVERS, "河长有多少名?"),
        (_RIVERS, "河长有几个?"),
        (_SCHOOLS, "学校有多少所?"),
        (_SCHOOLS, "教师有多少人?"),
        (_HOSPITAL, "医院有多少家?"),
        (_HOSPITAL, "医生有多少名?"),
        (_WASTE, "志愿者有多少名?"),
        (_CARE, "养老护理员有多少人?"),
        (_BOOKS, "图书有多少册?"),
    ],
)
def test_what_it_does_not_say_is_not_answered(over: Over, text: str, question: str):
    assert answered(over(case=text), question) == ""


def test_a_figure_that_nothing_asked_about_stands_before_ends_in_a_reply(over: Over):
    assert answered(over(case="# 通告\n\n截至目前,12家已复工,学校见附件。\n"), "复工的学校有多少家?") in (
        "",
        "12家",
    )
