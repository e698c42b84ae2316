"""Luck: each random number is a hash of (seed, stream name, member, year, village id); keys of names.

Every argument is one number, but for names and `name_keys`, which takes many.
"""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd

from sim.model.fastmath import f4, i4, inlined, log, u4

# ---- Keys of names: the 32 bits that the name of a stream or a village always hashes to ----------
# The hash is BLAKE2s with a digest of four bytes (RFC 7693), as Python's own library makes it.

_DIGEST = 4  # bytes: one uint32, the lowest first on every machine


def name_key(name: str) -> int:
    """A 32-bit key of a stream name or a village id: the same on every machine, for ever."""
    return int.from_bytes(hashlib.blake2s(name.encode(), digest_size=_DIGEST).digest(), "little")


def name_keys(kind: str, ids: pd.Series | pd.Index) -> np.ndarray:
    """`name_key` of "kind/id" for every id, (id,) uint32; a country's 690,000 villages take a second."""
    head = hashlib.blake2s(f"{kind}/".encode(), digest_size=_DIGEST)

    def digest(name: str) -> bytes:
        begun = head.copy()  # what all names begin with is hashed once
        begun.update(name.encode())
        return begun.digest()

    return np.frombuffer(b"".join(map(digest, ids)), "<u4").astype(np.uint32)


# ---- Luck: every random number is a hash of (seed, stream name, member, year, village id) --------
# Nothing is stored and nothing depends on order, chunks, cores or workers: two scenarios meet the same
# weather, and a village added to the register moves no other village's luck. The integer hash is
# a 32-bit finaliser (xor-shift-multiply); normals are Box-Muller with a polynomial sine, so that both
# vectorise. tests/model/test_luck.py holds moments, distribution and correlation tests.

NAMES = ("city", "banner", "village", "loss", "failure", "product", "debt")


def stream_keys(seed: int) -> np.ndarray:
    """One uint32 key per named stream for a seed, shape (stream,), in the order of NAMES."""
    return np.array([name_key(f"{seed}/{name}") for name in NAMES], dtype=np.uint32)


@inlined
def mix(x):
    """A 32-bit integer hash: every input bit reaches every output bit."""
    x = u4(u4(x ^ u4(x >> u4(16))) * u4(0x7FEB352D))
    x = u4(u4(x ^ u4(x >> u4(15))) * u4(0x846CA68B))
    return u4(x ^ u4(x >> u4(16)))


@inlined
def again(h):
    """A second hash that follows from the first."""
    return mix(u4(h + u4(0x9E3779B9)))


@inlined
def draw_key(stream, member, year):
    """The key of one stream in one member and year."""
    return mix(u4(stream ^ mix(u4(u4(member) * u4(0x85EBCA6B) + mix(u4(u4(year) + u4(0xC2B2AE35)))))))


@inlined
def uniform(h):
    """A uniform in the open interval 0..1 from a hash, in steps of 2**-23."""
    return (f4(i4(h >> u4(9))) + f4(0.5)) * f4(1.0 / 8388608.0)


@inlined
def normal(h1, h2):
    """A standard normal from two hashes: Box-Muller, the sine of pi*u for u in -1..1 as a polynomial."""
    u = f4(i4(h2) >> i4(8)) * f4(1.0 / 8388608.0)
    q = u * u
    q2 = q * q
    low = f4(-5.16767767) * q + f4(3.14159141)
    high = (f4(-0.00599183) * q + f4(0.08047928)) * q2 + (f4(-0.59828203) * q + f4(2.54988075))
    sine = u * (high * q2 + low)
    return np.sqrt(f4(-2) * log(uniform(h1))) * sine
