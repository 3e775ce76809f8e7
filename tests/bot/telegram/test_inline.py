"""Inline mode: the answer with its source in any chat, for those who may ask."""

RATE = "滨江的企业复工率是多少?"


async def test_an_answer_is_offered_and_sent_with_its_source(youju, server, zhang):
    group = server.group("别的组", [zhang])
    async with youju():
        offered = await zhang.asks_inline(RATE)
        (result,) = offered.results
        sent = await zhang.chooses(RATE, result, group)

        assert offered.is_personal
        assert result.title.startswith("91.9%")
        assert "91.9%" in sent.text
        assert "binjiang.md" in sent.text
        await group.silence()  # the bot does not answer what was sent through it


async def test_nothing_is_offered_without_an_answer_or_a_permission(youju, zhang):
    async with youju():
        assert (await zhang.asks_inline("火星开发区的企业复工率是多少?")).results == ()
        assert (await zhang.asks_inline("")).results == ()
    async with youju(allow_everyone=False):
        assert (await zhang.asks_inline(RATE)).results == ()
