from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answers.answerer import Answerer
from answers.errors import QuestionError
from answers.types import Abstention, Answer
from retrieval.normalise import normalise
from tests.answers.conftest import Ask, Over, shown

_PAPERS = {
    "dongling": """# 东岭高新区:一季度工作

东岭高新区大力推行云招商。2月共签约项目6个,总投资72.3亿元;开工项目9个,总投资80.7亿元;另有5个项目正在洽谈。

南星街道召开座谈会,听取了部分企业、商户和职工代表的意见和建议。会议提出,向120家企业发放贷款3.5亿元,利率4.1%。

会上,西岭高新区介绍了减税3000万元、惠及企业480家的做法。东岭高新区随后作了交流发言,表示将继续优化服务。
""",
    "news": """# 各地简讯

西岭高新区通过云招商引进企业。全区发放口罩8万只,减免房租1200万元,惠及商户360家。

云签约也在推进。
""",
}


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("总结一下昆山高新区的做法", "kunshan"),
        ("概括无锡高新区的复工进展", "wuxi"),
        ("介绍一下中关村的任务", "zhongguancun"),
    ],
)
def test_a_summary_is_made_of_quotations_of_the_subject(ask: Ask, question: str, document: str):
    reply = ask(question)

    assert isinstance(reply, Answer)
    assert reply.answer is None
    assert 2 <= len(reply.citations) <= 5
    assert all(citation.document.source.startswith(document) for citation in reply.citations)


def test_a_summary_of_something_unknown_is_refused(ask: Ask):
    assert isinstance(ask("总结一下深圳前海的金融改革"), Abstention)


def test_a_brief_keeps_to_the_documents_given(seeds_answerer: Answerer):
    wuxi = next(
        document for document in seeds_answerer.sources.documents() if document.source.startswith("wuxi")
    )
    reply = seeds_answerer.brief("复工", [wuxi.id])

    assert isinstance(reply, Answer)
    assert {citation.document.id for citation in reply.citations} == {wuxi.id}


def test_a_brief_of_no_documents_is_refused(seeds_answerer: Answerer):
    assert isinstance(seeds_answerer.brief("复工", []), Abstention)


def test_a_brief_of_nothing_is_an_error(seeds_answerer: Answerer):
    with pytest.raises(QuestionError):
        seeds_answerer.brief(" ")


def test_a_point_mentions_the_subject_though_another_sentence_has_more_figures(over: Over):
    reply = over(**_PAPERS).brief("云招商")

    assert isinstance(reply, Answer)
    assert {citation.quote.text for citation in reply.citations} == {
        "西岭高新区通过云招商引进企业。",
        "东岭高新区大力推行云招商。",
    }


def test_what_semicolons_join_is_one_point(over: Over):
    assert "2月共签约项目6个,总投资72.3亿元;开工项目9个,总投资80.7亿元;另有5个项目正在洽谈。" in shown(
        over(**_PAPERS).brief("东岭高新区")
    ).split("\n")


def test_in_an_article_about_the_subject_sentences_with_figures_need_not_name_it(over: Over):
    assert "发放贷款3.5亿元" in shown(over(**_PAPERS).brief("东岭高新区"))


def test_a_sentence_about_another_zone_is_no_point(over: Over):
    said = shown(over(**_PAPERS).brief("东岭高新区"))

    assert "减税3000万元" not in said
    assert "交流发言" in said


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_point_says_a_word_of_the_subject_or_its_article_is_titled_so(
    seeds_answerer: Answerer, seeds, data: st.DataObject
):
    papers = sorted(seeds.glob("*-*.md")) + sorted(seeds.glob("[a-m]*.md"))
    text = data.draw(st.sampled_from(papers)).read_text("utf-8")
    start = data.draw(st.integers(0, len(text) - 2))
    subject = "".join(text[start : start + data.draw(st.integers(2, 8))].split())
    try:
        reply = seeds_answerer.brief(subject)
    except QuestionError:
        return

    if isinstance(reply, Answer):
        for citation in reply.citations:
            quote, title = normalise(citation.quote.text).text, normalise(citation.quote.passage.title).text
            assert any(
                word in title or seeds_answerer.matcher.find(word, quote).strength >= 0.7
                for word in reply.matched
            ), (subject, reply.matched, quote)
