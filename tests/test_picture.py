"""The picture that the READMEs open with shows what the model says today."""

import pytest

from sim.words import LANGUAGES
from tests.picture import run, shown, stored


def test_the_picture_of_the_readmes_shows_what_the_model_says():
    now = shown(run())
    for lang in LANGUAGES:
        assert stored(lang) == pytest.approx(now, abs=1e-3), "python -m tests.picture draws it anew"
