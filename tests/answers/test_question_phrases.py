from __future__ import annotations

import pytest

from answers.questions.kinds import question_phrases
from retrieval.normalise import normalise

_CASES = """
复工率是多少?                是多少
立长山卡口是哪天设立的?        是哪天
排查了多少辆车               多少
建设期多久                  多久
分会场设在哪里               哪里
抓好哪四个方面的工作          哪四个
首个落户的是哪个项目          是哪个
区长是谁                    是谁
由谁主持                    由谁
为什么没有扩散               为什么
会议由谁主持?哪天开的?        由谁 哪天
体溫多少度要報告              多少
是不是视频会议               是不是
规上企业全部复工了吗?         吗
任何企业都要自查
几乎全部复工
什么时候签约                 什么时候
如何申请                    如何
""".strip().splitlines()


@pytest.mark.parametrize("line", _CASES)
def test_what_only_asks_is_found(line: str):
    question, *wanted = line.split()
    text = normalise(question).text

    assert [span.of(text) for span in question_phrases(text)] == wanted
