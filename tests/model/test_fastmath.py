"""The polynomials against NumPy in double precision, over their whole range."""

import numba as nb
import numpy as np

from sim.model import fastmath


@nb.vectorize
def fast_exp(x):
    return fastmath.exp(x)


@nb.vectorize
def fast_log(x):
    return fastmath.log(x)


@nb.vectorize
def there_and_back(x):
    return fastmath.float_of(fastmath.bits_of(x))


def test_exp_is_within_two_parts_in_ten_million():
    x = np.linspace(-86, 87.5, 1_000_003, dtype=np.float32)
    true = np.exp(x.astype(np.float64))
    assert np.max(np.abs(fast_exp(x) / true - 1)) < 2e-7


def test_exp_is_exact_at_zero_and_never_infinite_or_zero():
    assert fast_exp(np.float32(0)) == 1
    assert 0 < fast_exp(np.float32(-1e30)) < 1e-37
    assert 1e37 < fast_exp(np.float32(1e30)) < np.inf


def test_log_is_within_two_parts_in_ten_million():
    x = np.exp(np.linspace(-80, 80, 1_000_003)).astype(np.float32)
    true = np.log(x.astype(np.float64))
    assert np.max(np.abs(fast_log(x) - true) / np.maximum(np.abs(true), 1)) < 2e-7


def test_log_keeps_its_relative_precision_near_one():
    x = (1 + np.linspace(-0.1, 0.1, 100_003)).astype(np.float32)
    x = x[x != 1]
    true = np.log(x.astype(np.float64))
    assert np.max(np.abs(fast_log(x) / true - 1)) < 3e-7
    assert fast_log(np.float32(1)) == 0


def test_bits_go_there_and_back():
    x = np.array([0.0, 1.5, -3e-20, 7e30], np.float32)
    assert (there_and_back(x) == x).all()
