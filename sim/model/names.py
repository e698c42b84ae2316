"""Keys of names: the 32 bits that the name of a stream or a village always hashes to.

The hash is BLAKE2s with a digest of four bytes (RFC 7693). `name_key` asks Python's own; `name_keys` does the
same in compiled code for a country's villages at once.
"""

from __future__ import annotations

import hashlib

import numba as nb
import numpy as np
import pandas as pd
import pyarrow as pa

from sim.model.fastmath import u4

BLOCK = 64  # bytes that BLAKE2s takes at once; longer names are hashed by Python
DIGEST = 4  # bytes
START = np.array(  # what BLAKE2s begins with: its standard has these numbers, whatever digits occur in them
    [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19],
    np.uint32,
)
# Which words of the message each of the ten rounds mixes in, and what they are mixed into.
ORDER = np.array(
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ]
)
MIXED = np.array(
    [
        [0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15],
        [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14],
    ]
)  # fmt: skip


def name_key(name: str) -> int:
    """A 32-bit key of a stream name or a village id: the same on every machine, for ever."""
    return int.from_bytes(hashlib.blake2s(name.encode(), digest_size=DIGEST).digest(), "little")


def name_keys(kind: str, ids: pd.Series | pd.Index) -> np.ndarray:
    """`name_key` of "kind/id" for every id, (id,) uint32."""
    texts = pa.chunked_array(pa.array(ids, pa.large_string())).combine_chunks()
    _, starts, letters = texts.buffers()
    places = np.frombuffer(starts, np.int64, len(texts) + 1, 8 * texts.offset)
    head = np.frombuffer(f"{kind}/".encode(), np.uint8)
    keys = np.empty(len(texts), np.uint32)
    _hash(head, np.frombuffer(letters or b"", np.uint8), places, keys)
    for place in np.flatnonzero(np.diff(places) > BLOCK - len(head)):
        keys[place] = name_key(f"{kind}/{texts[place]}")
    return keys


@nb.njit
def _turned(word: np.uint32, bits: int) -> np.uint32:
    """A word with its bits moved round to the right."""
    return u4(word >> u4(bits)) | u4(word << u4(32 - bits))


@nb.njit
def _put(message: np.ndarray, place: int, letter: np.uint8) -> None:
    """One byte of a message of 16 words."""
    message[place // 4] |= u4(u4(letter) << u4(8 * (place % 4)))


@nb.njit(parallel=True, cache=True)
def _hash(head: np.ndarray, letters: np.ndarray, places: np.ndarray, keys: np.ndarray) -> None:
    """The first word of BLAKE2s over `head` and each name, where both are at most BLOCK bytes long.

    letters are the names one after the other, places (name+1,) where each begins, keys (name,) are written.
    """
    for k in nb.prange(len(keys)):
        begin, length = places[k], len(head) + places[k + 1] - places[k]
        if length > BLOCK:
            continue
        message, state = np.zeros(16, np.uint32), np.empty(16, np.uint32)
        for place in range(len(head)):
            _put(message, place, head[place])
        for place in range(len(head), length):
            _put(message, place, letters[begin + place - len(head)])
        state[:8], state[8:] = START, START
        state[0] = first = u4(START[0] ^ u4(0x01010000 | DIGEST))  # no key, no tree
        state[12] ^= u4(length)
        state[14] ^= u4(0xFFFFFFFF)  # this block is the last
        for turn in range(10):
            for step in range(8):
                a, b, c, d = MIXED[step]
                state[a] = u4(u4(state[a] + state[b]) + message[ORDER[turn, 2 * step]])
                state[d] = _turned(u4(state[d] ^ state[a]), 16)
                state[c] = u4(state[c] + state[d])
                state[b] = _turned(u4(state[b] ^ state[c]), 12)
                state[a] = u4(u4(state[a] + state[b]) + message[ORDER[turn, 2 * step + 1]])
                state[d] = _turned(u4(state[d] ^ state[a]), 8)
                state[c] = u4(state[c] + state[d])
                state[b] = _turned(u4(state[b] ^ state[c]), 7)
        keys[k] = u4(first ^ u4(state[0] ^ state[8]))
