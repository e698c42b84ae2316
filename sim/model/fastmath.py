"""exp, log and the bits of a float32, written so that the loop over villages stays SIMD.

numba's wheels bring no vector maths library, so `np.exp` would stay scalar. These short polynomials
(Cephes, single precision) vectorise; tests/model/test_fastmath.py holds their error bounds:
exp below 2e-7 relative for |x| < 87, log below 2e-7 (relative, absolute near 1).
With compilation off (NUMBA_DISABLE_JIT=1) the same functions run as plain Python on NumPy scalars.
Every argument is one number.
"""

from __future__ import annotations

import numba as nb
import numpy as np
from llvmlite import ir
from numba import config, types
from numba.extending import intrinsic

from sim.model import compiled  # noqa: F401  (sets where compiled code is kept)

f4, i4, u4 = np.float32, np.int32, np.uint32
ZERO, HALF, ONE = f4(0), f4(0.5), f4(1)
SMALLEST = f4(1.1754944e-38)  # the smallest normal float32, where a logarithm must not meet 0
PLAIN = bool(config.DISABLE_JIT)


inlined = nb.njit(inline="always", fastmath=True, error_model="numpy")
# Without inline="always" the village loop silently falls back to scalar code, eight times slower.

if PLAIN:

    def bits_of(x):
        """The 32 bits of a float32, as int32."""
        return f4(x).view(i4)

    def float_of(x):
        """The float32 that has these 32 bits."""
        return i4(x).view(f4)
else:

    @intrinsic
    def bits_of(context, x):
        """The 32 bits of a float32, as int32."""
        return types.int32(types.float32), lambda cg, b, s, a: b.bitcast(a[0], ir.IntType(32))

    @intrinsic
    def float_of(context, x):
        """The float32 that has these 32 bits."""
        return types.float32(types.int32), lambda cg, b, s, a: b.bitcast(a[0], ir.FloatType())


@inlined
def exp(x):
    """e**x of a float32, clipped to -87..88."""
    x = min(max(x, f4(-87.0)), f4(88.0))
    n = np.floor(x * f4(1.4426950408889634) + HALF)
    r = x - n * f4(0.693359375)
    r = r - n * f4(-2.12194440e-4)
    r2 = r * r  # Estrin's order: three short sums at once where Horner's would wait for one long one
    high = (
        (f4(1.9875691500e-4) * r + f4(1.3981999507e-3)) * r2 + f4(8.3334519073e-3) * r + f4(4.1665795894e-2)
    )
    p = high * r2 + f4(1.6666665459e-1) * r + f4(5.0000001201e-1)
    return (p * r2 + r + ONE) * float_of(i4((i4(n) + i4(127)) << i4(23)))


@inlined
def log(x):
    """Natural logarithm of a positive, normal float32."""
    b = bits_of(x)
    e = i4(b - i4(0x3F3504F3)) >> i4(23)
    m = float_of(i4(b - i4(e << i4(23)))) - ONE
    fe = f4(e)
    z = m * m
    z2 = z * z
    low = (f4(-2.4999993993e-1) * m + f4(3.3333331174e-1)) + (
        f4(-1.6668057665e-1) * m + f4(2.0000714765e-1)
    ) * z
    high = (f4(-1.2420140846e-1) * m + f4(1.4249322787e-1)) + (
        f4(-1.1514610310e-1) * m + f4(1.1676998740e-1)
    ) * z
    p = (f4(7.0376836292e-2) * z2 + high) * z2 + low
    return m + (m * z * p + fe * f4(-2.12194440e-4) - HALF * z) + fe * f4(0.693359375)
