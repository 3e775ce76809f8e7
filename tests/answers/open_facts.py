"""Facts that ought to hold and do not yet: the test, its case, what happens instead.

A fact that comes to hold makes its test fail (strict): take its line out.
"""

from __future__ import annotations

OPEN: tuple[tuple[str, str | None, str], ...] = (
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
    (
        "test_what_the_documents_lack_is_refused_and_named",
        "海川药业项目年产值多少?",
        "9亿元: another project's, in the sentence before",
    ),
    ("test_what_the_documents_lack_is_refused_and_named", "光谷激光哪年成立?", "2016年: another body's"),
    (
        "test_our_city_is_the_city_of_the_title",
        "贵州省备足了多少化肥?",
        "refused: the region of the front matter is no evidence, nor is 我省",
    ),
    (
        "test_what_the_last_turn_asks",
        "18家孵化器预计减免多少房租? → 众创空间呢?",
        "understood as 众创空间多少: 减免房租 is lost",
    ),
    (
        "test_the_items_are_cut_clean",
        "出台“16条”“19条”措施",
        "figures in quotation marks are dropped as no items",
    ),
    (
        "test_people_of_the_seeds",
        "江阴高新区管委会副主任、党工委委员是谁?",
        "refused: a post in brackets behind its name",
    ),
    ("test_places_and_bodies_of_the_seeds", "华存电子的样品在哪儿流片?", "江苏, out of the body's own name"),
    (
        "test_what_somebody_said",
        "汪洁怎么评价减租?",
        "refused: the speaker stands in the sentence after the quotation",
    ),
    (
        "test_a_question_is_cut_into_parts",
        "陈建和的女儿叫什么?                 ENTITY 陈建和",
        "陈建 is taken for the name",
    ),
    (
        "test_a_subject_that_asks_nothing_is_answered_with_a_sentence",
        None,
        "a figure stands first, though no figure is asked for",
    ),
    (
        "test_what_the_documents_lack_is_refused_and_named",
        "光谷激光有多少员工?",
        "5亿元: a figure of the right body, but of no people",
    ),
    (
        "test_what_the_documents_lack_is_refused_and_named",
        "东陵高新区规上服务业企业有多少家?",
        "320家: of industry, not of services",
    ),
    (
        "test_what_the_last_turn_asks",
        "昆山高新区签约了几个项目? → 开工的呢?",
        "6个,总投资72.3亿元: that of the signed ones",
    ),
    (
        "test_spoken_words_are_understood",
        "沙洲是哪个部门去找银行给企业办贷款的",
        "区科技局主动联系银行: runs on behind the name",
    ),
    (
        "test_a_place_of_something_else_is_refused",
        "桐林新区秋季招商会在哪里举行?",
        "国际会展中心: of the meeting in spring",
    ),
    (
        "test_what_the_documents_lack_is_refused_and_named",
        "西岭经开区签约了几个项目?",
        "shown as related, not refused: what was begun there",
    ),
    (
        "test_what_the_documents_lack_is_refused_and_named",
        "东陵高新区开工了几个项目?",
        "shown as related, not refused: what was signed there",
    ),
    (
        "test_what_the_last_turn_asks",
        "2月20日江阴高新区签约了哪些重大项目? → 第二个总投资多少?",
        "the list is answered in one span, so that it has no second item",
    ),
    (
        "test_what_the_last_turn_asks",
        "2月20日江阴高新区签约了哪些重大项目? → 第一个总投资多少? → 第二个呢?",
        "2个: the list is answered in one span, so that it has no second item",
    ),
    (
        "test_what_the_documents_say_otherwise_is_found",
        "县科协办了多少场讲座?",
        "refused: 县科 and 协办 are taken for words",
    ),
)
