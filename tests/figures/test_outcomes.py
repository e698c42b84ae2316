import io

import numpy as np
import pytest
from matplotlib.patches import StepPatch

from sim.figures import labels
from sim.figures import outcomes as figures
from sim.words import speaking


def rendered(ax):
    """Draw for real: a missing glyph is a warning, and warnings are errors."""
    buffer = io.BytesIO()
    ax.figure.savefig(buffer, format="png")
    return buffer.getbuffer().nbytes


def line(ax, label):
    return next(line for line in ax.get_lines() if line.get_label() == label)


def words(ax):
    return " ".join([ax.get_title(loc="left"), ax.get_xlabel(), ax.get_ylabel()])


def test_bands_are_the_quantiles_over_the_members(programme):
    assert labels.bands(programme.city["mean"])[:, 0].tolist() == pytest.approx([12.2, 13, 14, 15, 15.8])


def test_fan_chart_draws_the_median_of_each_scenario(programme, nothing):
    ax = figures.fan_chart([programme, nothing])
    assert line(ax, "Programme of 2022").get_ydata().tolist() == [14, 14, 14]
    assert line(ax, "No programme").get_ydata().tolist() == [12, 12, 12]
    assert line(ax, "No programme").get_xdata().tolist() == [2022, 2023, 2024]


def test_fan_chart_draws_the_ninety_and_the_fifty_percent_band(programme):
    ax = figures.fan_chart(programme)
    wide, narrow = (area.get_paths()[0].vertices[:, 1] for area in ax.collections)
    assert (wide.min(), wide.max()) == pytest.approx((12.2, 15.8))
    assert (narrow.min(), narrow.max()) == pytest.approx((13, 15))


def test_many_scenarios_show_their_intervals_beside_the_last_year(programme, nothing):
    ax = figures.fan_chart([programme, nothing, programme, nothing])
    wide, narrow = (ax.collections[k].get_segments()[0] for k in (0, 1))
    # five members at 12 to 16: 5 and 95 % at 12.2 and 15.8, 25 and 75 % at 13 and 15
    assert wide[:, 1] == pytest.approx([12.2, 15.8])
    assert narrow[:, 1] == pytest.approx([13, 15])
    assert wide[0, 0] > 2024
    assert len(ax.collections) == 8  # and no band in the picture


def test_gain_is_taken_member_by_member(programme, nothing):
    ax = figures.gain_chart(programme, nothing)
    assert line(ax, "Programme of 2022").get_ydata().tolist() == [2, 2, 2]
    wide = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert (wide.min(), wide.max()) == (2, 2)  # every member gains 2: no spread, although the incomes spread


def test_villages_below_counts_from_zero(programme):
    ax = figures.villages_below(programme, 12)
    assert line(ax, "Programme of 2022").get_ydata().tolist() == [1, 1, 1]
    assert ax.get_ylim()[0] == 0
    assert ax.get_ylabel() == "villages"


def test_comparison_puts_dot_and_intervals_of_each_scenario_in_its_row(programme, nothing):
    ax = figures.comparison_chart([programme, nothing])
    dots = [tuple(float(x[0]) for x in dot.get_data()) for dot in ax.get_lines()]
    assert dots == [(14, 0), (12, 1)]
    wide = ax.collections[0].get_segments()[0][:, 0]
    assert wide.tolist() == pytest.approx([12.2, 15.8])
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["Programme of 2022", "No programme"]


def test_comparison_with_a_counterfactual_shows_gains(programme, nothing):
    ax = figures.comparison_chart([programme], counterfactual=nothing)
    assert float(ax.get_lines()[0].get_xdata()[0]) == 2


def test_distribution_counts_each_village_once(programme):
    ax = figures.village_distribution(programme)
    start = next(patch for patch in ax.patches if isinstance(patch, StepPatch)).get_data()
    assert start.values.sum() == 3
    low, high = (np.array([s[i, 1] for s in ax.collections[0].get_segments()]).sum() for i in (0, 1))
    assert low <= 3 <= high
    assert ax.get_xscale() == "log"


def test_distribution_without_villages_says_what_is_missing(programme):
    programme.villages = None
    with pytest.raises(ValueError, match="villages"):
        figures.village_distribution(programme)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_figure_says_synthetic_and_explains_its_bands(programme, nothing, lang):
    said = {"zh": ("模拟数据", "90%"), "en": ("synthetic data", "90 %")}[lang]
    with speaking(lang):
        drawn = [
            figures.fan_chart([programme, nothing]),
            figures.villages_below(programme),
            figures.gain_chart(programme, nothing),
            figures.comparison_chart([programme, nothing]),
            figures.village_distribution(programme),
        ]
    for ax in drawn:
        for part in said:
            assert part in words(ax)
        assert rendered(ax) > 10_000


def test_a_real_register_is_not_called_synthetic(programme):
    programme.case.register.synthetic = False
    assert "synthetic" not in words(figures.fan_chart(programme))


def test_units_stand_on_the_axes(programme):
    with speaking("zh"):
        assert figures.fan_chart(programme).get_ylabel() == "万元/村·年"
    with speaking("en"):
        assert figures.fan_chart(programme, "total").get_ylabel() == "10k yuan/year"


def test_axes_that_are_given_are_used(programme):
    from matplotlib import pyplot as plt

    _, ax = plt.subplots()
    assert figures.fan_chart(programme, ax=ax) is ax


@pytest.mark.parametrize(
    ("outcome", "zh", "en"),
    [
        ("below_12", "集体经济收入不足12万元的村", "Villages below 120,000 yuan of collective income"),
        ("net_below_12", "净收益不足12万元的村", "Villages whose net return is below 120,000 yuan"),
        ("earned_below_20", "不算补助就不足20万元的村", "Villages below 200,000 yuan without subsidy"),
        ("net_mean", "村均经营收益（净收益）", "Mean net return per village"),
        ("without_subsidy", "各村不含补助的集体经济收入合计", None),
    ],
)
def test_outcomes_net_and_by_means_have_their_names(outcome, zh, en):
    with speaking("zh"):
        assert labels.outcome_label(outcome) == zh
    with speaking("en"):
        assert en is None or labels.outcome_label(outcome) == en
