"""statistics.json: what SciPy says of paired differences.

`samples` are differences; of each the 95 % interval of Student's t (`scipy.stats.ttest_rel`), the
exact two-sided sign-flip test (`scipy.stats.permutation_test`, `permutation_type="samples"`), and the
BCa bootstrap interval of the mean (`scipy.stats.bootstrap`) over resamples that the generator of
the library draws: SplitMix64, whose numbers stand in `drawn`. SciPy takes means that are equal but for
rounding for different ones, so they are made equal first. `power` holds the noncentrality that
a paired t-test of `count` pairs at the level 5 % shows with probability 80 %, solved with
`scipy.stats.nct`. `distributions` are values of the quantiles and distribution functions.
"""

import types

import numpy
from scipy import optimize, stats

SEED = 20_200_403
RESAMPLES = 10_000
MASK = (1 << 64) - 1

SAMPLES = {
    "two": [0.25, 0.125],
    "three": [0.011, -0.004, 0.007],
    "six": [0.0031, 0.0012, -0.0008, 0.0045, 0.0027, 0.0019],
    "six_one_way": [0.0031, 0.0012, 0.0008, 0.0045, 0.0027, 0.0019],
    "ties": [0.5, 0.5, -0.5, 0.25, -0.25, 0.25, 0.0],
    "skewed": [0.01, 0.02, 0.01, 0.03, 0.02, 0.01, 0.4, 0.05, 0.02, 0.01, 0.6, 0.02],
    "negative": [-0.41, -0.093, -0.307, -0.26, 0.0513, -0.211, -0.147, -0.353, -0.299, -0.1],
}


def generator(seed):
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def resampled_means(sample):
    words = generator(SEED)
    size = len(sample)
    means = numpy.array([
        sum(sample[(next(words) * size) >> 64] for _ in range(size)) / size
        for _ in range(RESAMPLES)
    ])
    mean = numpy.mean(sample)
    # Equal but for rounding is equal.
    return numpy.where(numpy.isclose(means, mean, rtol=0, atol=1e-13), mean, means)


def bca(sample):
    drawn = types.SimpleNamespace(bootstrap_distribution=resampled_means(sample))
    result = stats.bootstrap(
        (sample,), numpy.mean, n_resamples=0, bootstrap_result=drawn, method="BCa", axis=-1)
    return [rounded(end) for end in result.confidence_interval]


def described(sample):
    zeros = numpy.zeros(len(sample))
    t_test = stats.ttest_rel(sample, zeros)
    interval = t_test.confidence_interval(0.95)
    flips = stats.permutation_test(
        (sample, zeros), lambda a, b: numpy.mean(a - b), permutation_type="samples",
        n_resamples=numpy.inf)
    return {
        "differences": sample,
        "student": [rounded(interval.low), rounded(interval.high)],
        "signFlip": rounded(flips.pvalue),
        "bootstrap": bca(sample),
    }


def visible(count):
    """The noncentrality that is seen with 80 % power."""
    critical = stats.t.ppf(0.975, count - 1)

    def excess(noncentrality):
        seen = stats.nct.sf(critical, count - 1, noncentrality)
        # Far out in the other tail SciPy has no number where the probability is below 1e-16.
        other = numpy.nan_to_num(stats.nct.cdf(-critical, count - 1, noncentrality))
        return seen + other - 0.8

    return optimize.brentq(excess, 0.1, 60, xtol=1e-13)


def rounded(value):
    return float(f"{value:.10g}")


def description():
    words = generator(SEED)
    return {
        "drawn": [str(next(words)) for _ in range(4)],
        "samples": {name: described(sample) for name, sample in SAMPLES.items()},
        "power": [
            {"count": count, "noncentrality": rounded(visible(count))}
            for count in [2, 3, 4, 6, 10, 20, 100]
        ],
        "distributions": {
            "normalQuantile": [[p, rounded(stats.norm.ppf(p))] for p in [0.001, 0.025, 0.5, 0.9]],
            "normalProbability": [[z, rounded(stats.norm.cdf(z))] for z in [-3.0, -0.5, 0.0, 1.96]],
            "studentQuantile": [
                [p, n, rounded(stats.t.ppf(p, n))]
                for p, n in [[0.975, 1], [0.975, 5], [0.025, 9], [0.9, 30]]
            ],
            "noncentralProbability": [
                [t, n, d, rounded(stats.nct.cdf(t, n, d))]
                for t, n, d in [[2.5, 5, 1.0], [2.0, 9, 3.0], [-1.0, 3, 0.5], [4.0, 1, 2.0]]
            ],
        },
    }
