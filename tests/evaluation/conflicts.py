"""Two articles that say the same with another figure, and two that only seem to: `python -m tests.evaluation.conflicts`.

Each pair is a small library of its own, written here; it is asked for the figure, and the reply says whether another article
says otherwise, and why.
"""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from answers import templates
from answers.types import Answer
from retrieval.analysis import Analyser
from retrieval.segmenter import open_segmenter
from tests.evaluation.answerers import answerer_over


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles' sentences, their days (empty: none), the question, and why they differ; None where they tell of two things."""

    one: str
    other: str
    question: str
    why: str | None
    days: tuple[str, str] = ("", "")
    titles: tuple[str, str] = ("青河区工作简报", "青河区情况通报")


_DAYS = ("2025-03-01", "2025-06-01")
PLANTED = (
    Pair("青河区规模以上企业复工率达100%。", "青河区规模以上企业复工率为98%。", "青河区规模以上企业复工率是多少?", templates.UNEXPLAINED),
    Pair("青河区共有社区食堂18家。", "青河区已建成社区食堂26家。", "青河区有多少家社区食堂?", templates.UNEXPLAINED),
    Pair("青河区森林覆盖率为43.2%。", "青河区森林覆盖率达到45.1%。", "青河区森林覆盖率是多少?", templates.UNEXPLAINED),
    Pair("青河区常住人口52.6万人。", "青河区常住人口为53.1万人。", "青河区常住人口有多少?", templates.UNEXPLAINED),
    Pair("青河区城镇化率为61.5%。", "青河区城镇化率为63%。", "青河区城镇化率是多少?", templates.LATER, _DAYS),
    Pair("青河区高新技术企业121家。", "青河区高新技术企业135家。", "青河区有多少家高新技术企业?", templates.LATER, _DAYS),
    Pair("青河区养老床位2300张。", "青河区养老床位达2600张。", "青河区有多少张养老床位?", templates.LATER, _DAYS),
    Pair("青河区公交线路共32条。", "青河区公交线路共36条。", "青河区有多少条公交线路?", templates.LATER, _DAYS),
    Pair("2025年,青河区新增城镇就业6200人。", "2025年,青河区计划新增城镇就业6000人。", "青河区2025年新增城镇就业多少人?", templates.PLAN_AND_RESULT),
    Pair("2025年,青河区改造老旧小区23个。", "2025年,青河区将改造老旧小区30个。", "青河区2025年改造老旧小区多少个?", templates.PLAN_AND_RESULT),
    Pair("2025年,青河区完成固定资产投资86亿元。", "2025年,青河区固定资产投资目标为90亿元。", "青河区2025年固定资产投资是多少?", templates.PLAN_AND_RESULT),
    Pair("青河区建成充电桩986个。", "青河区建成充电桩约1000个。", "青河区建成充电桩多少个?", templates.ROUNDED),
    Pair("青河区粮食产量12.4万吨。", "青河区粮食产量近12.5万吨。", "青河区粮食产量是多少?", templates.ROUNDED),
    Pair("青河区注册志愿者49860人。", "青河区注册志愿者约5万人。", "青河区注册志愿者有多少人?", templates.ROUNDED),
    Pair("2024年,青河区接待游客210万人次。", "2023年,青河区接待游客180万人次。", "青河区接待游客多少人次?", templates.OTHER_PERIOD),
    Pair("2024年,青河区一般公共预算收入31.2亿元。", "2023年,青河区一般公共预算收入29.8亿元。", "青河区一般公共预算收入是多少?", templates.OTHER_PERIOD),
    Pair("2024年一季度,青河区进出口总额8.2亿元。", "2024年二季度,青河区进出口总额9.1亿元。", "青河区进出口总额是多少?", templates.OTHER_PERIOD),
    Pair("青河区规模以上企业产能利用率为82%。", "青河区产能利用率为76%。", "青河区产能利用率是多少?", templates.OTHER_SCOPE),
    Pair("园区内企业研发人员共3200人。", "青河区企业研发人员共4100人。", "青河区企业研发人员有多少人?", templates.OTHER_SCOPE),
    Pair("青河区垃圾分类覆盖率92%。", "青河区垃圾分类覆盖率为95%。", "青河区垃圾分类覆盖率是多少?", templates.UNEXPLAINED),
)  # fmt: skip
_OTHERS = ("青河区工作简报", "白石县情况通报")
NEAR = (
    Pair("青河区规模以上企业复工率达100%。", "白石县规模以上企业复工率为98%。", "青河区规模以上企业复工率是多少?", None, titles=_OTHERS),
    Pair("青河区常住人口52.6万人。", "白石县常住人口43.1万人。", "青河区常住人口有多少?", None, titles=_OTHERS),
    Pair("青河区森林覆盖率为43.2%。", "青河区绿化覆盖率为45.1%。", "青河区森林覆盖率是多少?", None),
    Pair("青河区高新技术企业121家。", "青河区科技型中小企业135家。", "青河区有多少家高新技术企业?", None),
    Pair("青河区养老床位2300张。", "青河区医院床位3600张。", "青河区有多少张养老床位?", None),
    Pair("青河区公交线路共32条。", "青河区公交车共360辆。", "青河区有多少条公交线路?", None),
    Pair("2025年,青河区新增城镇就业6200人。", "2024年,青河区新增城镇就业6000人。", "青河区2025年新增城镇就业多少人?", None),
    Pair("2024年,青河区接待游客210万人次。", "2023年,青河区接待游客180万人次。", "2024年青河区接待游客多少人次?", None),
    Pair("青河区人均可支配收入4.2万元。", "青河区可支配收入总额120亿元。", "青河区人均可支配收入是多少?", None),
    Pair("青河区生产总值320亿元。", "青河区生产总值增长5.2%。", "青河区生产总值是多少?", None),
    Pair("青河区粮食产量12.4万吨。", "青河区蔬菜产量32万吨。", "青河区粮食产量是多少?", None),
    Pair("青河区城镇居民收入5.1万元。", "青河区农村居民收入2.6万元。", "青河区城镇居民收入是多少?", None),
    Pair("青河区出口总额8亿元。", "青河区进口总额3亿元。", "青河区出口总额是多少?", None),
    Pair("青河区建成充电桩986个。", "青河区新建充电桩120个。", "青河区建成充电桩多少个?", None),
    Pair("青河区共有社区食堂18家。", "青河区共有社区食堂18家。", "青河区有多少家社区食堂?", None),
    Pair("青河区税收收入1.2亿元。", "青河区税收收入12000万元。", "青河区税收收入是多少?", None),
    Pair("青河区小学在校生2.1万人。", "青河区中学在校生1.6万人。", "青河区小学在校生有多少?", None),
    Pair("青河区签约项目34个。", "青河区开工项目28个。", "青河区签约项目多少个?", None),
    Pair("青河区垃圾分类覆盖率92%。", "青河区污水处理率95%。", "青河区垃圾分类覆盖率是多少?", None),
    Pair("青河区一般公共预算收入31.2亿元。", "青河区一般公共预算支出58.4亿元。", "青河区一般公共预算收入是多少?", None),
)  # fmt: skip


def main() -> int:
    """Print how many of the planted differences are told, how many of them with the right reason, and how many near ones are."""
    with tempfile.TemporaryDirectory() as made:
        analyser = Analyser(open_segmenter(Path(made)))
        told = [(pair, _told(pair, analyser)) for pair in PLANTED]
        false = [(pair, why) for pair in NEAR if (why := _told(pair, analyser)) is not None]
    for pair, why in told:
        if pair.why != why:
            print(f"{pair.question} {pair.one} {pair.other}: {why}, not {pair.why}")
    for pair, why in false:
        print(f"{pair.question} {pair.one} {pair.other}: {why}")
    found = sum(why is not None for _, why in told)
    right = sum(why == pair.why for pair, why in told)
    print(
        f"planted {len(PLANTED)}: told {found}, with the right reason {right}; near {len(NEAR)}: told {len(false)}"
    )
    return 0


def _told(pair: Pair, analyser: Analyser) -> str | None:
    with tempfile.TemporaryDirectory() as made:
        documents = Path(made) / "documents"
        documents.mkdir()
        for place, text in enumerate((pair.one, pair.other)):
            day = f"date: {pair.days[place]}\n" if pair.days[place] else ""
            head = f"---\ntitle: {pair.titles[place]}\n{day}---\n\n"
            (documents / f"{place}.md").write_text(f"{head}# {pair.titles[place]}\n\n{text}\n", "utf-8")
        with answerer_over(documents, Path(made) / "library", analyser) as answerer:
            reply = answerer.reply(pair.question)
    if not isinstance(reply, Answer) or not reply.conflicts:
        return None
    why = reply.conflicts[0].why
    reasons = {one.why for one in PLANTED if one.why is not None} | {templates.EARLIER}
    named = next((one for one in reasons if one in why), None)
    return templates.LATER if named == templates.EARLIER or "日期较新" in why else named


if __name__ == "__main__":
    raise SystemExit(main())
