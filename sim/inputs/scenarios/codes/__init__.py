"""Scenario codes (情景码): a scenario in about thirty letters and digits, to be typed, read aloud or scanned.

A code names the scenario of the programme that it starts from and holds what differs: horizon, amounts by
year, targeting, priors, posterior; and short hashes of the model and of the data, by which a code of another
version is told. Titles and reasons do not travel.

    W1K7-Q2ZB-…   "W"; a digit; bits, five a sign; three signs that make the whole, read as one number in base
                  32, a multiple of PRIME. No single wrong sign and no swap of two neighbours does that.

Names travel as short hashes, because rows come and go; the digit salts them: it is the first with which no
two names of today's tables share a hash. Numbers travel as decimals, so that they come back to the last bit.

Imports run one way: `bits <- alphabet <- content <- today, reading <- writing, opening`.
"""

from sim.inputs.scenarios.codes.alphabet import is_code
from sim.inputs.scenarios.codes.content import DATA_BITS, MODEL, Content
from sim.inputs.scenarios.codes.opening import decode, start_of
from sim.inputs.scenarios.codes.reading import read
from sim.inputs.scenarios.codes.today import (
    base_scenario,
    data_files,
    data_version,
    digest_of,
    known_names,
    model_files,
    model_version,
    short,
)
from sim.inputs.scenarios.codes.writing import base_of, encode

__all__ = [
    "DATA_BITS",
    "MODEL",
    "Content",
    "base_of",
    "base_scenario",
    "data_files",
    "data_version",
    "decode",
    "digest_of",
    "encode",
    "is_code",
    "known_names",
    "model_files",
    "model_version",
    "read",
    "short",
    "start_of",
]
