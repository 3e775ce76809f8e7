"""A sync may be killed at any moment; the long form is tests/benchmarks/library_kills.py."""

import pytest

from tests.benchmarks import library_kills

pytestmark = pytest.mark.usefixtures("own_home")


def test_three_syncs_killed_at_random_moments_leave_the_library_that_is_made_from_scratch(tmp_path):
    assert library_kills.run(tmp_path, seed=20261125, kills=3, files=40) == []
