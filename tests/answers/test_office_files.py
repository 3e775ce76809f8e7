"""Questions about office files as people have them: statements, statistics, forms, invoices and rosters in PDF and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from answers.answerer import Answerer
from retrieval.analysis import Analyser
from tests.answers.conftest import short
from tests.evaluation.answerers import answerer_over
from tests.retrieval.making import at, excel, pdf


def _set(top: float, lefts: Sequence[float], rows: Sequence[Sequence[str]]) -> str:
    """Return rows of words below each other on a page, without a rule."""
    return "".join(
        at(left, top + 20 * place, text)
        for place, row in enumerate(rows)
        for left, text in zip(lefts, row, strict=True)
        if text
    )


_STATISTICS = (
    at(150, 60, "云岭市2024年人口统计报告", 20)
    + at(150, 100, "表1 2024年云岭市分区常住人口")
    + _set(
        130,
        (60, 200, 280, 360, 440),
        (("", "东山", "南湖", "西桥", "北关"), ("常住人口(万人)", "15.2", "44.8", "21.5", "9.7")),
    )
    + at(150, 220, "表2 2024年云岭市协会会员")
    + _set(
        250,
        (60, 200, 300, 400),
        (
            ("协会名称", "会员(人)", "男性(人)", "女性(人)"),
            ("作家协会", "1972", "656", "1316"),
            ("书法协会", "853", "733", "120"),
        ),
    )
    + at(60, 330, "资料来源:云岭市文联")
)
_FORECAST = (
    at(150, 60, "云溪股份扩产点评", 20)
    + at(60, 100, "主要财务数据及预测")
    + _set(
        130,
        (60, 220, 300, 380),
        (
            ("", "2023", "2024", "2025E"),
            ("营业收入(百万元)", "746", "1,567", "5,056"),
            ("净利润(百万元)", "59", "173", "717"),
            ("毛利率(%)", "35.3%", "33.7%", "36.0%"),
        ),
    )
    + at(60, 230, "资料来源:公司年报,青松证券研究所")
)
_INVOICE = (
    at(200, 60, "云岭增值税电子普通发票", 18)
    + at(60, 100, "发票号码:83089647")
    + at(60, 120, "开票日期:2024年07月23日")
    + at(60, 150, "名称:青河新材料有限公司")
    + at(60, 170, "纳税人识别号:91320115MA202UKD7X")
    + _set(
        200,
        (60, 180, 250, 370, 450),
        (("项目名称", "数量", "金额", "税率", "税额"), ("餐费", "1", "510.68", "3%", "15.32")),
    )
    + at(60, 260, "价税合计(大写)")
    + at(200, 260, "伍佰贰拾陆圆整")
    + at(400, 260, "(小写)526.00")
    + at(60, 290, "销售方名称:东陵市悦来餐厅")
    + at(60, 310, "纳税人识别号:92330781MA2EDMFU50")
    + at(60, 330, "收款人:王力")
    + at(200, 330, "开票人:李强")
)
_PERMIT = (
    at(200, 60, "建筑工程施工许可证", 20)
    + at(60, 110, "建设单位")
    + at(160, 110, "云岭安保有限公司")
    + at(60, 140, "工程名称")
    + at(160, 140, "云岭监测园区项目")
    + at(60, 170, "施工单位")
    + at(160, 170, "青山建设有限公司")
    + at(320, 170, "项目负责人")
    + at(440, 170, "李四")
    + at(60, 200, "监理单位")
    + at(160, 200, "白河监理有限公司")
    + at(320, 200, "总监理工程师")
    + at(440, 200, "王五")
    + at(60, 230, "发证日期2023年10月9日")
)
_QUARTER = excel(
    [
        ["云溪股份有限公司2025年第一季度报告", "", "", ""],
        ["项目", "期末余额", "期初余额", "变动率"],
        ["流动资产:", "", "", ""],
        ["货币资金", "117,406", "102,738", "14.28%"],
        ["存货", "154,373", "116,036", "33.04%"],
    ],
    [(0, 0, 0, 3)],
)
_ROSTER = excel(
    [
        ["2024年云岭市市直机关遴选公务员职位表", "", "", "", ""],
        ["序号", "遴选单位", "联系人", "联系电话", "招考人数"],
        ["1", "云岭市林业局", "熊霞", "3228919", "1"],
        ["2", "云岭市科学技术协会", "李熠", "3223202", "2"],
        ["3", "云岭市民政局", "卢梅", "3272631", "3"],
    ],
    [(0, 0, 0, 4)],
)
_STANDARD = (
    "# 设备定期评价\n\n本标准规定了评价方法。\n\n## 术语和定义\n\n### 差异项 difference\n\n"
    "现状与安全基准之间存在的不一致,包含强项和弱项。强项是指高于基准的差异项。\n\n### 总体评价 global assessment\n\n对所有弱项进行平衡考虑的评价。\n"
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> Iterator[Answerer]:
    folder = tmp_path_factory.mktemp("office")
    documents = folder / "documents"
    documents.mkdir()
    for name, data in {
        "人口统计.pdf": pdf(_STATISTICS), "点评.pdf": pdf(_FORECAST), "发票.pdf": pdf(_INVOICE), "许可证.pdf": pdf(_PERMIT),
        "一季报.xlsx": _QUARTER, "职位表.xlsx": _ROSTER, "标准.md": _STANDARD.encode(),
    }.items():  # fmt: skip
        (documents / name).write_bytes(data)
    with answerer_over(documents, folder / "library", analyser) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        # a table of one row is read by its columns
        ("2024年云岭市南湖常住人口多少?", "44.8"),
        ("云岭市2024年哪个区常住人口最多?", "南湖"),
        ("云岭市书法协会有多少会员?", "853"),
        ("云岭市作家协会有多少女会员?", "1316"),
        # years that name columns, and what stands below a table
        ("云溪股份2025年营业收入预计多少?", "5,056"),
        ("青松证券预测云溪股份2025年能做到多少百万的营收?", "5,056"),
        ("云溪股份2024年净利润是多少百万元?", "173"),
        # the paper's own period, its end, the change
        ("云溪股份2025年3月末存货有多少?", "154,373"),
        ("云溪股份货币资金期初余额是多少?", "102,738"),
        ("云溪股份存货变动了多少?", "33.04%"),
        # a form: all of it is of one thing, two parties have fields of one name
        ("东陵市悦来餐厅那张发票是哪天开的?", "2024年07月23日"),
        ("东陵市悦来餐厅的纳税人识别号是多少?", "92330781MA2EDMFU50"),
        ("青河新材料有限公司的纳税人识别号是多少?", "91320115MA202UKD7X"),
        ("东陵市悦来餐厅的发票税额是多少?", "15.32"),
        ("青河新材料那张发票的开票人是谁?", "李强"),
        # labels without colons
        ("云岭监测园区项目的施工单位是哪家?", "青山建设有限公司"),
        ("云岭监测园区项目总监理工程师是谁?", "王五"),
        ("云岭监测园区项目的发证日期是哪天?", "2023年10月9日"),
        # a body by its short name
        ("云岭市科协的联系电话是多少?", "3223202"),
        ("2024年云岭市林业局遴选的联系人是谁?", "熊霞"),
        # a term that a standard defines
        ("设备定期评价标准里的“差异项”是什么意思?", "现状与安全基准之间存在的不一致,包含强项和弱项"),
    ],
)
def test_a_cell_or_a_field_is_the_answer(office: Answerer, question: str, answer: str):
    assert short(office.reply(question)) == answer


@pytest.mark.parametrize(
    "question",
    [
        "云溪股份2027年营业收入预计多少?",
        "2019年云岭市南湖常住人口多少?",
        "2024年云岭市西山区常住人口多少?",
        "云岭监测园区项目的勘察单位是哪家?",
    ],
)
def test_what_a_table_or_a_form_does_not_have_is_not_read_from_it(office: Answerer, question: str):
    assert short(office.reply(question)) is None
