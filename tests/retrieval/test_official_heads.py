"""Heads as official papers, laws and whole web pages have them: many offices, fields in brackets, a page's frame."""

from __future__ import annotations

import pytest

from retrieval.passages import passages
from retrieval.types import BlockKind
from tests.retrieval.reading import outline, read
from tests.retrieval.test_heads import BODY, C, L, P, Q, R, said

OFFICES = (
    "云岭市财政局",
    "云岭市发展和改革委员会",
    "云岭市经济和信息化局",
    "人民银行云岭营业管理部",
    "云岭市审计局",
)
LEFT, RIGHT, THIN, ZERO = "\u3008", "\u3009", "\u2002", "\u200d\u200b"
REVISED = f"《国务院关于修改{LEFT}云岭条例{RIGHT}的决定》"
PAGE = (
    f"云岭县2015年统计公报 | 云岭县人民政府\n白底黑字蓝链接\n|\n2023年10月11日 星期三\n繁體版\n网站无障碍\n{chr(10006)}\n网站首页\n"
    f"魅力云岭\n数据开放\n您当前所在位置{C}\n网站首页>数据开放>统计信息>统计公报\n索 引 号{C}\n014717475N/2023\n发布机构{C}\n云岭县统计局\n"
    f"公开时限{C}\n常年公开\n公开范围{C}\n面向全社会\n分类{C}\n统计公报\n云岭县2015年统计公报\n来源{C}\n访问量{C}199\n关联稿件{C}\n"
    f"发布日期{C}2017-05-15 10:49:00\n云岭县2015年统计公报\n{BODY}\n一、综合\n{BODY}好。\n附件{C}\n关联稿件{C}\n扫一扫在手机打开当前页\n"
    f"{L}返回顶部{R}{L}关闭本页{R}\n上一篇{C}云岭县2016年统计公报\n上级政府网站\n云岭省人民政府\n网站地图 |\n主办{C}云岭县人民政府  "
    f"承办{C}云岭县人民政府办公室\n智能问答\nX\n您访问的链接即将离开'云岭县人民政府网站'是否继续\uff1f\n继续访问\t\t放弃\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n".join([*OFFICES, f"关于强化资金支持的紧急通知\n云财金〔2020〕251号\n各区财政局{C}\n{BODY}"]),
         {"title": f"{' '.join(OFFICES)}关于强化资金支持的紧急通知", "publisher": " ".join(OFFICES)}),
        ("\n".join([*OFFICES]) + f"关于强化资金支持的紧急通知\n云财金〔2020〕251号\n各区财政局{C}\n{BODY}",
         {"title": f"{' '.join(OFFICES)}关于强化资金支持的紧急通知", "publisher": " ".join(OFFICES)}),
        (f"财政部\n税务总局\n关于税收政策的公告\n财政部\n税务总局公告2020年第8号\n{BODY}",
         {"title": "财政部 税务总局关于税收政策的公告", "publisher": "财政部 税务总局"}),
        (f"云岭市税务局\n关于延期申报的通知\n{BODY}",
         {"title": "云岭市税务局关于延期申报的通知", "publisher": "云岭市税务局"}),
        (f"云岭省疫情防控工作领导小组指挥部令{P}第1号{Q}\n各市人民政府{C}\n{BODY}", {"publisher": "云岭省疫情防控工作领导小组指挥部"}),
        (f"云岭市公安局通告\n{BODY}", {"publisher": "云岭市公安局"}),
        (f"云岭市人民政府公告{P}2020年第3号{Q}\n{BODY}", {"publisher": "云岭市人民政府"}),
        (f"部门公告\n{BODY}", {"publisher": None}),
        ("\n".join([*OFFICES[:3], *OFFICES[:3], f"关于延期的通知\n云医保发〔2020〕14号\n{BODY}"]),
         {"title": f"{' '.join(OFFICES[:3])}关于延期的通知", "publisher": " ".join(OFFICES[:3])}),
        (f"关于暂停查询的通知\n{BODY}\n云岭市市场监督管理局", {"publisher": "云岭市市场监督管理局"}),
        (f"一季度财务报告\n{BODY}\n编制单位{C}云岭股份有限公司\n2025年3月31日", {"publisher": "云岭股份有限公司"}),
        (f"进一步支持防控若干措施\n{ZERO}云岭市人民政府办公室\n关于进一步支持防控若干措施\n云政办发〔2020〕5号\n{ZERO}各区{C}\n{BODY}"
         f"\n云岭市人民政府办公室\n2020年2月3日{ZERO}",
         {"title": "进一步支持防控若干措施", "publisher": "云岭市人民政府办公室", "date": "2020-02-03"}),
        (f"云岭局印发《关于支持复工的措施》的通知{P}云发〔2020〕111号{Q}\n云岭局印发《关于支持\n复工的措施》的通知\n{BODY}",
         {"title": f"云岭局印发《关于支持复工的措施》的通知{P}云发〔2020〕111号{Q}", "publisher": "云岭局"}),
        (f"云岭省统计局 {THIN}国家统计局云岭调查总队\n关于数据修订的公告\n{BODY}",
         {"publisher": "云岭省统计局 国家统计局云岭调查总队"}),
    ],
    ids=["about alone", "about with the last", "two", "one", "order", "notice", "numbered", "no office", "letterhead", "alone", "made by", "no width", "number", "wide blank"],
)  # fmt: skip
def test_the_offices_above_a_title_are_part_of_it_and_issued_it(text, expected):
    assert said(read(text), *expected) == expected


@pytest.mark.parametrize("gap", ["\n", ""])
def test_fields_whose_labels_stand_in_brackets_are_of_the_head(gap):
    fields = (
        ("发文单位", "国家税务总局"),
        ("发布文号", "税总函〔2020〕19号"),
        ("发文日期", "2020-01-30"),
        ("是否有效", "全文有效"),
    )
    head = "\n".join(f"{L}{label}{R}{gap}{value}" for label, value in fields)
    document = read(f"国家税务总局关于优化服务的通知\n{head}\n各地税务局{C}\n{BODY}")

    assert said(document, "title", "subtitle", "publisher", "date") == {
        "title": "国家税务总局关于优化服务的通知", "subtitle": None, "publisher": "国家税务总局", "date": "2020-01-30",
    }  # fmt: skip
    assert next(p.text for p in passages(document) if p.kind is BlockKind.HEAD).endswith("全文有效")


@pytest.mark.parametrize(
    "dateline",
    [
        "新华社云岭2月13日电(记者",
        "本报讯(记者",
        f"中新社云岭2月13日电 {P}记者",
        "云岭日报讯(记者",
        "云岭在线消息(记者",
    ],
)
def test_a_dateline_is_no_title(dateline):
    document = read(f"云岭{C}建立95个观察点\n{dateline}\n李松){BODY}\n{BODY}")

    assert [title for title, _ in outline(document)] == [f"云岭{C}建立95个观察点"]


@pytest.mark.parametrize(
    ("history", "date", "publisher"),
    [
        (f"1993年12月12日国务院批准 1993年12月23日财政部令第6号发布 根据2010年12月20日{REVISED}第一次修订 根据2019年3月2日"
         f"{REVISED}第二次修订", "2019-03-02", "财政部"),
        ("1994年7月5日第八届全国人民代表大会常务委员会第八次会议通过 根据2009年8月27日第十一届全国人民代表大会常务委员会"
         "第十次会议《关于修改部分法律的决定》第一次修正", "2009-08-27", "第八届全国人民代表大会常务委员会"),
        ("2019年5月30日云岭市第十三届人民代表大会常务委员会第十一次会议通过 2019年7月26日云岭省第十三届人民代表大会常务委员会"
         "第十一次会议批准 自2019年10月1日起施行", "2019-07-26", "云岭市第十三届人民代表大会常务委员会"),
        ("1988年9月8日 国务院令第12号发布  根据", "1988-09-08", "国务院"),
        ("1987年5月4日 国务院发布)", "1987-05-04", "国务院"),
        ("2017年6月7日 国务院第175次常务会议通过", "2017-06-07", "国务院"),
    ],
    ids=["decree", "law", "local", "cut off", "bracket", "passed"],
)  # fmt: skip
def test_the_history_of_a_law_tells_its_last_wording(history, date, publisher):
    for text in (
        f"云岭条例\n{P}{history}{Q}\n第一章 总则\n第一条 {BODY}",
        f"云岭条例\n{history}\n第一章 总则\n第一条 {BODY}",
    ):
        document = read(text, "云岭条例(2020-11-29).txt")

        assert said(document, "title", "date", "publisher") == {
            "title": "云岭条例", "date": date, "publisher": publisher,
        }  # fmt: skip
        assert all(p.kind is BlockKind.HEAD for p in passages(document) if history[:20] in p.text)


def test_a_sentence_that_begins_with_a_day_is_no_history():
    text = f"2019年5月30日市人大常委会会议通过了条例{C}自10月1日起施行。"

    assert text in "".join(p.text for p in passages(read(f"条例解读\n{text}\n{BODY}")) if p.is_body)


def test_of_a_whole_page_what_stands_above_its_trail_is_left_out():
    document = read(PAGE)
    shown = "\n".join(f"{p.title}\n{p.text}" for p in passages(document))

    assert said(document, "title", "publisher", "posted", "date", "region") == {
        "title": "云岭县2015年统计公报", "publisher": "云岭县统计局", "posted": "2017-05-15", "date": None, "region": "云岭县",
    }  # fmt: skip
    assert [title for title, _ in outline(document)] == ["云岭县2015年统计公报"]
    words = (
        "星期三",
        "魅力",
        "无障碍",
        "白底",
        "网站地图",
        "上级",
        "继续访问",
        "智能问答",
        "2016年",
        "关联稿件",
    )
    assert [word for word in words if word in shown] == []


def test_an_empty_field_has_no_value_and_what_stands_behind_the_page_hides_no_signature():
    page = f"{PAGE.split('附件')[0]}{P}云岭县统计局{Q}\n附件{PAGE.split('附件')[1]}".replace(
        "云岭县统计局\n公开", "\n公开"
    )

    assert said(read(page), "publisher", "source_line") == {"publisher": "云岭县统计局", "source_line": None}


def test_a_title_that_stands_above_the_trail_only_is_kept():
    document = read(f"关于停课的通知\n您的位置{C}首页>通知\n{BODY}\n{BODY}")

    assert document.title == "关于停课的通知"


@pytest.mark.parametrize(
    ("title", "region"),
    [
        (f"云南{C}九条措施激励人才", "云南"),
        ("重庆出台援企稳岗返还政策", "重庆"),
        ("陕西建立健全疫情防控财政保障机制", "陕西"),
        ("北京大学第三医院接诊须知", None),
        ("新疆 出台新举措", "新疆"),
        (f"重庆{C}建立观察点", "重庆"),
        (f"上海合作组织{C}声明", None),
        ("关于暂停上海市统计局查询的通知", None),
        ("关于云岭市统计局查询的通知", "云岭市"),
    ],
)
def test_the_region_is_the_one_that_a_title_begins_with(title, region):
    assert read(f"{title}\n{BODY}\n{BODY}").region == region


def test_a_name_below_a_post_heads_no_article():
    text = f"新闻发布会\n{BODY}\n云岭省卫生健康委党组成员、副主任\n谢李广\n{BODY}好。"

    assert len(outline(read(text))) == 1
    assert "谢李广" in "".join(p.text for p in passages(read(text)))


def test_choices_of_an_examination_are_items():
    text = f"考试大纲\n{BODY}\n例题1{C}填入恰当的一项是{C}\nA.国际性   B.理论性\nC.创新性   D.普遍性\n{P}答案{C}D。{Q}\n{BODY}"

    assert len(outline(read(text))) == 1
