"""What kind of answer a question asks for, by rules: the first that matches decides.

All of it reads normalised text (simplified characters, ASCII punctuation, lower case).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from answers.questions.english import asking_words, is_english, kind_of
from answers.types import Kind
from retrieval.types import Span


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that tells a kind, and a question that it is meant for."""

    kind: Kind
    pattern: re.Pattern[str]
    example: str


_MEASURES = (
    "个|家|名|人|位|户|份|条|件|辆|台|套|只|支|张|项|次|场|所|座|处|栋|间|批|期|类|种|款|门|轮|篇|部|本|页|字|段|层|级|"
    "组|队|届|瓶|箱|架|列|趟|回|片|块|对|副|面|例|起|笔|股|床|群|棵|株|艘|枚|头|匹|班|节|大|点|度|倍|成|元|亿|万|吨|亩|米|公里|小时|分钟|天|年|月|周|岁"
)
PLACE_IN_A_ROW = "第几"  # 第几届, which no amount answers
_NUMERALS = "两三四五六七八九十几"

_TABLE: tuple[tuple[Kind, str, str], ...] = (
    (Kind.COUNT, r"(?:多少|几|哪些|哪几)(?:篇|份|个)?(?:文档|文件|资料|材料|文章|报道|简报|篇|段落|段|处).{0,60}(?:提到|提及|说到|讲到|涉及|出现|包含)", "有多少篇文档提到云招商?"),
    (Kind.COUNT, r"(?:提到|提及|说到|讲到|涉及).{0,60}(?:文档|文件|资料|文章|段落).{0,20}(?:多少|几)", "提到云招商的文档有几篇?"),
    (Kind.COMPARE, r"(?:和|与|跟|、).{2,20}(?:分别|各自|各)(?:是|为|有|达|达到)?(?:多少|几|谁|哪位|哪[天年月]|什么时候)", "江阴、无锡的返岗率分别是多少?"),
    (Kind.COMPARE, r"对比|比.{2,12}(?:高|低|多|少|大)多少|比较一?下?|相比|区别|差多少|(?:哪个|哪家|谁)的?.{0,8}(?:更|较)?(?:高|低|多|少|大|小|早|晚)(?:[?些一]|$)|哪个.{0,6}得(?:更)?(?:早|晚)|(?:谁|哪一?[个家条座])(?:的[^?]{1,8})?(?:更|较)?(?:长|短|快|慢|远|近|强|弱|重|轻|宽|窄)(?:[?些一]|$)", "江阴和滨江的复工率哪个高?"),
    (Kind.SUMMARY, r"概括|总结一?下?(?!会)|摘要(?!.{0,20}(?:多少|几|谁|哪|怎|[什多][么长久大]))|概述|归纳|综述|(?:讲|写)了(?:些)?什么(?:内容|事)?[?]?$|情况(?:怎么样|如何)|主要内容|大意|简要介绍|介绍一?下", "总结一下这篇文档"),
    (Kind.QUOTE, r"(?:怎么|怎样|如何|咋)(?:说|讲|评价|看待|看|表态|回应|回答|介绍|解释)|说了?(?:些)?什么|什么批示|(?:表示|强调|指出|认为|批示)了?(?:些)?(?:什么|哪些)", "李嘉庆怎么说?"),
    (Kind.YES_NO, r"[吗吧][?]?$|了没(?:有)?[?]?$|是否|有没有|是不是|能不能|会不会|可不可以|有无|能否|可否|([要需让准许给算])不(?:\1|需要)", "规上企业全部复工了吗?"),
    (Kind.LIST, r"(?:[两三四五六七八九十几]|\d{1,4})(?:个|家|项|种|类|大|条|处|位|款|座|所|名)[\u4e00-\u9fff]{1,8}分别(?:是|为|叫|有|指)(?:什么|啥|哪)", "两个项目分别叫什么?"),
    (Kind.PERSON, r"(?:什么|何|哪个|哪些|啥)(?:职务|职位|官职|头衔|身份|岗位)|(?:任|当)(?:什么|何|啥)(?:职|官)|担任(?:什么|啥)|是(?:什么|啥)人|职务[?]?$", "黄瑾是什么职务?"),
    (Kind.PERSON, r"谁|哪位|哪一位|哪一?(?:个|名)(?:人|记者|作者|领导|干部)(?![员民才])|何人|什么人|叫(?:什么|啥)(?:名字)?(?:来着|呀|啊|呢)?[?]?$|(?:哪|几)(?:些|几|两|三)位?(?:人|领导|同志|负责人)|名字", "滨江区区长是谁?"),
    (Kind.NUMBER, r"多长时间|多少时间|多久|(?:哪一?个|什么|啥)(?:电话|号码|热线|邮编)", "签字用了多长时间?"),
    (Kind.DATE, r"什么时候|何时|什么时间|啥时候?|哪一?[天日年]|哪个?月|哪几[天日年]|几[月号日]|哪一刻|什么日子|几点|(?:日期|时间)(?:是|为)?(?:什么|多少|[?]|$)", "立长山卡口是哪天设立的?"),
    (Kind.REASON, r"(?<![称成作认以视叫定列评判])为什么|为何|原因|因何|缘何|怎么会|何以|理由|为啥|凭什么|出于什么", "为什么推出云招商?"),
    (Kind.REASON, r"(?:怎么|如何|咋)(?:造成|引起|引发|导致|形成)的?(?!影响)|什么缘故", "缺碘的病是怎么造成的?"),
    (Kind.HOW, r"(?:什么(?!时候|单位|人)|啥(?!时候)|哪种|何种)[\u4e00-\u9fff]{0,4}?(?:方式|办法|方法|途径|手段|渠道|形式|模式)", "用的是什么形式?"),
    (Kind.LIST, rf"哪(?:[{_NUMERALS}]|\d+)|哪些(?!天|年)", "设立了哪几个观察点?"),
    (Kind.NUMBER, rf"多少|几(?:{_MEASURES}|百|千|万|亿|成)|多(?:大|高|长|远|重|久|快|宽|深)(?![学力型])|第几|百分之几|几分之几", "江阴有多少家企业复工?"),
    (Kind.LIST, r"有(?:什么|啥)(?!用|意)|(?:什么|啥)(?:措施|内容|方面|举措|服务|项目|文件|政策|要求|任务|做法|产品)|包括什么|分别是|几大|名单", "有什么措施?"),
    (Kind.ORGANISATION, r"哪一?级(?:人民)?(?:政府|公安|机关|部门|机构|单位|法院|海关)|哪一?家(?!庭)|(?:哪|什么|何)(?:一)?(?:个|家)?(?:公司|企业|单位|医院|高校|部门|机构|银行|大学|学校|组织|局|集团|平台|媒体|报纸|工作组|小组|中心|项目|产品)", "是哪家企业获批的?"),
    (Kind.PLACE, r"哪里|哪儿|(?<!如)何处|何地|什么地方|在哪|哪一?(?:个|座)(?:城市|地方|省|国家|街道|小区|社区|园区|地区|(?:区|县|镇|乡|村|园|楼)(?![长委民干域盘])|路口|医院|酒店|学校(?=里))|哪(?:栋|幢|层|条路)|几楼|位于哪|(?:地址|地点|位置)(?:是|在|[?]|$)", "分会场设在哪里?"),
    (Kind.DEFINITION, r"哪一?行(?![政业使])|(?:做|干|从事|属于?|是)哪个?(?:行业|领域)|主营(?:什么|啥)|什么是|是(?:个|一个)?(?:什么|啥)(?!时|人)|指(?:的是)?(?:什么|哪)|何谓|什么叫|(?:做|干|从事|负责|用来做)(?:什么|啥)|什么意思|含义|是(?:做|干)什么", "电社工是什么?"),
    (Kind.HOW, r"怎么(?!样[?]?$)|如何|怎样|咋(?!样)", "怎么解决用工难?"),
    # No question word at all: what the line ends with says what is wanted.
    (Kind.PERSON, r"姓名[?]?$", "滨江区区长 姓名"),
    (Kind.PLACE, r"场所[?]?$", "隔离 场所"),
    (Kind.QUOTE, r"(?:原话|原文|表态)[?]?$", "王某 原话"),
    (Kind.REASON, r"缘由[?]?$", "改成线上 缘由"),
    (Kind.REASON, r"(?<![是去来])干[吗嘛](?![的用呢了?]|$)", "干吗要戴口罩?"),
    (Kind.HOW, r"(?:方式|方法|办法|做法|途径)[?]?$", "发送政策 方式"),
    (Kind.LIST, r"(?:清单|包括)[?]?$", "服务 清单"),
    (Kind.ORGANISATION, r"(?:部门|单位|机构|公司名称?|企业名称|医院)[?]?$", "抽调人员 部门"),
    (Kind.PERSON, r"(?:书记|主任|区长|市长|局长|院长|校长|县长|镇长|会长|组长|经理|董事长|总裁|负责人|代表|记者|作者)呢?[?]?$", "滨江区区长"),
    (Kind.DATE, r"(?:时间|日期|日子)呢?[?]?$", "立长山卡口设立时间"),
    (Kind.NUMBER, r"(?:率|额|数|量|产值|总值|投资|面积|资金|人数|金额|比重|占比|比例|规模|收入|增速|增幅|指数|户数|价|费|目标|产出|税收|利税|利润|外资|用地|床位|距离|年龄|gdp|建设期|工期|期限|年限)呢?[?]?$", "江阴员工到岗率"),
)  # fmt: skip
RULES = tuple(Rule(kind, re.compile(pattern), example) for kind, pattern, example in _TABLE)

# What only asks and says nothing of the matter: cut out before the documents are searched.
_PHRASES = re.compile(
    rf"多长时间|多久|有?多(?:长|大|高|远|重|宽|深|快)了?(?![\u4e00-\u9fff])|有?多(?:长|大|高|远|重|宽|深|快)(?=年纪|岁数|年龄|的[路距]|面积|规模)|百分之(?:几|多少)|几分之几|几[号月]|(?:是|为|有|达到?|超过?|突破|逾|不到|不足)?(?:多少|几)(?={_MEASURES})|(?:是|为|有|达到?|超过?|突破|逾|不到|不足)?多少|是?[什甚]么时[候间]|是?(?:在)?哪一?[天日年月]|"
    rf"是?哪(?:[{_NUMERALS}]+(?:个|家|项|名|位|种|类|大|条|点|天|次|方面)?|一?(?:些|里|儿|个|家|位|种|类|项|所|座|次|届|条|部|本|支|款|场|部分)|一)?|"
    rf"(?:是|做|干|从事|属于?)?哪(?:一?行(?![政业使])|个?(?:行业|领域))|是?(?:由|被)?谁|为[什甚]么|[现担兼曾]?任(?:[什甚]么|啥|何)(?=[职官])|(?<![任如])何[时处地人种年月日者]|为何|干[吗嘛]|怎么样|怎么|如何|怎样|"
    rf"是?[什甚]么(?:样的?)?|指(?:的是)?[什甚]么|[什甚]么是|是啥|啥|是否|有没有|是不是|能否|吗(?=[?]?$)|呢(?=[?]?$)|请问|请教|几(?={_MEASURES})"
)


# What people say while they look for the words: 那边, 那场, 前前后后. Documents do not.
_SPOKEN = re.compile(
    r"[那这](?:边|儿|场|次|位(?!置)|笔|批(?!准|复)|篇|份(?!额)|伙)|前前后后|上上下下|里里外外|来来回回|大概其?|差不多|就是说"
)


def spoken(text: str) -> tuple[Span, ...]:
    """Return the ranges of a normalised question that are mere talk, not to be searched for.

    >>> [span.of("那边前前后后发了多少") for span in spoken("那边前前后后发了多少")]
    ['那边', '前前后后']
    """
    return tuple(Span(*match.span()) for match in _SPOKEN.finditer(text))


@lru_cache(maxsize=1024)
def classify(text: str) -> Kind:
    """Return the kind of a normalised question.

    >>> classify("江阴高新区发放了多少份告知书?"), classify("滨江区区长是谁?"), classify("云招商")
    (<Kind.NUMBER: 'number'>, <Kind.PERSON: 'person'>, <Kind.OTHER: 'other'>)
    """
    if is_english(text):
        return kind_of(text)
    for rule in RULES:
        if rule.pattern.search(text):
            return rule.kind
    return Kind.OTHER


def question_phrases(text: str) -> tuple[Span, ...]:
    """Return the ranges of a normalised question that only ask.

    >>> [span.of("复工率是多少?哪天公布?") for span in question_phrases("复工率是多少?哪天公布?")]
    ['是多少', '哪天']
    """
    if is_english(text):
        return asking_words(text)
    return tuple(Span(*match.span()) for match in _PHRASES.finditer(text))
