"""One small run, and every file that can be taken along of it."""

from datetime import date

import pytest

from sim.reports.take_along import file_of, offered
from sim.runs.ensemble import make_run
from sim.words import speaking

DAY = date(2026, 3, 5)


@pytest.fixture(scope="session")
def taken_run():
    return make_run("talent-first", members=8, seed=1)


@pytest.fixture(scope="session")
def taken(taken_run):
    """`taken(key, lang)`: a file of the run, made once."""
    made = {}

    def take(key, lang="zh"):
        if (key, lang) not in made:
            with speaking(lang):
                made[key, lang] = file_of(taken_run, key, DAY)
        return made[key, lang]

    take.keys = offered(taken_run)
    return take
