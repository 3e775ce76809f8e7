"""A sync may be killed at any moment; the long forms are tests/benchmarks/library_kills.py and library_kills_formats.py."""

import pytest

from tests.benchmarks import library_kills, library_kills_formats

pytestmark = pytest.mark.usefixtures("own_home")


def test_three_syncs_killed_at_random_moments_leave_the_library_that_is_made_from_scratch(tmp_path):
    assert library_kills.run(tmp_path, seed=20261125, kills=3, files=40) == []


def test_a_sync_and_an_add_of_all_formats_killed_lose_nothing(tmp_path):
    assert library_kills_formats.run(tmp_path, seed=20261126, kills=2, files=16) == []
