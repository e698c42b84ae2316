"""The READMEs' picture: `python -m tests.picture` draws it anew in both languages.

What it shows travels in the file, so that a test can tell whether the picture is still true.
"""

import json
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

from sim.figures.outcomes import comparison_chart
from sim.figures.theme import themed
from sim.inputs.case import read_case
from sim.inputs.scenarios.names import list_scenarios
from sim.runs.ensemble import simulate
from sim.words import LANGUAGES, speaking
from tests.baotou import COUNTERFACTUAL, PROGRAMME

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
MEMBERS, KEY = 1000, "Description"


def scenarios():
    """The scenarios of the picture, from the top."""
    return sorted(set(list_scenarios()) - {COUNTERFACTUAL}, key=lambda name: (name != PROGRAMME, name))


def run():
    """The results of the picture, and what they are compared with."""
    return [simulate(read_case(name), MEMBERS, villages=False) for name in (*scenarios(), COUNTERFACTUAL)]


def shown(results):
    """The medians that the picture shows, by scenario."""
    *each, without = [result.city["mean"].to_numpy()[:, -1] for result in results]
    names = [result.case.scenario.id for result in results]
    return {name: round(float(np.median(one - without)), 4) for name, one in zip(names, each, strict=False)}


def stored(lang):
    """The medians that the picture of a language was drawn from."""
    with Image.open(NOTEBOOKS / f"picture.{lang}.png") as image:
        return json.loads(image.info[KEY])


def draw(results, lang):
    with themed():
        with speaking(lang):
            axes = comparison_chart(results[:-1], counterfactual=results[-1])
        axes.figure.savefig(
            NOTEBOOKS / f"picture.{lang}.png", dpi=110, metadata={KEY: json.dumps(shown(results))}
        )
        plt.close(axes.figure)


if __name__ == "__main__":
    found = run()
    for language in LANGUAGES:
        draw(found, language)
    sys.exit()
