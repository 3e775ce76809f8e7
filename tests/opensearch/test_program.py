"""The program as a whole over a cluster: the same replies, and a line where the cluster is not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.doctor import examine
from bot.doctor_texts import CLUSTER, POSTINGS
from bot.services import open_services
from bot.settings import Settings

pytestmark = pytest.mark.opensearch

_GOLD = Path(__file__).parents[1] / "gold" / "seeds.jsonl"
_ASKED = 10


def test_replies_are_those_of_the_postings_beside_the_library(
    cluster, fresh_name, tmp_path, seeds, seeds_answerer
):
    address = f"{cluster.address}/{fresh_name()}"
    settings = Settings(documents=seeds, library=tmp_path / "library", backend=address)
    services = open_services(settings)
    questions = [json.loads(line)["question"] for line in _GOLD.read_text("utf-8").splitlines()]

    for question in questions[:: len(questions) // _ASKED]:
        assert services.answerer.reply(question) == seeds_answerer.reply(question)

    services.close()
    found = {finding.name: finding for finding in examine(settings, {})}
    assert found[CLUSTER].is_right
    assert "3 个节点,状态 " in found[CLUSTER].detail
    assert found[POSTINGS].detail.startswith("与资料库一致")
    assert not (tmp_path / "library" / "postings").exists()
