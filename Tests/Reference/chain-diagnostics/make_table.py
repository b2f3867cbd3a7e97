"""Reference values of R-hat, bulk ESS and tail ESS, by ArviZ.

Run: pip install arviz==0.23.4; python make_table.py > arviz.csv
The draws come from 64-bit integer and IEEE double arithmetic alone, so the Swift test makes the same ones.

Where ArviZ and the R package posterior differ: for an odd number of draws ArviZ folds around the median of the split
draws, posterior around the median of all; the odd case below is one whose R-hat is the plain one, so both agree. Where
the sequence of correlations never ends, posterior stops two lags earlier for half chains of odd length; the case of
chains that are apart has an even one.
"""

import warnings

warnings.simplefilter("ignore")
import arviz
import numpy as np
from arviz.stats.diagnostics import _rhat, _split_chains, _z_scale

MASK = (1 << 64) - 1


class Uniform:
    """Knuth's MMIX linear congruential generator, its upper 53 bits."""

    def __init__(self, seed):
        self.state = seed

    def __call__(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & MASK
        return (self.state >> 11) * 2.0**-53


def chains(case, chain_count, draw_count):
    uniform = Uniform(case["seed"])
    result = []
    for chain in range(chain_count):
        level, draws = 0.0, []
        for _ in range(draw_count):
            shock = uniform() + uniform() + uniform() + uniform() - 2.0
            level = case["rho"] * level + shock
            value = level + case["drift"] * chain
            if case["shape"] == "reciprocal":
                value = 1.0 / value
            elif case["shape"] == "whole":
                value = float(np.floor(value * 2.0))
            draws.append(value)
        result.append(draws)
    return np.array(result)


CASES = [
    ("independent", 4, 500, 0.0, 0.0, "plain", 1),
    ("persistent", 4, 500, 0.9, 0.0, "plain", 2),
    ("slow", 4, 1000, 0.995, 0.0, "plain", 3),
    ("antithetic", 4, 1000, -0.6, 0.0, "plain", 4),
    ("apart", 4, 240, 0.5, 0.3, "plain", 5),
    ("heavy tails", 4, 500, 0.3, 0.0, "reciprocal", 6),
    ("ties", 4, 400, 0.7, 0.0, "whole", 7),
    ("odd", 3, 333, 0.8, 0.2, "plain", 8),
    ("one chain", 1, 600, 0.5, 0.0, "plain", 9),
    ("short", 2, 20, 0.2, 0.0, "plain", 10),
]



def split_r_hat(draws):
    """The rank-normalised split R-hat; arviz.rhat itself refuses a single chain, which the method does not."""
    if len(draws) > 1:
        return arviz.rhat(draws)
    split = _split_chains(draws)
    return max(_rhat(_z_scale(split)), _rhat(_z_scale(abs(split - np.median(split)))))


print("case,chains,draws,rho,drift,shape,seed,r_hat,bulk_ess,tail_ess")
for name, chain_count, draw_count, rho, drift, shape, seed in CASES:
    case = dict(rho=rho, drift=drift, shape=shape, seed=seed)
    draws = chains(case, chain_count, draw_count)
    values = [split_r_hat(draws), arviz.ess(draws, method="bulk"), arviz.ess(draws, method="tail")]
    print(f"{name},{chain_count},{draw_count},{rho},{drift},{shape},{seed}," + ",".join(repr(float(v)) for v in values))
