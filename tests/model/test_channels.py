"""One record says all that there is to say of a channel; what is felt of it follows from that."""

import numpy as np
import pytest

from sim import axes
from sim.axes import CHANNEL, CHANNEL_UNITS, CHANNELS, Channel
from sim.model.exposure import SHARED_BY, felt
from tests.model.worlds import three_villages

TABLE = three_villages()
CAPPED = [name for name, channel in CHANNEL.items() if channel.most is not None]


def three_years(first, second, third):
    """Sums of three years, the same in every village."""
    return np.tile(np.array([[first], [second], [third]], dtype=float), len(TABLE))


@pytest.fixture
def invented(monkeypatch):
    """Enters a channel that does not exist, for what one record makes of sums."""

    def enter(**record):
        monkeypatch.setitem(CHANNEL, "invented", Channel("unit", **record))
        return lambda total: felt("invented", total, TABLE)

    return enter


def test_every_channel_has_its_record_and_everything_follows_from_it():
    assert tuple(CHANNEL) == CHANNELS
    assert all(isinstance(channel, Channel) and channel.unit for channel in CHANNEL.values())
    assert {name: channel.unit for name, channel in CHANNEL.items()} == CHANNEL_UNITS
    assert {channel.per for channel in CHANNEL.values()} == {"village", *SHARED_BY}
    assert axes.CHANNEL is axes.CHANNEL


def test_a_sum_is_felt_as_it_is_where_the_record_says_nothing_more(invented):
    given = three_years(1, 0, 2)
    assert (invented()(given) == given).all()


@pytest.mark.parametrize(
    ("per", "sharers"),
    [("villager", [100, 200, 400]), ("household", [50, 100, 200]), ("mu", [1000, 2000, 4000])],
)
def test_what_is_shared_is_shared_by_those_who_live_or_lie_there(invented, per, sharers):
    seen = invented(per=per)(three_years(400, 0, 800))
    assert (seen == np.array([[400], [0], [800]]) / np.array(sharers)).all()


def test_what_lasts_adds_up_over_the_years_and_stops_at_its_cap(invented):
    assert invented(lasting=True)(three_years(1, 0, 2))[:, 0].tolist() == [1, 1, 3]
    assert invented(lasting=True, most=2.5)(three_years(1, 0, 2))[:, 0].tolist() == [1, 1, 2.5]


def test_the_first_unit_of_what_saturates_helps_most(invented):
    assert invented(saturates=True)(three_years(1, 3, 0))[:, 0].tolist() == [0.5, 0.75, 0]


@pytest.mark.parametrize("name", CAPPED)
def test_nothing_is_ever_felt_above_its_cap(name):
    luck = np.random.default_rng(1)
    for size in (1, 1e3, 1e6, 1e12):
        seen = felt(name, size * luck.random((9, len(TABLE))), TABLE)
        assert seen.min() >= 0
        assert seen.max() <= CHANNEL[name].most


def test_shares_have_a_cap():
    assert {name for name, unit in CHANNEL_UNITS.items() if unit.startswith("share")} == set(CAPPED)
