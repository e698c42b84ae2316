"""Keys of names: the 32 bits that the name of a stream or a village always hashes to.

The hash is BLAKE2s with a digest of four bytes (RFC 7693), as Python's own library makes it.
"""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd

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
