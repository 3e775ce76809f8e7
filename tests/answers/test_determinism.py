from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import sys
from pathlib import Path
from retrieval.analysis import Analyser
from retrieval.segmenter import open_segmenter
from tests.evaluation.answerers import answerer_over

with answerer_over(Path(sys.argv[1]), Path(sys.argv[2]), Analyser(open_segmenter(Path(sys.argv[3])))) as answerer:
    for question in sys.stdin.read().splitlines():
        reply = answerer.reply(question)
        for part in getattr(reply, "parts", (reply,)):
            cited = [(one.document.source, one.quote.span) for one in getattr(part, "citations", ())]
            nearest = getattr(part, "nearest", None)
            print(repr((question, getattr(part, "lead", ""), getattr(part, "items", ()), getattr(part, "confidence", 0), part.matched, part.unmatched, cited, nearest and nearest.quote.span)))
"""
_QUESTIONS = """江阴高新区员工到岗率是多少?
翟立新要求抓好哪四个方面的工作?
对比江阴、无锡、昆山的员工返岗率
总结一下昆山高新区的做法
有多少篇文档提到复工?
滨江区区长是谁?景安重工员工每天测几次体温?
昆山高新区管委会主任是谁?
徐州在哪些卡口实施体温检测?
王瑞涛说下一步对外卖骑手有什么打算?
蒙某确诊后为什么没有扩散?
“电社工”是什么?
星河湾项目注册资本是否超过1亿美元?
"""


def test_two_processes_give_the_same_record(seeds: Path, tmp_path: Path, blocks: Path):
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(seeds), str(tmp_path / seed), str(blocks)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(seeds.parent), "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for seed in ("1", "4242")
    ]
    one, other = [process.communicate(_QUESTIONS)[0] for process in processes]

    assert [process.returncode for process in processes] == [0, 0]
    assert one == other
    assert one.count("\n") >= len(_QUESTIONS.splitlines())
