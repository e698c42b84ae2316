"""The programme that most tests speak of, by the names that they use."""

from sim.axes import city_counts
from sim.inputs.facts import calibration_targets, validation_targets
from sim.inputs.intake.panel import example_panel
from sim.inputs.programme import load_programme

BAOTOU = load_programme("baotou-2022")
DATA = BAOTOU.folder
PROGRAMME, COUNTERFACTUAL = BAOTOU.main, BAOTOU.counterfactual
FORCES, GROUPS = tuple(BAOTOU.forces), tuple(BAOTOU.groups)
THRESHOLDS, TARGET = BAOTOU.thresholds, BAOTOU.target.amount
CITY_COUNTS = city_counts(THRESHOLDS)
MAIN_LEVERS, MONEY_LEVERS = BAOTOU.levers("shown"), BAOTOU.levers("money")
CALIBRATION, VALIDATION = calibration_targets(), validation_targets()
EXAMPLE_PANEL, EXAMPLE = example_panel(), example_panel().with_name("example.csv")
