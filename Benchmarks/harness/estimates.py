"""Ratios of medians, with the interval that resampling the rounds gives."""

import random
import statistics

RESAMPLES = 2000


def ratio_of_medians(left, right):
    """median(left) / median(right) of paired rounds, and its 95 % bootstrap interval."""
    source = random.Random(0)
    pairs = list(zip(left, right))
    ratios = sorted(_ratio(source.choices(pairs, k=len(pairs))) for _ in range(RESAMPLES))
    return _ratio(pairs), (_quantile(ratios, 0.025), _quantile(ratios, 0.975))


def _ratio(pairs):
    left, right = zip(*pairs)
    return statistics.median(left) / statistics.median(right)


def _quantile(ordered, share):
    return ordered[round(share * (len(ordered) - 1))]
