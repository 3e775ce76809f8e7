"""Messages that are more, or less, than a text: captions, files, albums, stickers, voices, places, polls."""

import pytest

from tests.botapi import Privacy, Rules

ASKED = "滨江的企业复工率是多少?"
PICTURE = b"\x89PNG\r\n"
NEWS = "常州高新区复工情况\n\n截至3月2日,常州高新区企业复工率为97.3%,其中外资企业复工312家。\n"
FILE = {"file_id": "A1", "file_unique_id": "B1"}
SENT = {
    "sticker": FILE
    | {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
    "voice": FILE | {"duration": 3},
    "audio": FILE | {"duration": 3},
    "video": FILE | {"duration": 3, "width": 640, "height": 480},
    "video_note": FILE | {"duration": 3, "length": 240},
    "location": {"latitude": 30.2, "longitude": 120.2},
    "venue": {"location": {"latitude": 30.2, "longitude": 120.2}, "title": "滨江", "address": "江南大道"},
    "contact": {"phone_number": "1", "first_name": "王"},
    "poll": {
        "id": "1",
        "question": "复工了吗?",
        "options": [
            {"persistent_id": f"{number}", "text": text, "voter_count": 0}
            for number, text in enumerate("是否")
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    },
    "dice": {"emoji": "🎲", "value": 3},
}


@pytest.fixture
def group(server, zhang, li):
    server.follow(Rules(privacy=Privacy.OFF, conflict_pause_s=0.1))
    return server.group("简报组", [zhang, li])


@pytest.mark.parametrize(("name", "field"), [("复工.png", "photo"), ("复工.pdf", "document")])
async def test_a_caption_is_a_question(youju, zhang, name, field):
    async with youju():
        asked = await zhang.uploads(zhang.private(), name, PICTURE, caption=ASKED, field=field)
        reply = await zhang.private().next_reply()

        assert reply.text.startswith("91.9%")
        assert reply.reply_to.id == asked.id
        await zhang.private().silence()


async def test_a_caption_may_be_a_command_or_small_talk(youju, zhang):
    async with youju():
        await zhang.uploads(zhang.private(), "a.png", PICTURE, caption="/brief 云招商", field="photo")
        assert "云招商" in (await zhang.private().next_reply()).text
        await zhang.uploads(zhang.private(), "a.png", PICTURE, caption="谢谢", field="photo")
        assert "不客气" in (await zhang.private().next_reply()).text


async def test_in_a_group_a_caption_counts_where_it_speaks_to_the_bot(youju, server, group, zhang):
    async with youju() as telegram:
        await zhang.uploads(group, "a.png", PICTURE, caption=ASKED, field="photo")
        await zhang.uploads(group, "a.png", PICTURE, field="photo")
        await server.confirmed()
        await group.silence()
        assert telegram.runtime.store.database.count("SELECT count(*) FROM inbox") == 0
        for caption in (f"@youju_bot {ASKED}", f"/ask {ASKED}"):
            await zhang.uploads(group, "a.png", PICTURE, caption=caption, field="photo")
            assert (await group.next_reply()).text.startswith("91.9%")


async def test_a_bare_mention_under_a_captioned_picture_answers_the_caption(youju, group, zhang, li):
    async with youju():
        asked = await zhang.uploads(group, "a.png", PICTURE, caption=ASKED, field="photo")
        await li.replies(asked, "@youju_bot")

        assert (await group.next_reply()).text.startswith("91.9%")


async def test_what_holds_no_words_gets_one_short_line(youju, zhang):
    async with youju(person_limit=100) as telegram:
        for kind, content in SENT.items():
            await zhang.sends(zhang.private(), {kind: content})
            reply = await zhang.private().next_reply()
            assert "写成文字" in reply.text, kind
            assert len(reply.text) < 40
        assert telegram.runtime.store.database.count("SELECT count(*) FROM questions") == 0


async def test_a_picture_without_a_caption_gets_the_line_and_in_a_group_nothing(youju, group, zhang):
    async with youju():
        await zhang.uploads(zhang.private(), "a.png", PICTURE, field="photo")
        assert "写成文字" in (await zhang.private().next_reply()).text
        await zhang.mentions(group, ASKED)
        answer = await group.next_reply()
        await zhang.sends(group, {"sticker": SENT["sticker"], "reply_to_message": answer.to_json()})
        await group.silence()


async def test_an_album_gets_one_reply(youju, zhang):
    picture = [FILE | {"width": 640, "height": 480}]
    async with youju():
        for _ in range(4):
            await zhang.sends(zhang.private(), {"photo": picture, "media_group_id": "1"})
        assert "写成文字" in (await zhang.private().next_reply()).text
        await zhang.sends(zhang.private(), {"photo": picture, "media_group_id": "2", "caption": ASKED})
        for _ in range(3):
            await zhang.sends(zhang.private(), {"photo": picture, "media_group_id": "2"})
        assert (await zhang.private().next_reply()).text.startswith("91.9%")
        await zhang.private().silence()


async def test_a_gif_is_no_document(youju, li):
    gif = FILE | {"duration": 1, "width": 10, "height": 10}
    async with youju(admins=[li]):
        await li.sends(li.private(), {"animation": gif, "document": FILE | {"file_name": "a.mp4"}})

        assert "写成文字" in (await li.private().next_reply()).text


async def test_an_admin_s_captioned_document_is_taken_in_and_what_the_caption_asks_is_answered(youju, li):
    async with youju(own=True, admins=[li]):
        await li.uploads(li.private(), "常州.txt", NEWS.encode(), caption="三月简报")
        assert "已收入" in (await li.private().next_reply()).text
        await li.private().silence()
        await li.uploads(
            li.private(),
            "镇江.txt",
            NEWS.replace("97.3", "98.1").replace("常州", "镇江").encode(),
            caption="镇江高新区企业复工率是多少?",
        )
        assert "已收入" in (await li.private().next_reply()).text
        assert "98.1%" in (await li.private().next_reply()).text


async def test_service_messages_are_left_alone(youju, server, zhang):
    async with youju():
        await zhang.sends(
            zhang.private(),
            {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": zhang.id, "type": "private"}}},
        )
        await zhang.sends(zhang.private(), {"something_of_tomorrow": {"id": 1}})
        await server.confirmed()
        await zhang.private().silence()


async def test_an_admin_s_caption_under_a_question_of_the_desk_is_its_answer(youju, zhang, li):
    async with youju(admins=[li]):
        await zhang.says(zhang.private(), "火星开发区的企业复工率是多少?")
        await zhang.private().next_reply()
        await li.says(li.private(), "/pending")
        await li.private().next_reply()
        item = await li.private().next_reply()
        picture = {"photo": [FILE | {"width": 640, "height": 480}], "caption": "见上图,没有。"}
        await li.sends(li.private(), picture | {"reply_to_message": item.to_json()})

        assert "答:见上图,没有。" in (await zhang.private().next_reply()).text


async def test_half_a_surrogate_pair_breaks_nothing(youju, zhang):
    async with youju():
        for content in ({"text": f"\ud83d{ASKED}"}, {"text": f"/ask {ASKED}\ude00"}, {"text": "\ud800"}):
            await zhang.sends(zhang.private(), content)
        replies = [(await zhang.private().next_reply()).text for _ in range(3)]

    assert [reply.startswith("91.9%") for reply in replies] == [True, True, False]
    assert "没看到问题" in replies[2]
