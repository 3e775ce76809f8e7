"""What documents say of themselves: title blocks of reports, notices, laws, web pages; never a tool of the page."""

from __future__ import annotations

import pytest

from retrieval.passages import passages
from retrieval.types import BlockKind, Document
from tests.retrieval.reading import of_kind, outline, read

# `：` `，` `【` `】` `［` `］` `（` `）` as they stand in real files
C, M, L, R, NL, NR, P, Q = "\uff1a", "\uff0c", "\u3010", "\u3011", "\uff3b", "\uff3d", "\uff08", "\uff09"
BODY = f"现在{M}我代表市人民政府{M}向大会报告工作{M}请予审议。过去一年{M}经济稳中有进{M}民生持续改善。"
TOOLS = f"下载\n打印\n全屏\n收藏\n{L}字号{C}\n加大\n还原\n减小\n{R}\n"

REPORT = (
    f"{TOOLS}2026年云岭市政府工作报告\n——2026年2月3日在云岭市第十六届人民代表大会第四次会议上\n来源{C}云岭日报\n"
    f"时间{C}2026-02-09\n云岭市市长 林 峰\n林峰作政府工作报告。本报记者 王朗摄\n各位代表{C}\n{BODY}\n一、工作回顾\n{BODY}\n"
    "相关报道：\n"
)
PAGE = (
    f"当前位置{C}\n首页\n>\n政务信息\n>\n要闻\n云岭省2026年政府工作报告\n发表时间{C}\n2026-02-09 09:45:30\n来源{C}\n云岭日报客户端\n"
    f"阅读量{C}\n{L}字体{C}\n小\n中\n大\n{R}\n政府工作报告\n——2026年2月3日在云岭省第十三届\n人民代表大会第四次会议上\n"
    f"省人民政府省长 嘎玛泽登\n各位代表{C}\n{BODY}\n{BODY}好。\n责任编辑{C}\n李莎\n扫一扫在手机打开当前页\n相关链接>>\n"
    f"abcd39f1fb7f426d9dfb6bd0fa1f2146{C}\n关于报告的决议\n{L}\n打印本页\n{R}\n关闭窗口\n云岭省2026年政府工作报告\n{BODY}\n"
)
BULLETIN = (
    f"云岭省2022年国民经济和社会发展统计公报{NL}1{NR}\n云岭省统计局  国家统计局云岭调查总队\n2023年3月28日\n{BODY}\n01综合\n"
    f"全年生产总值{NL}2{NR}32074.7亿元{M}比上年增长4.7%。\n表1  年末人口数\n02农业\n粮食产量2151.9万吨。\n"
    f"相关解读{C}《公报》解读\n注释{C}\n{NL}1{NR}本公报为初步统计数。\n{NL}2{NR}生产总值按现价计算。\n"
)
NOTICE = (
    "云岭市人民政府文件\n云政发〔2024〕17号\n云岭市人民政府关于印发\n若干措施的通知\n各县人民政府:\n现印发给你们,请认真执行。\n"
    "云岭市人民政府\n2024年3月18日\n"
)
JOINT = (
    "财政部\n海关总署\n税务总局关于进口物资免税政策的公告\n财政部公告2020年第6号\n经批准,现公告如下。\n财政部\n海关总署\n"
    "税务总局\n2020年2月1日\n"
)
LAW = (
    "# 云岭条例\n\n2001年8月3日 国务院令第314号公布\n\n2017年3月1日 《国务院关于修改〈云岭条例〉的决定》第一次修订\n\n"
    "2017年4月1日 施行\n\n<!-- END -->\n\n## 第一章 总则\n\n第一条 为了管理,制定本条例。\n"
)
ONE_LINE = (
    f"首页 > 政务公开 > 通知公告\n关于做好复工工作的通知\n发布时间{C}2020-02-08 10:20  来源{C}云岭市卫健委  浏览次数{C}123  "
    f"{L}字体{C}大 中 小{R} 打印\n各有关单位{C}\n{BODY}\n上一篇{C}没有了\n下一篇{C}关于停课的通知\n"
)
MINUTES = "青川区专班第5次会议纪要\n会议时间:2023年9月6日\n地点:3号楼201会议室\n主持人:林海峰\n会议听取了汇报,研究了工作。\n"


def said(document: Document, *names: str) -> dict[str, str | None]:
    values = {name: getattr(document.head, name) for name in names}
    return {name: value.text if value else None for name, value in values.items()}


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (REPORT, "a.txt", {"title": "2026年云岭市政府工作报告", "subtitle": "2026年2月3日在云岭市第十六届人民代表大会第四次会议上",
                           "date": "2026-02-03", "posted": "2026-02-09", "publisher": "云岭日报", "region": "云岭市",
                           "speaker": "林峰", "source_line": f"来源{C}云岭日报"}),
        (PAGE, "a.txt", {"title": "云岭省2026年政府工作报告", "subtitle": "2026年2月3日在云岭省第十三届人民代表大会第四次会议上",
                         "date": "2026-02-03", "posted": "2026-02-09", "publisher": "云岭日报客户端", "region": "云岭省",
                         "speaker": "嘎玛泽登", "source_line": f"来源{C}云岭日报客户端"}),
        (BULLETIN, "a.txt", {"title": "云岭省2022年国民经济和社会发展统计公报", "date": "2023-03-28", "region": "云岭省",
                             "publisher": "云岭省统计局 国家统计局云岭调查总队", "speaker": None}),
        (NOTICE, "a.txt", {"title": "云岭市人民政府关于印发若干措施的通知", "publisher": "云岭市人民政府", "date": "2024-03-18",
                           "region": "云岭市"}),
        (JOINT, "a.txt", {"title": "财政部 海关总署 税务总局关于进口物资免税政策的公告", "date": "2020-02-01",
                          "publisher": "财政部 海关总署 税务总局", "region": None}),
        (LAW, "a(2019-03-02).md", {"title": "云岭条例", "date": "2017-03-01", "publisher": "国务院", "region": None}),
        (ONE_LINE, "a.txt", {"title": "关于做好复工工作的通知", "posted": "2020-02-08", "publisher": "云岭市卫健委"}),
        (MINUTES, "a.txt", {"title": "青川区专班第5次会议纪要", "date": "2023-09-06"}),
        (f"{TOOLS}{BODY}", "2026_上海市_报告.txt", {"title": "2026_上海市_报告.txt", "region": "上海市", "date": None}),
        ("简报\n" + BODY, "20200208_简报.txt", {"title": "简报", "date": "2020-02-08"}),
        (f"政府工作报告\n{P}2026年1月27日在江西省第十四届人民代表大会上{Q}\n省长 叶 春\n{BODY}", "a.txt",
         {"subtitle": "2026年1月27日在江西省第十四届人民代表大会上", "region": "江西省", "speaker": "叶春"}),
        (f"关于复工的通知\n{BODY}\n{P}云岭市统计局{Q}", "a.txt", {"publisher": "云岭市统计局", "region": "云岭市"}),
        (f"复工简报\n{BODY}\n{P}来源{C}云岭日报{Q}\n编辑{C}何红", "a.txt",
         {"publisher": "云岭日报", "source_line": f"{P}来源{C}云岭日报{Q}"}),
        ("甲公司\n乙公司\n丙公司\n" + BODY, "a.txt", {"publisher": None}),
        ("市长 讲话\n" + BODY, "a.txt", {"speaker": None}),
        ("---\ntitle: 甲\nspeaker: 王强\ndate: 2020年2月21日\n---\n\n# 乙\n\n正文在此。\n", "a.md",
         {"title": "甲", "speaker": "王强", "date": "2020-02-21"}),
    ],
)  # fmt: skip
def test_a_head_is_what_a_reader_finds(text, source, expected):
    assert said(read(text, source), *expected) == expected


def test_what_the_text_says_stands_before_the_name_of_the_file():
    document = read(f"2026年江西省政府工作报告\n来源{C}日报\n{BODY}", "2026_上海市_报告.txt")

    assert (document.region, document.head.guessed()) == ("江西省", [])


def test_a_guess_is_marked_and_stands_nowhere():
    document = read(BODY, "2026_上海市_报告.txt")

    assert document.head.guessed() == ["title", "region"]
    assert document.head.region is not None
    assert document.head.region.spans == ()


@pytest.mark.parametrize("text", [REPORT, PAGE, BULLETIN, NOTICE, JOINT, LAW, ONE_LINE])
def test_each_value_stands_where_it_says(text):
    document = read(text, "a.md" if text.startswith("#") else "a.txt")

    for name in ("title", "subtitle", "publisher", "region", "speaker", "source_line"):
        value = getattr(document.head, name)
        printed = "".join(span.of(document.text) for span in value.spans) if value else ""
        shown = value.text if value else ""
        assert "".join(printed.strip("—()\uff08\uff09").split()) == "".join(
            shown.strip("()\uff08\uff09").split()
        )


def test_the_head_can_be_quoted_as_one_passage():
    first, *_ = passages(read(REPORT))

    assert first.kind is BlockKind.HEAD
    assert first.text.split("\n") == [
        "2026年云岭市政府工作报告", "——2026年2月3日在云岭市第十六届人民代表大会第四次会议上", f"来源{C}云岭日报",
        f"时间{C}2026-02-09", "云岭市市长 林 峰",
    ]  # fmt: skip


DEBRIS = [
    "下载", "打印", "加大", "字号", "首页", "政务信息", "阅读量", "责任编辑", "李莎", "扫一扫", "相关", "abcd39f1", "关闭", "决议",
    "打印本页", "上一篇", "浏览次数", "何红",
]  # fmt: skip


@pytest.mark.parametrize("text", [REPORT, PAGE, BULLETIN, ONE_LINE, f"简报\n{BODY}\n编辑{C}何红"])
def test_nothing_of_the_page_stands_in_a_passage_or_a_title(text):
    made = passages(read(text))

    shown = "\n".join(f"{p.title}\n{p.section or ''}\n{p.text}" for p in made if p.kind is not BlockKind.HEAD)
    assert [word for word in DEBRIS if word in shown] == []
    assert all(p.title not in ("下载", "大", "首页") for p in made)


def test_a_page_is_one_article_and_says_nothing_twice():
    document = read(PAGE)

    assert [title for title, _ in outline(document)] == ["云岭省2026年政府工作报告"]
    assert "".join(p.text for p in passages(document)).count("向大会报告工作") == 2  # as in the text proper


def test_tools_within_a_text_are_text():
    document = read(f"机房管理办法\n{BODY}\n打印\n{BODY}\n下载\n{BODY}")

    assert "打印" in "".join(p.text for p in passages(document))


def test_a_text_of_tools_alone_is_a_text():
    assert [p.text for p in passages(read("打印\n下载"))] == ["打印\n下载"]


def test_a_photographs_credit_is_a_caption():
    assert of_kind(read(REPORT), BlockKind.CAPTION) == ["林峰作政府工作报告。本报记者 王朗摄"]


def test_marks_of_notes_stand_in_no_quotation_and_each_note_is_a_passage():
    document = read(BULLETIN)
    made = passages(document)

    assert [p.text for p in made if p.kind is BlockKind.NOTE] == [
        f"注释{C}\n本公报为初步统计数。", "生产总值按现价计算。",
    ]  # fmt: skip
    assert any(f"全年生产总值32074.7亿元{M}比上年增长4.7%。" in p.text for p in made)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (f"报告\n{BODY}\n名词解释\n1.“两新”{C}设备更新。\n2.2026年实事{C}提高标准。\n3.5+2之家{C}覆盖各级。",
         [f"“两新”{C}设备更新。", f"2026年实事{C}提高标准。", f"5+2之家{C}覆盖各级。"]),
        (f"报告\n{BODY}\n附件\n名词注释\n1.“两新”{C}\n设备更新。\n2.四库{C}\n水库、粮库。",
         [f"“两新”{C}设备更新。", f"四库{C}水库、粮库。"]),
        (f"报告\n{BODY}\n注释\n{NL}1{NR}七个有之{C}\n搞任人唯亲的有之。\n{NL}2{NR}三资{C}\n农村的\n资金\n、资产。",
         [f"七个有之{C}搞任人唯亲的有之。", f"三资{C}农村的资金、资产。"]),
        (f"# 报告\n\n{BODY}\n\n## 名词解释\n\n- 两新{C}设备更新。\n- 四库{C}水库、粮库。\n",
         [f"两新{C}设备更新。", f"四库{C}水库、粮库。"]),
    ],
    ids=["one line", "two lines", "bracketed and torn", "markdown"],
)  # fmt: skip
def test_each_entry_of_a_glossary_is_term_and_text_in_one_passage(text, entries):
    document = read(text, "a.md" if text.startswith("#") else "a.txt")

    found = [p for p in passages(document) if p.kind is BlockKind.ENTRY]

    assert [p.text.split("\n")[-1] for p in found] == entries
    assert all(p.section is not None for p in found)


def test_a_numbered_list_is_no_glossary():
    text = f"通知\n{BODY}\n1.时间{C}3月5日。\n2.地点{C}三楼。\n3.人员{C}各区。"

    assert of_kind(read(text), BlockKind.ENTRY) == []


def test_a_word_that_the_page_set_apart_is_part_of_its_paragraph():
    begun = f"推进改革{M}优化营商环境{M}稳住外贸外资{M}扩大有效投资{M}提振居民消费{M}改善空气质量{M}使PM"
    text = f"简报\n{BODY}\n{begun}\n2.5\n浓度保持在20微克左右。\n{BODY}好。"

    # two Latin words stay two, as they are printed
    assert f"{begun}\n2.5浓度保持在20微克左右。" in of_kind(read(text), BlockKind.PARAGRAPH)


def test_a_tables_caption_names_its_rows_and_nothing_behind_them():
    text = f"公报\n{BODY}\n产品产量\n| 名称 | 产量 |\n| 水泥 | 15 |\n建筑业稳定增长{M}产值70344万元。"

    assert outline(read(text))[0][1][1:] == [
        ("产品产量 名称 产量", "名称 | 产量"), ("产品产量 名称 产量", "水泥 | 15"), (None, f"建筑业稳定增长{M}产值70344万元。"),
    ]  # fmt: skip


def test_a_letter_spaced_name_is_found_as_a_word_and_quoted_as_printed(library, searcher, tmp_path):
    from retrieval.analysis import to_query

    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, "utf-8")
    library.sync(folder)
    searcher.keep_step()

    hits = searcher.search(to_query(searcher.analyser.analyse("林峰")), 2).hits

    assert any("林 峰" in hit.passage.text for hit in hits if hit.passage.kind is BlockKind.HEAD)
