"""Small talk: told from questions in all the forms that people type it in; nothing that asks is swallowed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.questions.small_talk import SmallTalk, small_talk, without_small_talk
from tests.answers.conftest import Ask, short
from tests.evaluation.gold import GOLD
from tests.timing import takes_at_most

COMMA, QUESTION, EXCLAMATION, SLASH, SPACE = "\uff0c", "\uff1f", "\uff01", "\uff0f", "\u3000"

FORMS = {
    SmallTalk.GREETING: """你好 您好 你好啊 你好呀 您好哈 嗨 哈喽 hello Hi HI hiiii hihi hey 早上好 下午好啊 早 大家好 领导好
        你好机器人 ＨＥＬＬＯ good_morning 👋 有据 你\u200b好 你好你好 妳好""",
    SmallTalk.THANKS: """谢谢 謝謝 谢谢谢谢 谢谢啦 谢谢你 谢谢您 多谢 多謝 感谢 辛苦了 辛苦啦 辛苦您了 麻烦您了 谢谢老师 thanks THX
        thank_you Thank_You_Very_Much 3q 🙏 🙏🏻🙏🏻 谢谢您的帮助 非常感谢 thankssss""",
    SmallTalk.ACKNOWLEDGEMENT: "好 好的 好滴 好的好的 收到 收到收到 ok OK okok okkk ＯＫ 嗯 嗯嗯 嗯嗯嗯 明白 明白了 知道了 行 可以 对的 不用了 没事了 是的呢 👌",
    SmallTalk.GOODBYE: "再见 再見 拜拜 拜拜啦 bye byebye goodbye 明天见 晚安 88",
    SmallTalk.ABOUT: "你是谁 您是谁 你是誰 你是谁呀 你是啥 你能做什么 您能做什么 你能做啥 你会什么 你能干什么 你叫什么名字 你是机器人吗 介绍一下你自己 who_are_you what_can_you_do",
    SmallTalk.HELP: "帮助 幫助 怎么用 咋用 怎麼用 如何使用 使用说明 help HELP Ｈｅｌｐ help_me /help /帮助",
    SmallTalk.EXIT: "退出 exit Exit quit QUIT q :q exit() 退出程序 /退出 /exit",
    SmallTalk.PRESENCE: "在吗 在嗎 在吗在吗 在不在 有人吗 在吗老师 还在吗 在么 are_you_there",
    SmallTalk.TEST: "测试1 test123 123456 测试 測試 测试测试 测试一下 test TEST testing ping",
    SmallTalk.COMPLAINT: "不对 不對 不对吧 错了 答错了 不是的 👎 wrong",
    SmallTalk.PRAISE: "不错 真棒 厉害 太好了 666 👍 👍🏽 赞 赞赞赞 nice",
    SmallTalk.NUMBER: "1 2 12 100 １ ① 一 三 1. 1、 (1) 8888 1,3",
    SmallTalk.NOTHING: "? ！ 。。。 …… ??? 😀 😀😀 ❓ a Z 啊 哈哈哈 请问 我有个问题 --",
}
CASES = [(form.replace("_", " "), kind) for kind, forms in FORMS.items() for form in forms.split()]


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_small_talk_is_known_by_its_kind(text: str, kind: SmallTalk):
    assert small_talk(text) is kind


@pytest.mark.parametrize(
    "text", ["你好", "谢谢", "好的", "再见", "hello", "exit", "帮助", "退出", "你是谁", "在吗"]
)
def test_marks_and_blanks_around_it_do_not_count(text: str):
    for tail in ("!", EXCLAMATION, "~", "\uff5e", "\u3002", "...", "\u2026\u2026", " ", "\n", SPACE, "😊"):
        assert small_talk(text + tail) is small_talk(text) is not None
        assert small_talk(tail + text) is small_talk(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"好的{COMMA}谢谢", SmallTalk.THANKS),
        ("好的,谢谢", SmallTalk.THANKS),
        (f"谢谢{COMMA}再见{EXCLAMATION}", SmallTalk.GOODBYE),
        (f"你好啊{SPACE}有据", SmallTalk.GREETING),
        (f"你好{COMMA}你是谁{QUESTION}", SmallTalk.ABOUT),
        ("hi, 在吗", SmallTalk.PRESENCE),
        (f"{SLASH}help", SmallTalk.HELP),
        (f"{SLASH}帮助", SmallTalk.HELP),
        (f"{SLASH}退出", SmallTalk.EXIT),
        (f"你好{COMMA}请问怎么用{QUESTION}", SmallTalk.HELP),
        (f"嗯嗯{COMMA}知道了{COMMA}辛苦啦", SmallTalk.THANKS),
        ("1" + SPACE + "2", SmallTalk.NUMBER),
    ],
)
def test_several_in_one_text_come_to_the_weightiest(text: str, kind: SmallTalk):
    assert small_talk(text) is kind


@pytest.mark.parametrize(
    "text",
    """复工率 昆山 滨江 王强 返岗 蓝卡 机器人 老师 领导 测试机器人 机器人测试 帮助企业 帮助老师 感谢信 早班 谢家集区 行政 好评率 对口支援 在岗率
    是谁 是多少 什么 多少 为什么 哪天 对吗 好吗 那昆山呢 第一个 第1个 呢帽 有用功 了解情况 再见面 hello_world QQ helpdesk 5G AI GDP 3D 1号 2月
    2月20日 91.9% 91.9 ９１．９％ 7800 7800家 2020 12345热线 1.5 ¥100 3亿元 1/4 一季度 三个 你好李焕英 退出机制 退出企业 怎么用工 测试费用
    帮助什么 谢谢谁 好在哪 不用工 没有复工 没事故 不对称 错了多少 不是重点 没用工 12345 12345热线 用法律 请帮助企业 知道多少 懂行 是不是 滴滴 C++ C# 拜恩 行了吗 可以复工吗 走了多少人 开始复工 开始日期""".split(),
)
def test_what_asks_is_no_small_talk(text: str):
    assert small_talk(text.replace("_", " ")) is None


@pytest.mark.parametrize(
    "greeting", ["你好", "您好", "早上好", "hi", "在吗", "谢谢", "好的", "老师好", "你好啊", "辛苦了"]
)
def test_a_greeting_before_a_question_leaves_the_question(greeting: str):
    for mark in (COMMA, ",", EXCLAMATION, "\u3002", "\n", "~"):
        text = f"{greeting}{mark}江阴的复工率是多少{QUESTION}"
        assert small_talk(text) is None
        assert without_small_talk(text) == f"江阴的复工率是多少{QUESTION}"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("你好江阴的复工率", "江阴的复工率"),
        ("你好 江阴的复工率", "江阴的复工率"),
        ("你好哈尔滨的复工率", "哈尔滨的复工率"),
        ("你好啊 江阴的复工率", "江阴的复工率"),
        ("hello 江阴的复工率", "江阴的复工率"),
        ("Hi江阴的复工率", "江阴的复工率"),
        ("在吗 江阴的复工率", "江阴的复工率"),
        ("您好老师 请问江阴的复工率", "请问江阴的复工率"),
        ("你好请问江阴的复工率", "请问江阴的复工率"),
        (f"江阴的复工率是多少{QUESTION}谢谢{EXCLAMATION}", f"江阴的复工率是多少{QUESTION}"),
        ("江阴的复工率是多少谢谢", "江阴的复工率是多少"),
        (f"江阴的复工率{COMMA}谢谢您", "江阴的复工率"),
        (f"好的{COMMA}那昆山呢{QUESTION}多谢", f"那昆山呢{QUESTION}"),
        (f"您好{COMMA}老師{COMMA}濱江的復工率", "濱江的復工率"),
    ],
)
def test_what_is_around_a_question_is_taken_off(text: str, left: str):
    assert without_small_talk(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "江阴的复工率是多少",
        f"江阴的复工率是90%{COMMA}对吧",
        "“你好”是谁说的",
        f"《你好{COMMA}李焕英》的票房",
        "王强对谁表示感谢",
        "测试 设备",
        f"测试{COMMA}设备",
        "感谢 信",
        "收到 口罩 多少",
        "没有 复工 企业",
        "hi-tech园区有多少",
        "Hi Tech园区有多少",
        "hello kitty乐园",
        "帮助 企业",
        "嗯 江阴",
        f"1{COMMA}江阴",
        "你好",
        "好的,谢谢",
        f"好的{COMMA}知道了",
        "",
        " ",
        "???",
    ],
)
def test_what_belongs_to_a_question_and_small_talk_alone_are_left(text: str):
    assert without_small_talk(text) == text


def test_a_greeting_does_not_change_the_answer(ask: Ask):
    for text in (f"你好{COMMA}江阴的复工率是多少", "您好!江阴的复工率是多少?谢谢!", "江阴的复工率是多少"):
        assert short(ask(text)) == "100%"


def test_no_question_of_the_gold_files_is_small_talk_or_loses_a_word():
    plain = [file for file in GOLD.glob("*.jsonl") if not file.name.startswith("styles")]
    lines = [json.loads(line) for file in plain for line in file.read_text("utf-8").splitlines()]
    questions = [text for line in lines for text in line.get("turns", [line.get("question")])]

    assert len(questions) > 900
    assert [text for text in questions if small_talk(text) or without_small_talk(text) != text] == []


@given(st.text(st.sampled_from("你好谢的了啊,。? \n\u200b1aqok复工率是多少" + COMMA), max_size=40))
def test_what_is_left_of_a_text_is_a_part_of_it(text: str):
    left = without_small_talk(text)

    assert left in text
    assert without_small_talk(left) in left
    if small_talk(text) is not None:
        assert left == text


@pytest.mark.parametrize("unit", ["你好", "谢", "q", "ok", "1", ",", "好 ", "您", "a1"])
def test_a_long_text_takes_no_long_time(unit: str):
    text = unit * 200_000

    assert takes_at_most(0.5, lambda: (small_talk(text), without_small_talk(text)))
    assert takes_at_most(0.5, lambda: (small_talk(text[:500]), without_small_talk(text[:500])))
