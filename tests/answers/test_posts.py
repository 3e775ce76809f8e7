"""Who holds a post: names that are words too, two posts in a row, deputies that are no heads."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, answered

_COUNCIL = """# 区政府会议

11月5日,区长高峰主持召开区政府常务会议。副区长万里红汇报了工作。
"""
_LEADERS = """# 领导名单

区长:常青
副区长:成功
办公室主任:何时
"""
_NOTE = """# 信息

安静(局长)介绍了情况。
"""
_APPOINTED = """# 任免

马上任民政局局长,向前进任副局长。
"""
_TWO_POSTS = """# 会议

区委副书记、区长高峰主持会议并讲话。
"""
_COMMUNITY = """# 南岭开发区简讯

社区工作人员赶来,并在路上向社区党委书记袁明汇报。南岭开发区党工委副书记何立到场。
"""
_DEPUTY = """# 会议

副县长逯长江参加会议。
"""
_VISIT = """# 会议

镇党委书记郗志刚、镇长佘诗曼到村调研。
"""
_CHAIR = """# 会议

会议由市委常委、常务副市长明白主持。市长温馨出席。
"""
_REMOVED = """# 任免通知

任命马骁为县教育局局长;任命安心为县教育局副局长。免去刘洋县教育局局长职务。
"""
_CEREMONY = """# 简讯

市长江山、市委书记夏天出席仪式。副市长水清致辞。
"""
_TOUR = """# 调研

11月2日,县委书记欧阳明率队调研。县长司马红、副县长上官飞陪同。
"""
_COMPANY = """# 公司概况

董事长:万方
总经理:钱多多
法定代表人:万方
"""
_FLOODS = """# 防汛指挥部

总指挥由镇长方向担任,副总指挥由副镇长白雪担任。
"""
_SCHOOL = """# 学校

高兴(校长)介绍,学校现有学生800人。平安(副校长)分管后勤。
"""
_BUREAUS = """# 部门

县教育局局长田野、县卫健局局长常乐作了发言。
"""
_SPEECH = """# 会议

会上,局长向前进作了报告。主任和书记参加会议。
"""
_ELECTED = """# 换届

在县第十八届人民代表大会上,严肃当选为县长,金钱豹当选为副县长。
"""
_RIVERS = """# 河长制

清水河河长为高远,青龙河河长为时光。
"""


_ANSWERED = [
    (_COUNCIL, "区长是谁?", "高峰"),
    (_COUNCIL, "副区长是谁?", "万里红"),
    (_COUNCIL, "谁主持召开了会议?", "高峰"),
    (_LEADERS, "区长是谁?", "常青"),
    (_LEADERS, "副区长是谁?", "成功"),
    (_LEADERS, "办公室主任是谁?", "何时"),
    (_NOTE, "局长是谁?", "安静"),
    (_APPOINTED, "民政局局长是谁?", "马上"),
    (_APPOINTED, "民政局副局长是谁?", "向前进"),
    (_TWO_POSTS, "区长是谁?", "高峰"),
    (_TWO_POSTS, "区委副书记是谁?", "高峰"),
    (_TWO_POSTS, "高峰是什么职务?", "区委副书记、区长"),
    (_DEPUTY, "副县长是谁?", "逯长江"),
    (_VISIT, "镇长是谁?", "佘诗曼"),
    (_VISIT, "镇党委书记是谁?", "郗志刚"),
    (_CHAIR, "市长是谁?", "温馨"),
    (_CHAIR, "常务副市长是谁?", "明白"),
    (_CHAIR, "会议由谁主持?", "明白"),
    (_REMOVED, "县教育局局长是谁?", "马骁"),
    (_REMOVED, "县教育局副局长是谁?", "安心"),
    (_CEREMONY, "市长是谁?", "江山"),
    (_CEREMONY, "市委书记是谁?", "夏天"),
    (_CEREMONY, "副市长是谁?", "水清"),
    (_TOUR, "县委书记是谁?", "欧阳明"),
    (_TOUR, "县长是谁?", "司马红"),
    (_TOUR, "副县长是谁?", "上官飞"),
    (_COMPANY, "董事长是谁?", "万方"),
    (_COMPANY, "总经理是谁?", "钱多多"),
    (_FLOODS, "总指挥是谁?", "方向"),
    (_FLOODS, "镇长是谁?", "方向"),
    (_FLOODS, "副镇长是谁?", "白雪"),
    (_FLOODS, "副总指挥是谁?", "白雪"),
    (_SCHOOL, "校长是谁?", "高兴"),
    (_SCHOOL, "副校长是谁?", "平安"),
    (_BUREAUS, "教育局局长是谁?", "田野"),
    (_BUREAUS, "卫健局局长是谁?", "常乐"),
    (_SPEECH, "局长是谁?", "向前进"),
    (_ELECTED, "县长是谁?", "严肃"),
    (_ELECTED, "谁当选县长?", "严肃"),
    (_ELECTED, "副县长是谁?", "金钱豹"),
    (_RIVERS, "清水河河长是谁?", "高远"),
    (_RIVERS, "青龙河河长是谁?", "时光"),
    (_RIVERS, "谁是青龙河的河长?", "时光"),
]


@pytest.mark.parametrize(("text", "question", "wanted"), _ANSWERED)
def test_the_holder_of_a_post_is_named(over: Over, text: str, question: str, wanted: str):
    said = answered(over(case=text), question)

    assert [part for part in wanted.split() if part not in said] == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (_LEADERS, "局长是谁?"),
        (_NOTE, "副局长是谁?"),
        (_TWO_POSTS, "区委书记是谁?"),
        (_DEPUTY, "县长是谁?"),
        (_CEREMONY, "市委副书记是谁?"),
        (_COMPANY, "副总经理是谁?"),
        (_BUREAUS, "民政局局长是谁?"),
        (_SPEECH, "主任是谁?"),
        (_COMMUNITY, "南岭开发区书记是谁?"),  # of a smaller area, and a deputy
    ],
)
def test_what_it_does_not_say_is_not_answered(over: Over, text: str, question: str):
    assert answered(over(case=text), question) == ""
