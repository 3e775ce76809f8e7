"""Sources: the nearest text after an abstention; names of files are no web addresses."""

from tests.botapi import EntityKind
from tests.retrieval.making import at, grid, pdf

RATE = "滨江的企业复工率是多少?"
UNKNOWN = "火星开发区的企业复工率是多少?"


def nearest_in(reply):
    """Return the quotation that an abstention prints."""
    return reply.text.split("最接近的原文")[1].split("“", 1)[1].rsplit("”", 1)[0]


async def test_after_an_abstention_the_nearest_text_is_shown_and_opens(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), UNKNOWN)
        nearest = nearest_in(await zhang.private().next_reply())
        await zhang.says(zhang.private(), "/sources")
        listed = await zhang.private().next_reply()

        assert listed.text.startswith("上一个问题没有找到答案,最接近的原文是:")
        assert nearest in listed.text
        assert "还没有" not in listed.text
        await (await zhang.presses(listed, "最接近的原文")).answered()
        opened = await zhang.private().next_reply()
        assert opened.text.startswith("最接近的原文:《")
        assert nearest in opened.parts(EntityKind.BOLD)


async def test_below_an_opened_paragraph_stand_the_notes_that_it_refers_to(youju, zhang, tmp_path):
    (tmp_path / "a.md").write_text(
        "# 简报\n\n江阴有90家企业[^1]复工。\n\n[^1]: 指规模以上工业企业。\n", "utf-8"
    )
    async with youju(documents=tmp_path, library=tmp_path / "own"):
        await zhang.says(zhang.private(), "江阴有多少家企业复工?")
        answered = await zhang.private().next_reply()
        await (await zhang.presses(answered, "来源 1")).answered()
        opened = await zhang.private().next_reply()

    assert "[^1]" not in answered.text
    assert opened.text.endswith("注 [^1] 指规模以上工业企业。")


async def test_an_opened_page_says_which_it_is_and_leads_to_those_around_it(youju, zhang, tmp_path):
    rows = (("区县", "复工企业"), ("东陵县", "45家"), ("西陵县", "38家"))
    (tmp_path / "a.pdf").write_bytes(
        pdf(
            at(200, 80, "云岭市复工情况", 18) + at(94, 120, "全市企业复工率为90.5%。"),
            at(94, 80, "各区县情况如下。") + grid(70, 120, (120, 120), rows) + at(94, 240, "东陵县员工到岗率为88.2%。"),
            at(94, 80, "下一步要做好稳岗工作。"),
        )
    )  # fmt: skip
    async with youju(documents=tmp_path, library=tmp_path / "own"):
        await zhang.says(zhang.private(), "东陵县员工到岗率是多少?")
        answered = await zhang.private().next_reply()
        (source,) = [row[0] for row in answered.buttons if row[0].startswith("来源 1")]
        await (await zhang.presses(answered, source)).answered()
        opened = await zhang.private().next_reply()
        await (await zhang.presses(opened, "下一页:第 3 页")).answered()
        last = await zhang.private().next_edit()
        await (await zhang.presses(last, "上一页:第 2 页")).answered()
        second = await zhang.private().next_edit()

    assert source.startswith("来源 1:第 2 页")
    assert " · 第 2 页 · " in answered.text
    assert "第 2 页 · " in opened.text.splitlines()[1]
    assert opened.buttons[-1] == ("上一页:第 1 页", "下一页:第 3 页")
    assert "稳岗" in last.text
    assert last.buttons[-1] == ("上一页:第 2 页",)
    assert "各区县情况如下" in second.text


async def test_where_nothing_is_near_that_is_said(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), "qwzx?")
        assert "最接近" not in (await zhang.private().next_reply()).text
        await zhang.says(zhang.private(), "/sources")

        assert "没有相近的原文" in (await zhang.private().next_reply()).text


async def test_an_answered_and_an_unanswered_part_show_both(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), f"{RATE}景安重工的总经理是谁?")
        reply = await zhang.private().next_reply()
        assert "◆" in reply.text
        nearest = nearest_in(reply)
        await zhang.says(zhang.private(), "/sources")
        listed = await zhang.private().next_reply()

    assert "来源 1" in listed.text
    assert "91.9%" in listed.text
    assert nearest in listed.text
    assert listed.buttons[-1][0].startswith("最接近的原文")


async def test_what_is_near_one_part_and_answers_another_is_shown_once(youju, zhang):
    async with youju():
        await zhang.says(zhang.private(), f"{RATE}滨江的火山企业有几家?")
        reply = await zhang.private().next_reply()

    assert reply.text.count("企業復工率為91.9%") == 1
    assert "最接近的原文:[1]" in reply.text
    assert [row[0] for row in reply.buttons if row[0].startswith("来源")] == [reply.buttons[0][0]]


async def test_an_answer_kept_by_an_earlier_program_still_opens(youju, zhang):
    async with youju() as telegram:
        await zhang.says(zhang.private(), RATE)
        reply = await zhang.private().next_reply()
        telegram.runtime.store.database.execute(
            "UPDATE answers SET citations = replace(citations, ?, '')", (', "is_nearest": false',)
        )
        (row,) = telegram.runtime.store.database.execute("SELECT citations FROM answers").fetchall()
        assert "is_nearest" not in row["citations"]
        await (await zhang.presses(reply, "来源 1")).answered()

        assert "91.9%" in (await zhang.private().next_reply()).text


async def test_no_message_turns_the_name_of_a_file_into_a_link(youju, zhang, li):
    async with youju(own=True, admins=[li], person_limit=100):
        me = li.private()
        for text in (
            RATE,
            UNKNOWN,
            "/sources",
            "/documents",
            "/brief 复工复产",
            "/remove 南通",
            "/remove binjiang.md",
        ):
            await li.says(me, text)
        for name in ("简报.md", "空.md", "binjiang.md", "d.md"):
            await li.uploads(me, name, b"" if name == "空.md" else "三月简报,复工率为97.3%。\n".encode())
        replies = [await me.next_reply() for _ in range(11)]
        await (await li.presses(replies[0], "来源 1")).answered()
        await (await li.presses(replies[0], "更多依据")).answered()
        replies += [await me.next_reply() for _ in range(2)]

        assert [reply.parts(EntityKind.URL) for reply in replies if reply.parts(EntityKind.URL)] == []
        named = [reply for reply in replies if ".md" in reply.text]
        assert len(named) >= 10
        assert all(any(part.endswith(".md") for part in reply.parts(EntityKind.CODE)) for reply in named)


async def test_web_addresses_in_a_document_stay_links(youju, li):
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "泰州.txt", "泰州高新区企业复工率为88.8%,见www.gov.cn 。\n".encode())
        await li.private().next_reply()
        await li.says(li.private(), "泰州高新区企业复工率是多少?")

        assert "www.gov.cn" in (await li.private().next_reply()).text
