"""A draft in chat: by command, in reply, pasted or forwarded; one message that says what differs and where."""

from tests.botapi import EntityKind

STOP = "\u3002"
RIGHT = f"昆山高新区在会上签约的项目有6个{STOP}"
WRONG = f"昆山高新区在会上签约的项目有8个{STOP}"
STRANGE = f"昆山高新区发放口罩20万只{STOP}"


async def test_a_draft_is_checked_in_one_message(youju, server, zhang):
    async with youju():
        await zhang.says(zhang.private(), f"/check {RIGHT}{WRONG}\n{STRANGE}")
        reply = await zhang.private().next_reply()

    first, differs, absent, *_ = reply.text.split("\n")
    assert first == "查证 3 句:逐字 1 · 相符 0 · 不符 1 · 未见 1"
    assert differs.startswith(
        "第 2 句 您写 8个 → 原文 6个(《昆山高新区:复工复产服务与重大项目签约开工》第 1 段)"
    )
    assert absent.startswith("第 3 句 未见:")
    assert "签约的项目有6个" in reply.parts(EntityKind.EXPANDABLE_BLOCKQUOTE)[0]
    assert len(server.calls("sendMessage")) == 1


async def test_what_is_pasted_in_private_is_checked_and_a_question_is_answered(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), RIGHT + WRONG)
        checked = await zhang.private().next_reply()
        await zhang.says(zhang.private(), f"我在写简报{STOP}昆山高新区签约项目有多少个?")
        answered = await zhang.private().next_reply()

    assert checked.text.startswith("查证 2 句")
    assert "查证" not in answered.text


async def test_a_command_without_a_draft_is_told_how_and_what_is_no_draft_why(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "/check")
        hint = await zhang.private().next_reply()
        await zhang.says(zhang.private(), "/查证 The zone resumed work on the 20th of February.")
        refused = await zhang.private().next_reply()

    assert "/check" in hint.text
    assert "不是中文" in refused.text
