"""Questions about office files as people have them: statements, statistics, forms, invoices and rosters in PDF and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from answers.answerer import Answerer
from answers.types import Abstention, Answer
from retrieval.analysis import Analyser
from tests.answers.conftest import short
from tests.evaluation.answerers import answerer_over
from tests.retrieval.making import at, excel, pdf, word


def _set(top: float, lefts: Sequence[float], rows: Sequence[Sequence[str]], apart: float = 20) -> str:
    """Return rows of words below each other on a page, so many points apart, without a rule."""
    return "".join(
        at(left, top + apart * place, text)
        for place, row in enumerate(rows)
        for left, text in zip(lefts, row, strict=False)
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
    + _set(
        290,
        (60, 200),
        (
            ("销售方名称:东陵市悦来餐厅",),
            ("纳税人识别号:92330781MA2EDMFU50",),
            ("收款人:王力", "开票人:李强"),
        ),
    )
)
_PERMIT = (
    at(200, 60, "建筑工程施工许可证", 20)
    + _set(
        110,
        (60, 160, 320, 440),
        (
            ("建设单位", "云岭安保有限公司"),
            ("工程名称", "云岭监测园区项目"),
            ("施工单位", "青山建设有限公司", "项目负责人", "李四"),
            ("监理单位", "白河监理有限公司", "总监理工程师", "王五"),
        ),
        apart=30,
    )
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
_ATTENDANCE = excel(
    [
        ["云岭市发改局2024年9月考勤汇总表", "", "", "", "", "", ""],
        ["填报单位:市发改局办公室", "", "", "填报日期:2024年10月8日", "", "", ""],
        ["序号", "姓名", "请假(天)", "", "", "迟到(次)", "备注"],
        ["", "", "事假", "病假", "年休假", "", ""],
        ["1", "刘玲", "1", "2", "0", "1", "病假有证明"],
        ["2", "赵强", "0", "0", "5", "0", "年休假"],
        ["3", "孙立", "1", "0", "0", "3", ""],
        ["合计", "", "2", "2", "5", "4", ""],
        ["制表人:陈东", "", "", "审核人:何强", "", "", ""],
    ],
    [(0, 0, 0, 6), (2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 4), (2, 5, 3, 5), (2, 6, 3, 6)],
)
_DUTY = excel(
    [
        ["云岭市应急局国庆值班表", "", "", ""],
        ["日期", "带班领导", "值班人员", "值班电话"],
        ["10月1日", "郑涛", "吴倩、蒋明", "7201119"],
        ["10月2日", "邓敏", "高峰、秦雪", "7201119"],
    ],
    [(0, 0, 0, 3)],
)
_PRICES = (
    at(150, 60, "云岭市农产品价格监测周报", 20)
    + at(380, 100, "单位:元/公斤")
    + _set(
        130,
        (60, 140, 240, 340, 440),
        (
            ("品种", "规格", "本周均价", "上周均价", "环比(%)"),
            ("猪肉", "精瘦", "38.5", "37.2", "3.5"),
            ("鸡蛋", "鲜蛋", "11.2", "11.6", "-3.4"),
            ("白菜", "大路", "3.1", "3.6", "-13.9"),
        ),
    )
    + at(60, 230, "监测员:范红")
    + at(200, 230, "审核:江涛")
)
_CONTRACT = word(
    "# 办公设备采购合同",
    "合同编号:CG-2024-038",
    "甲方(采购人):云岭市教育局",
    "乙方(供应商):锦程科技有限公司",
    "签订日期:2024年5月20日",
    "一、采购内容",
    [
        ["序号", "货物名称", "数量", "单价(元)"],
        ["1", "台式计算机", "40台", "4850"],
        ["2", "激光打印机", "12台", "1580"],
    ],
    "甲方(盖章):云岭市教育局          乙方(盖章):锦程科技有限公司",
    "法定代表人:钱伟          法定代表人:宋佳",
)
_MINUTES = word(
    "# 城市更新专题会议纪要",
    "时间:2024年6月14日下午3时",
    "地点:市政府二楼会议室",
    "主持人:副市长 罗平",
    "缺席:市城管局丁伟",
    "6月14日下午,副市长罗平主持召开城市更新工作专题会议,听取市住建局关于老旧小区改造进展情况的汇报,研究下一步工作。现纪要如下,请各单位认真抓好落实,按时报送进展情况。",
    "西街地块收储工作由市自然资源局负责。",
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
        "一季报.xlsx": _QUARTER, "职位表.xlsx": _ROSTER, "考勤表.xlsx": _ATTENDANCE, "值班表.xlsx": _DUTY,
        "价格.pdf": pdf(_PRICES), "合同.docx": _CONTRACT, "纪要.docx": _MINUTES, "标准.md": _STANDARD.encode(),
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
        # heads of two levels, the row of sums, fields above and below a sheet's rows
        ("刘玲9月请了几天病假?", "2"),
        ("云岭市发改局9月年休假一共多少天?", "5"),
        ("云岭市发改局9月谁迟到次数最多?", "孙立"),
        ("9月考勤表的审核人是谁?", "何强"),
        ("9月考勤表是谁做的?", "陈东"),
        # what all rows say, and what a row says
        ("云岭市应急局国庆值班电话是多少?", "7201119"),
        ("10月2日带班领导是谁?", "邓敏"),
        # this week and the last, what fell
        ("本周猪肉多少钱一公斤?", "38.5"),
        ("上周鸡蛋均价多少?", "11.6"),
        ("本周哪种农产品价格跌得最多?", "白菜"),
        # parties side by side, a synonym
        ("锦程科技有限公司的法定代表人是谁?", "宋佳"),
        ("教育局买电脑单价多少钱一台?", "4850"),
        ("办公设备采购合同什么时候签的?", "2024年5月20日"),
        # the head of minutes
        ("城市更新专题会议在哪儿开的?", "市政府二楼会议室"),
        ("城市更新专题会议谁没来?", "市城管局丁伟"),
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
        "本周羊肉多少钱一公斤?",
        "王明9月请了几天病假?",
        "10月7日带班领导是谁?",
    ],
)
def test_what_a_table_or_a_form_does_not_have_is_not_read_from_it(office: Answerer, question: str):
    assert short(office.reply(question)) is None


@pytest.mark.parametrize(
    "question",
    ["2024年云岭市教育局遴选的联系人是谁?", "城市更新专题会议可以带计算器吗?"],
)
def test_what_a_paper_does_not_have_or_say_is_not_answered_for_sure(office: Answerer, question: str):
    reply = office.reply(question)

    assert isinstance(reply, Abstention) or (isinstance(reply, Answer) and not reply.is_sure)
