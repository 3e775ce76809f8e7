"""Facts that ought to hold and do not yet: the test, its case, what happens instead.

A fact that comes to hold makes its test fail (strict): take its line out.
"""

from __future__ import annotations

OPEN: tuple[tuple[str, str | None, str], ...] = (
    (
        "test_the_date_of_the_very_event_is_answered",
        "电机项目哪天开工?",
        "6月12日: the clause of another event",
    ),
    (
        "test_another_period_or_event_is_refused",
        "光学项目哪天签约?",
        "6月12日: the clause of another subject",
    ),
    (
        "test_another_period_or_event_is_refused",
        "电机项目什么时候投产?",
        "2021年年底: the clause of another subject",
    ),
    ("test_each_zone_is_given_its_own", "光谷激光项目年产值多少?", "5亿元: the clause of another indicator"),
    (
        "test_what_the_documents_lack_is_refused_and_named",
        "东陵高新区开工了几个项目?",
        "4个: they were signed, not begun",
    ),
    (
        "test_what_the_documents_lack_is_refused_and_named",
        "海川药业项目年产值多少?",
        "9亿元: another project's, in the sentence before",
    ),
    ("test_what_the_documents_lack_is_refused_and_named", "光谷激光哪年成立?", "2016年: another body's"),
    (
        "test_what_the_documents_lack_is_refused_and_named",
        "银河街道有多少户居民?",
        "3200户: another street's, in the same document",
    ),
    (
        "test_what_the_documents_lack_is_refused_and_named",
        "金山街道有多少家商户?",
        "3200户: 商户 taken for 户",
    ),
    (
        "test_our_city_is_the_city_of_the_title",
        "贵州省备足了多少化肥?",
        "refused: the region of the front matter is no evidence, nor is 我省",
    ),
    (
        "test_the_figure_is_answered_with_its_unit_and_hedge",
        "白沙经开区每家企业补助多少?",
        "12个: 每家 is read as the unit asked for",
    ),
    (
        "test_what_the_last_turn_asks",
        "陈建和今年多大年纪? → 他的女儿叫什么?",
        "包颖杰; understood as 陈建和今年的女儿",
    ),
    (
        "test_what_the_last_turn_asks",
        "18家孵化器预计减免多少房租? → 众创空间呢?",
        "understood as 众创空间多少: 减免房租 is lost",
    ),
    (
        "test_what_the_last_turn_asks",
        "截至2月25日滨江兑现了多少资金? → 惠及多少家企业?",
        "1358家: taken for a fresh question, 惠及 being a name",
    ),
    (
        "test_the_question_is_shown_as_understood",
        "昆山高新区签约了几个项目? → 总投资多少?",
        "understood without 签约",
    ),
    (
        "test_the_question_is_shown_as_understood",
        "立长山卡口是哪天设立的? → 排查了多少辆车?",
        "understood as 长山卡口",
    ),
    (
        "test_the_items_are_cut_clean",
        "即艾美家、良居和东恒,用于隔离",
        "即艾美家: what leads up to the list is kept",
    ),
    (
        "test_the_items_are_cut_clean",
        "出台“16条”“19条”措施",
        "figures in quotation marks are dropped as no items",
    ),
    ("test_kinds_of_things_are_no_names_of_things", None, "包括光谷激光项目: the verb before is kept"),
    ("test_a_list_is_given_whole", "石桥新区提出了哪三个方面的要求?", "the first line of the list alone"),
    ("test_every_item_of_a_list_stands_in_a_citation", None, "the first line of the list alone"),
    (
        "test_no_place_or_body_of_the_seeds_stands_in_the_code",
        None,
        "vocabulary/not-names.txt: 江阴 南通 无锡 江海 东环 华安 景安",
    ),
    (
        "test_people_of_the_seeds",
        "陈建和的女儿叫什么名字?",
        "包颖杰; 陈建 is taken for the name, the relation is not looked at",
    ),
    (
        "test_people_of_the_seeds",
        "江阴高新区管委会副主任、党工委委员是谁?",
        "refused: a post in brackets behind its name",
    ),
    (
        "test_a_place_of_something_else_is_refused",
        "蓝海生物的总部在哪里?",
        "a whole clause is given for a place",
    ),
    (
        "test_places_and_bodies_of_the_seeds",
        "小海十二期工地的菜是哪个部门派人代买的?",
        "refused: 派人代 is taken for a name",
    ),
    ("test_places_and_bodies_of_the_seeds", "华存电子的样品在哪儿流片?", "江苏, out of the body's own name"),
    (
        "test_what_somebody_said",
        "汪洁怎么评价减租?",
        "refused: the speaker stands in the sentence after the quotation",
    ),
    ("test_what_somebody_said", "湖岸新区管委会主任说了什么?", "taken for a request for a summary"),
    (
        "test_a_message_is_told_apart_where_it_asks_twice",
        "区长是谁?书记呢?",
        "not told apart: 呢 alone does not ask",
    ),
    (
        "test_two_questions_are_answered_one_by_one",
        "泰林生物收到多少上市奖励?初灵创投呢?",
        "not told apart: 呢 alone does not ask",
    ),
    (
        "test_a_question_is_cut_into_parts",
        "陈建和的女儿叫什么?                 ENTITY 陈建和",
        "陈建 is taken for the name",
    ),
)
