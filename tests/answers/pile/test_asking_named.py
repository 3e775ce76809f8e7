"""Things that a question names side by side, and no document is about, have a row each."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.questions.composed import coordination_of
from answers.questions.pieces import Each
from answers.questions.understanding import Understanding
from answers.types import Answer
from retrieval.normalise import normalise
from tests.answers.conftest import Over, rows_of, table_of, values_of

_WORKS = """# 白石高新区集中签约

在2月20日举行的重大项目签约暨集中开工推进会上,白石高新区共6个项目签约,总投资72.3亿元,预计年产出124亿元,主要集中在电子信息等领域;共9个项目开工,总投资80.7亿元,预计年产出110亿元。

总投资50亿元的青河物联网产业基地项目和总投资30亿元的云溪康养项目落户白石高新区。

白石高新区抽调126名机关工作人员下沉社区,又抽调100名干部下沉企业。

2月22日,总投资150亿元的无锡启明集成电路装备与材料产业园落户,预计5年实现利税总额50亿元。

目前,已有14家企业网上申请“高信贷”,总金额超过3000万元,其中青瓷电气股份有限公司拿到400万元贷款。

2月21日,白石高新区规模以上企业复工率达100%,员工返岗率达80%。
"""


@pytest.fixture(scope="module")
def works(over: Over) -> Answerer:
    return over(works=_WORKS)


def _each(understanding: Understanding, answerer: Answerer) -> tuple[Each, ...]:
    found = coordination_of(understanding, lambda text: answerer.read(text)[1])
    return found.each if found is not None else ()


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("青河产业基地和云溪项目各投资多少?", ["青河产业基地投资多少?", "云溪项目投资多少?"]),
        ("白石签约项目和开工项目的总投资分别是多少?", ["白石签约项目的总投资是多少?", "白石开工项目的总投资是多少?"]),
        ("白石城市和农村低保标准去年各提了多少?", ["白石城市的低保标准去年提了多少?", "白石农村的低保标准去年提了多少?"]),
        ("复工率、返岗率这两项,白石高新区的数是多少?", ["白石高新区的复工率是多少?", "白石高新区的返岗率是多少?"]),
        ("白石争取到的口罩和发出去的口罩各有多少?", ["白石争取到的口罩有多少?", "白石发出去的口罩有多少?"]),
        ("白石的物业项目、物业企业、扶持资金各是多少?", ["白石的物业项目是多少?", "白石的物业企业是多少?", "白石的扶持资金是多少?"]),
        ("白石高新区的建设期、总投资、五年利税", ["白石高新区的建设期是多少?", "白石高新区的总投资是多少?", "白石高新区的五年利税是多少?"]),
        ("青河物联网 云溪康养 投资额", ["青河物联网的投资额是多少?", "云溪康养的投资额是多少?"]),
        ("列个白石的大事日期:专班成立、若干意见出台", ["白石专班成立是什么时候?", "白石若干意见出台是什么时候?"]),
        ("白石那份通知的几个时间:哪天起算、各县报到哪天截止", ["白石那份通知哪天起算?", "白石那份通知各县报到哪天截止?"]),
        ("白石什么时候签约、开工、建成?", ["白石什么时候签约?", "白石什么时候开工?", "白石什么时候建成?"]),
        ("2月20日、21日分别有多少项目签约?", ["2月20日有多少项目签约?", "2月21日有多少项目签约?"]),
        ("白石签约和开工的项目各有几个,合计多少个?", ["白石签约的项目有几个?", "白石开工的项目有几个?"]),
        ("青河、云溪,两个项目投资额各多少?", ["青河的投资额多少?", "云溪的投资额多少?"]),
        ("青河、云溪、白石三家的投资额各是多少?要绝对数", ["青河的投资额是多少?", "云溪的投资额是多少?", "白石的投资额是多少?"]),
        ("江阴、昆山、白石三地管委会的主任分别是谁?", ["江阴的管委会的主任是谁?", "昆山的管委会的主任是谁?", "白石的管委会的主任是谁?"]),
        ("江阴、昆山、无锡管委会的主任分别是谁?", ["江阴的管委会的主任是谁?", "昆山的管委会的主任是谁?", "无锡的管委会的主任是谁?"]),
        ("江阴、昆山和无锡管委会主任是谁?", ["江阴的管委会主任是谁?", "昆山的管委会主任是谁?", "无锡的管委会主任是谁?"]),
        ("江阴、昆山、无锡三个高新区的管委会主任是谁?", ["江阴的管委会主任是谁?", "昆山的管委会主任是谁?", "无锡的管委会主任是谁?"]),
        ("白石负责人和江阴负责人各是谁?", ["白石负责人是谁?", "江阴负责人是谁?"]),
        ("启明公司、精工装备的总经理分别是谁?", ["启明公司的总经理是谁?", "精工装备的总经理是谁?"]),
        ("白石高新区抽调多少名机关人员和干部?", ["白石高新区抽调机关人员多少名?", "白石高新区抽调干部多少名?"]),
        ("白石有几个签约项目和开工项目?", ["白石签约项目有几个?", "白石开工项目有几个?"]),
        ("白石的返岗率、复工率、申请的企业有几家、抽调的干部有多少名?", ["白石的返岗率是多少?", "白石的复工率是多少?", "白石的申请的企业有几家?", "白石的抽调的干部有多少名?"]),
        ("启明公司、精工装备、云溪三家公司的总经理分别是谁?", ["启明公司的总经理是谁?", "精工装备的总经理是谁?", "云溪的总经理是谁?"]),
        ("白石的返岗率、复工率,企业的有几家?", ["白石的返岗率是多少?", "白石的复工率是多少?", "白石的返岗企业有几家?"]),
        ("白石高新区新签了多少项目?外资的、5亿以上的分别几个?", ["白石高新区新签约多少项目", "白石高新区外资的项目几个?", "白石高新区5亿以上的项目几个?"]),
        ("白石高新区那次推进会上,签约的和开工的项目总投资分别是多少,相差多少?", ["白石高新区签约的项目总投资是多少?", "白石高新区开工的项目总投资是多少?"]),
        ("请把白石高新区防疫几个节点的日子理一下:首次部署会、设长山卡口", ["白石高新区防疫首次部署会是什么时候?", "白石高新区防疫设长山卡口是什么时候?"]),
        ("白石高新区协调了几家宾馆、多少床位?", ["白石高新区协调了宾馆几家?", "白石高新区协调了床位多少?"]),
        ("白石高新区产了多少汽油、多少天然气?", ["白石高新区产了汽油多少?", "白石高新区产了天然气多少?"]),
        ("白石高新区抽调了几名干部几辆卡车?", ["白石高新区抽调了干部几名?", "白石高新区抽调了卡车几辆?"]),
        ("白石高新区规上企业有几家,投产的、没复工的各几家?", ["白石高新区规模以上企业有几家", "白石高新区投产的规模以上企业几家?", "白石高新区没复工的规模以上企业几家?"]),
        ("白石高新区签约的34个项目里,5亿元以上的、外资的分别有几个?", ["白石高新区5亿元以上的项目有几个?", "白石高新区外资的项目有几个?"]),
        ("白石高新区检查了多少市场、多少企业,发现和整改的问题各多少个?", ["白石高新区检查了市场多少?", "白石高新区检查了企业多少?", "白石高新区发现的问题多少个?", "白石高新区整改的问题多少个?"]),
        ("白石高新区引进的团队、科学家,培养的人才,各多少?", ["白石高新区引进的团队多少?", "白石高新区引进的科学家多少?", "白石高新区培养的人才多少?"]),
        ("白石高新区投放的贷款、发行的债券,兑现的奖励,金额各多少?", ["白石高新区投放的贷款金额多少?", "白石高新区发行的债券金额多少?", "白石高新区兑现的奖励金额多少?"]),
        ("白石高新区工业产值、外资,各是多少,分别增长多少?", ["白石高新区工业产值是多少?", "白石高新区外资是多少?", "白石高新区工业产值增长多少?", "白石高新区外资增长多少?"]),
        ("白石项目和青瓷项目,总投资哪个大?", ["白石项目的总投资是多少?", "青瓷项目的总投资是多少?"]),
        ("白石和青河,哪个园区发出的短信多?", ["白石的发出的短信是多少?", "青河的发出的短信是多少?"]),
        ("白石已兑现的资金和还要兑现的资金,分别惠及多少家企业?", ["白石已兑现的资金惠及多少家企业?", "白石还要兑现的资金惠及多少家企业?"]),
        ("白石高新区签约和开工了几个项目?", ["白石高新区签约了几个项目?", "白石高新区开工了几个项目?"]),
        ("白石和青河哪个的投资额高?", ["白石的投资额是多少?", "青河的投资额是多少?"]),
        ("电力指数,江阴多少?昆山多少?", ["江阴电力指数多少?", "昆山电力指数多少?"]),
        ("员工返岗率,江阴是多少,昆山是多少?", ["江阴员工返岗率是多少?", "昆山员工返岗率是多少?"]),
        ("江阴 昆山 南通 下沉社区的工作人员数", ["江阴下沉社区的工作人员数是多少?", "昆山下沉社区的工作人员数是多少?", "南通下沉社区的工作人员数是多少?"]),
        ("医学观察点:江阴、昆山各设几家?", ["江阴医学观察点设几家?", "昆山医学观察点设几家?"]),
        ("江阴高新区:签约项目、开工项目各几个?", ["江阴高新区签约项目几个?", "江阴高新区开工项目几个?"]),
        ("领导要的数据:江阴、昆山各有几家企业?", ["江阴有几家企业?", "昆山有几家企业?"]),
        ("江阴、昆山对外来人员集中隔离了多少、解除了多少", ["江阴的对外来人员集中隔离了多少?", "昆山的对外来人员集中隔离了多少?", "江阴的对外来人员集中隔离,解除了多少?", "昆山的对外来人员集中隔离,解除了多少?"]),
        ("青河产业园和昆山创新园建设要多久?", ["青河产业园的建设要多久?", "昆山创新园的建设要多久?"]),
        ("江阴、昆山高新、无锡复工的企业各有几家?", ["江阴的复工的企业有几家?", "昆山高新的复工的企业有几家?", "无锡的复工的企业有几家?"]),
        ("江阴、昆山、无锡云溪达产后产值分别是多少?", ["江阴的达产后产值是多少?", "昆山的达产后产值是多少?", "无锡云溪的达产后产值是多少?"]),
        ("江阴先导产业园和昆山半导体项目的总投资", ["江阴先导产业园的总投资是多少?", "昆山半导体项目的总投资是多少?"]),
        ("江阴签约、无锡复工的企业各有几家?", ["江阴签约的企业有几家?", "无锡复工的企业有几家?"]),
        ("白石高新区的齿轮、轴承、阀门都造了多少?", ["白石高新区的齿轮造了多少?", "白石高新区的轴承造了多少?", "白石高新区的阀门造了多少?"]),
        ("江阴、昆山两家高新区签下的项目叫什么、投多少钱?", ["江阴的签下的项目叫什么?", "昆山的签下的项目叫什么?", "江阴的签下的项目,投多少钱?", "昆山的签下的项目,投多少钱?"]),
    ],
)  # fmt: skip
def test_a_question_is_taken_apart_by_what_it_names(works: Answerer, question: str, asked: list[str]):
    understanding = works.read(normalise(question).text)[1]

    assert [each.text for each in _each(understanding, works)] == asked


@pytest.mark.parametrize(
    "question",
    [
        "白石高新区装备与材料产业园总投资多少?",  # one name
        "白石高新区签约和开工的项目一共投资多少?",  # their sum
        "白石 公园 夜间开放 占比",  # keywords of one question
        "疫情防控和复工复产的措施有哪些?",
        "白石高新区复工率是多少?",
    ],
)
def test_what_is_asked_of_one_is_not_taken_apart(works: Answerer, question: str):
    assert not _each(works.read(normalise(question).text)[1], works)


def test_projects_have_a_row_each(works: Answerer):
    reply = works.reply("青河物联网产业基地和云溪康养项目各投资多少?")

    assert table_of(reply) == {"青河物联网产业基地": "50亿元", "云溪康养项目": "30亿元"}


def test_which_of_two_things_is_more_is_asked_of_these_and_not_of_all_subjects(works: Answerer):
    reply = works.reply("青河物联网产业基地和云溪康养项目,总投资谁大,各多少?")

    assert table_of(reply) == {"青河物联网产业基地": "50亿元", "云溪康养项目": "30亿元"}


def test_one_figure_does_not_stand_in_two_rows(works: Answerer):
    rows = table_of(works.reply("白石签约项目和开工项目的总投资分别是多少?"))

    assert rows["白石签约项目"] == "72.3亿元"
    assert rows["白石开工项目"] in ("80.7亿元", None)


def test_figures_behind_a_count_are_of_what_it_counts(works: Answerer):
    reply = works.reply("白石高新区签约项目和开工项目,个数、总投资、预计年产出分别对比一下")

    assert values_of(reply) == ["6个", "72.3亿元", "124亿元", "9个", "80.7亿元", "110亿元"]


def test_how_many_there_are_is_no_answer_to_what_is_asked_of_them(works: Answerer):
    values = values_of(works.reply("白石高新区2月20日签约和开工的项目,预期一年产出分别多少?"))

    assert "124亿元" in values
    assert "9个" not in values


def test_what_and_joins_behind_how_many_is_several_where_each_has_a_figure(works: Answerer):
    assert values_of(works.reply("白石有几个签约项目和开工项目?")) == ["6个", "9个"]


def test_the_bound_of_a_class_is_no_sum_and_a_name_within_a_longer_one_nobody_elses(over: Over):
    pile = over(
        zone="# 云州开发区:主动作为\n\n总投资30亿元的劲风新能源项目、总投资10亿元的汉江智能制造项目、投资3亿美金的太湖新能源电池模组项目纷至沓来。截至目前,云州开发区今年新签约34个项目,总投资320.2亿元,其中外资项目10个,总投资143.2亿元。"
        "其中总投资5亿元以上项目14个,3000万美元以上外资项目9个。",
        park="# 云州高新区:有序复工\n\n云州高新区有9家规模以上企业,还有外资项目3个。",
    )

    reply = pile.reply("云州开发区新签约项目和外资项目的总投资分别是多少?")

    assert values_of(reply) == ["320.2亿元", "143.2亿元"]


def test_a_figure_is_of_whom_its_sentence_tells_apart(works: Answerer):
    reply = works.reply("白石高新区抽调的人员,下沉社区和下沉企业各多少名?")

    assert values_of(reply) == ["126名", "100名"]


def test_a_thing_is_found_by_its_abbreviated_name(works: Answerer):
    reply = works.reply("启明产业园和云溪项目的总投资分别是多少?")

    assert values_of(reply) == ["150亿元", "30亿元"]


def test_one_of_two_indicators_is_enough_where_either_is_asked_for(works: Answerer):
    reply = works.reply("启明产业园、西岭新能源项目,预计的销售额或者利税分别是多少?")

    assert table_of(reply) == {"启明产业园利税": "50亿元", "西岭新能源项目": None}


def test_common_words_name_the_one_thing_that_has_them_in_its_name(over: Over):
    zone = over(
        zone="# 白石高新区签约\n\n总投资50亿元的航天交通物联网产业基地项目和总投资30亿元的御霖国际智慧康养项目落户白石高新区。"
        "项目注册资本达2.05亿美元的星河湾项目近期完成了工商注册。"
    )

    reply = zone.reply("星河湾、航天、御霖,三个项目投资额或注册资本各多少?")

    assert table_of(reply) == {
        "星河湾注册资本": "2.05亿美元",
        "航天投资额": "50亿元",
        "御霖投资额": "30亿元",
    }


def test_what_is_named_in_a_statement_has_its_figures(works: Answerer):
    reply = works.reply("青瓷电气的贷款和“高信贷”的申请总额各是多少?")

    assert values_of(reply) == ["400万元", "超过3000万元"]


def test_what_a_sentence_says_without_its_name_is_in_no_row(works: Answerer):
    reply = works.reply("青河物联网产业基地和西岭新能源项目各投资多少?")

    assert table_of(reply) == {"青河物联网产业基地": "50亿元", "西岭新能源项目": None}


def test_which_of_two_is_more_is_said(works: Answerer):
    reply = works.reply("青河物联网产业基地和云溪康养项目哪个投资多?")

    assert isinstance(reply, Answer)
    assert reply.notes == ("居首:青河物联网产业基地 50亿元",)


def test_which_is_more_is_not_sure_where_one_is_not_found(works: Answerer):
    reply = works.reply("青河物联网产业基地和西岭新能源项目哪个投资多?")

    assert not isinstance(reply, Answer) or not reply.is_sure


_SUPPLIES = """# 开足马力保供应

来自主管部门的数据显示,截至目前中央企业已累计向江北地区供应汽油18.17万吨、柴油3.86万吨、天然气4.61亿立方米,供电112.79亿千瓦时。

截至2月19日,监管部门共检查农贸市场135953个次,检查活禽经营者317923家次,发现问题数2771个,整改问题2439个,立案查处332宗。

截至目前,白沙开发区今年新签约项目34个,总投资320.2亿元,其中外资项目10个,总投资143.2亿元。其中总投资5亿元以上项目14个,3000万美元以上外资项目9个。
"""


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("中央企业向江北供应了多少汽油、柴油、天然气?", ["18.17万吨", "3.86万吨", "4.61亿立方米"]),
        ("发现和整改的问题各多少个?", ["2771个", "2439个"]),
        ("白沙开发区新签约项目多少个,其中外资项目多少个?", ["34个", "10个"]),  # not of a class: 9个
    ],
)
def test_figures_beside_each_other_are_told_apart_in_an_article_about_nobody(
    over: Over, question: str, values: list[str]
):
    reply = over(supplies=_SUPPLIES, works=_WORKS).reply(question)

    assert values_of(reply) == values


def test_a_long_list_has_a_row_for_each_of_its_items(over: Over):
    pile = over(
        baishi="# 白石高新区防疫\n\n白石高新区设立东湖国际会展饭店、南山会议中心、北苑国际学术交流中心三个集中隔离点,对来人实行集中隔离。\n",
        qinghe="# 青河经开区防疫\n\n青河经开区设立西桥、河湾两个集中隔离点,对来人实行集中隔离。\n",
    )

    reply = pile.reply("白石高新区、青河经开区分别设立了哪些集中隔离点?")

    assert rows_of(reply) == [
        ("白石高新区", "东湖国际会展饭店"), ("白石高新区", "南山会议中心"), ("白石高新区", "北苑国际学术交流中心"), ("青河经开区", "西桥、河湾"),
    ]  # fmt: skip
    assert isinstance(reply, Answer)
    assert reply.answer == "东湖国际会展饭店、南山会议中心、北苑国际学术交流中心、西桥、河湾"
    assert reply.items == ("白石高新区", "青河经开区")


def test_what_each_of_several_does_is_its_trade(over: Over):
    pile = over(
        baishi="# 白石高新区复工\n\n白石海存电子科技有限公司2017年落户青河路,是一家从事芯片设计的企业,集聚了20多位台湾研发人员,其研发产品将于2020年第一季在台积电12英寸晶圆厂进行流片,年底将导入量产。\n\n"
        "青河远帆工程研究院有限公司是一家从事船舶设计的企业。企业订单充足。\n"
    )

    assert table_of(pile.reply("海存电子、远帆工程研究院分别是做什么的?")) == {
        "海存电子": "芯片设计",
        "远帆工程研究院": "船舶设计",
    }


def test_how_it_is_with_each_of_several_is_the_clause_that_says_so(over: Over):
    pile = over(
        baishi="# 白石高新区复工\n\n\u201c目前订单充足,我们满怀信心。\u201d海川科技党委副书记王立平说。\n\n"
        "白石高新区企业全部开工。\n",
        qinghe="# 青河经开区复工\n\n青河远帆工程研究院有限公司从事船舶设计。企业正处于上市筹备期,订单排到了六月,然而交付困难。\n",
    )

    reply = pile.reply("海川科技、远帆工程研究院两家企业手里的订单情况怎么样?")

    assert table_of(reply) == {"海川科技": "目前订单充足", "远帆工程研究院": "订单排到了六月"}
