"""Replies of every make, built by hand: what each form of them looks like is kept in `forms.json`."""

from dataclasses import replace

from answers.types import Compound, Kind, Question, Reply, Row
from tests.bot.conftest import abstention, answer, citation, document

_BOTH = "签约6个,总投资72.3亿元;开工9个,总投资80.7亿元。"


def _compound(*parts, text="甲?乙?", understood=None):
    return Compound(Question(text, understood or text, Kind.OTHER), parts)


def _bare(n, text):
    return replace(citation(n, text, section=None), document=document(publisher=None, published=None))


def _alike():
    both = citation(1, _BOTH)
    return _compound(
        answer("6个[1]", "6个", (both,), text="签约几个?", matched=("签约", "几个")),
        answer("72.3亿元[1][2]", "72.3亿元", (both, citation(2, "另有1个。", number=2)), text="投资多少?"),
        answer("80.7亿元[1]", "80.7亿元", (citation(1, _BOTH, "开工9个,总投资80.7亿元。"),), text="开工呢?"),
        answer(f"{_BOTH}[1]", None, (both,), text="情况如何?", as_of="2月"),
        abstention("丙?", nearest=both, matched=("签约",), unmatched=("丙",)),
        abstention("丁?", nearest=citation(1, "无关的话。", number=3)),
    )


REPLIES: dict[str, Reply] = {
    "answer": answer(notes=("另有 1 篇文档提到",), as_of="2月25日", matched=("到岗率",), unmatched=("本周",)),
    "lead with its quotation": answer(
        "江阴到岗率为90%。[1]", "90%", (citation(1, "江阴到岗率为90%。", "到岗率为90%。"),)
    ),
    "little known of the document": answer(citations=(_bare(1, "到岗率为90%。"),)),
    "passage": answer("到岗率为90%。[1]", None, notes=("注意:原文没有写明“本市”,请核对出处。",)),
    "passage of lines": answer(
        "到岗率\n为90%。[1]",
        None,
        (citation(1, "到岗率\n为90%。"), citation(2, "另有 a.md 与“云”。", number=2)),
    ),
    "follow-up": answer(text="那滨江呢?", understood="滨江的到岗率是多少?"),
    "list": answer(
        "甲、乙[1][2]",
        "甲、乙",
        (citation(1, "有甲。"), citation(2, "有乙。", source="b.md", number=4)),
        items=("甲", "乙"),
    ),
    "table": answer(
        "2 处里 1 处写了数值:\n江阴:90%[1]\n火星:资料中未见",
        "90%",
        text="江陰和火星的到崗率?",
        table=(Row("江阴", "90%", "2月", 1), Row("火星", None)),
    ),
    "many sources": answer(
        "".join(["多篇", *(f"[{n}]" for n in range(1, 9))]),
        None,
        tuple(citation(n, f"第{n}处。", source=f"{n}.md", number=n) for n in range(1, 9)),
    ),
    "traditional": answer(
        "90%[1]",
        text="江陰的復工率是多少?",
        understood="江陰的復工率是多少?有無“雲”?",
        notes=("目前,资料未注明日期",),
    ),
    "abstention": abstention(
        matched=("复工率",), unmatched=("火星",), nearest=citation(1, "复工率为90%。"), searched=9
    ),
    "abstention without anything": abstention(searched=1),
    "abstention traditional": abstention(
        "火星的復工率?", unmatched=("火星", "复工率"), nearest=citation(1, "复工率为90%。")
    ),
    "abstention follow-up": replace(
        abstention(nearest=citation(1, "长\u202e\n" * 80)),
        question=Question("那火星呢?", "火星的复工率?", Kind.NUMBER),
    ),
    "compound": _compound(
        answer(table=(Row("江阴", "90%", None, 1),)),
        abstention("乙?"),
        answer(
            "90%[1]",
            None,
            (citation(1, "2月到岗率为90%。", number=2),),
            text="丙?",
            understood="滨江丙?",
            as_of="2月",
        ),
    ),
    "compound follow-up": _compound(
        answer(), abstention("乙?", searched=3), text="那乙?", understood="甲乙?"
    ),
    "compound of what is alike": _alike(),
    "compound of nothing": _compound(
        abstention("甲?", nearest=citation(1, "甲的话。")), abstention("乙?", nearest=citation(1, "甲的话。"))
    ),
}
