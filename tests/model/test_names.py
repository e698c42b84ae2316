"""Keys of names: frozen for ever, and the same however ids are stored and however long they are."""

import hashlib

import numpy as np
import pandas as pd
import pytest

from sim.model.luck import name_key, name_keys

BLOCK = 64  # bytes that BLAKE2s takes at once
HEAD = len("village/")
FROZEN = {  # name -> key: one that moves changes the luck of every stored result
    "V001": 3110343868,
    "": 2110297799,
    "五力": 3058046632,
    "嘎查" * 9: 3645724338,
    "x" * (BLOCK - HEAD): 2674362997,
    "x" * (BLOCK - HEAD + 1): 2261426255,
    "x" * 300: 3475258748,
}
IDS = list(FROZEN)


def test_keys_of_names_never_change():
    # the first four bytes of blake2s: fixed for ever, or every stored result changes
    digest = hashlib.blake2s(b"village/V001", digest_size=4).digest()
    assert name_key("village/V001") == int.from_bytes(digest, "little") == 3110343868


def test_keys_of_many_names_never_change():
    assert name_keys("village", pd.Series(IDS)).tolist() == list(FROZEN.values())


@pytest.mark.parametrize("kind", ["str", "object", "category"])
def test_many_at_once_are_the_same_as_one_by_one(kind):
    ids = pd.Series([*IDS, *(f"V{number:07}" for number in range(2000))], dtype=kind)
    expected = [name_key(f"village/{each}") for each in ids]
    assert (name_keys("village", ids) == np.array(expected, np.uint32)).all()
    assert (name_keys("village", ids.iloc[3:]) == expected[3:]).all()


def test_no_names_have_no_keys():
    assert name_keys("village", pd.Series([], dtype="str")).shape == (0,)
