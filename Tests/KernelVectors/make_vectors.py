#!/usr/bin/env python3
"""Writes vectors.txt beside it: what single steps of the fused kernels must give. --check compares.

The steps are written down as their formulas stand in the papers and in CTStepSettings.h, in float64,
without a library. All inputs are multiples of 1/64 below 2, which float16 and bfloat16 hold exactly, so
that one list of results is true for every element type, to the rounding of that type.
"""

import math
import pathlib
import sys

COUNT = 66  # elements: one long row, or six short ones


def inputs(factor, offset, lowest, highest):
    """Numbers that follow no pattern of the kernels' widths."""
    span = highest - lowest + 1
    return [(lowest + (factor * i * i + offset * i) % span) / 64 for i in range(COUNT)]


WEIGHT = inputs(7, 31, -101, 101)
GRADIENT = inputs(11, 17, -40, 72)
SLOTS = [inputs(5, 23, -60, 60), inputs(3, 29, 1, 90)]

RULES = ["descent", "momentum", "adam", "adagrad", "rmsprop", "lion", "adam-moment"]  # as CTRule counts
OF_SQUARES = ["adagrad", "rmsprop"]  # whose one slot is never negative: the second of SLOTS
SETTINGS = [  # in the order of CTStepSettings
    "learningRate", "decayBefore", "decayAfter", "decoupledBefore", "decoupledAfter",
    "gradientStrength", "updateStrength", "decay1", "decay2", "epsilon", "firstGradientWeight",
    "gradientWeight", "gradientShare", "velocityShare", "leastDeviation",
]


def momentum(first, weight, share, velocity):
    return dict(decay1=0.9, firstGradientWeight=first, gradientWeight=weight, gradientShare=share,
                velocityShare=velocity)


# Name, rule, number of the step, and the rule's settings.
STEPS = [
    ("descent", "descent", 3, {}),
    ("momentum", "momentum", 2, momentum(1, 0.875, 0, 1)),
    ("momentum-first", "momentum", 1, momentum(1, 0.875, 0, 1)),
    ("nesterov", "momentum", 2, momentum(1, 1, 1, 0.9)),
    ("average", "momentum", 2, momentum(0.1, 0.1, 0, 1)),
    ("adam-first", "adam", 1, dict(decay1=0.9, decay2=0.999, epsilon=1e-8)),
    ("adam", "adam", 7, dict(decay1=0.8, decay2=0.99, epsilon=1e-3)),
    ("adagrad", "adagrad", 4, dict(epsilon=1e-10)),
    ("rmsprop", "rmsprop", 4, dict(decay1=0.99, epsilon=1e-8)),
    ("lion", "lion", 4, dict(decay1=0.9, decay2=0.99)),
    ("adam-moment", "adam-moment", 7, dict(decay1=0.8, decay2=0.99, epsilon=1e-3)),
]

# Name, share of the mean taken off the gradient and the update, length of a row (0: no rows), least deviation.
CENTRALIZATIONS = [("none", 0, 0, 0, 0)] + [
    (f"{form}{name}-{length}", gradient, update, length, least)
    for form, least in [("", 0), ("scaled-", 1 / 16)]
    for name, gradient, update in [("gradient", 1, 0), ("update", 0, 1), ("both", 0.5, 0.75)]
    for length in [COUNT, 11]
]


def centralized(values, strength, length, least):
    if length == 0 or strength == 0:
        return values
    rows = [values[i:i + length] for i in range(0, len(values), length)]
    means = [math.fsum(row) / length for row in rows]
    spreads = [
        math.sqrt(math.fsum((x - mean)**2 for x in row) / length) + least if least else 1
        for row, mean in zip(rows, means)
    ]
    return [(value - strength * means[i // length]) / spreads[i // length]
            for i, value in enumerate(values)]


def update(rule, a, before, slots, step, s):
    """The update of one element, which was `before` centralization, and its slots afterwards."""
    m, v = slots if rule not in OF_SQUARES else slots[::-1]
    b1, b2, epsilon = s["decay1"], s["decay2"], s["epsilon"]
    if rule == "descent":
        return a, []
    if rule == "momentum":
        m = b1 * m + (s["firstGradientWeight"] if step == 1 else s["gradientWeight"]) * a
        return s["gradientShare"] * a + s["velocityShare"] * m, [m]
    if rule in ["adam", "adam-moment"]:
        squared = a if rule == "adam" else before
        m, v = b1 * m + (1 - b1) * a, b2 * v + (1 - b2) * squared * squared
        return m / (1 - b1**step) / (math.sqrt(v / (1 - b2**step)) + epsilon), [m, v]
    if rule == "lion":
        mixed = b1 * m + (1 - b1) * a
        assert abs(mixed) > 1e-5, "too close to a change of sign"
        return math.copysign(1, mixed), [b2 * m + (1 - b2) * a]
    m = m + a * a if rule == "adagrad" else b1 * m + (1 - b1) * a * a
    return a / (math.sqrt(m) + epsilon), [m]


def step_of(rule, step, scale, length, s):
    before = [scale * g + s["decayBefore"] * w for g, w in zip(GRADIENT, WEIGHT)]
    a = centralized(before, s["gradientStrength"], length, s["leastDeviation"])
    a = [x + s["decayAfter"] * w for x, w in zip(a, WEIGHT)]
    moved = [update(rule, x, y, slots, step, s) for x, y, slots in zip(a, before, zip(*SLOTS))]
    u = [x + s["decoupledBefore"] * w for (x, _), w in zip(moved, WEIGHT)]
    u = centralized(u, s["updateStrength"], length, s["leastDeviation"])
    u = [x + s["decoupledAfter"] * w for x, w in zip(u, WEIGHT)]
    weight = [w - s["learningRate"] * x for w, x in zip(WEIGHT, u)]
    return [weight, *map(list, zip(*[slots for _, slots in moved]))]


def line(numbers):
    return " ".join(f"{number:.8g}" for number in numbers)


def main():
    lines = [line([COUNT]), *map(line, [WEIGHT, GRADIENT, *SLOTS])]
    for number, (name, rule, step, own) in enumerate(STEPS):
        first_slot = 1 if rule in OF_SQUARES else 0
        for part, (centralization, gradient, shift, length, least) in enumerate(CENTRALIZATIONS):
            s = dict.fromkeys(SETTINGS, 0) | own
            s |= dict(learningRate=0.125, gradientStrength=gradient, updateStrength=shift,
                      leastDeviation=least)
            if part % 2 == number % 2:
                s |= dict(decayBefore=0.01, decoupledAfter=0.02)
            else:
                s |= dict(decayAfter=0.03, decoupledBefore=0.04)
            scale, clears = [(1, 0), (0.5, 1)][(number + part) % 2]
            after = step_of(rule, step, scale, length, s)
            lines.append(f"{name}/{centralization} {RULES.index(rule)} {first_slot} {length} {step} "
                         f"{scale} {clears}")
            lines += map(line, [s.values(), *after])
    path = pathlib.Path(__file__).with_name("vectors.txt")
    text = "\n".join(lines) + "\n"
    if sys.argv[1:] != ["--check"]:
        path.write_text(text)
    elif path.read_text() != text:
        sys.exit(f"{path} is not what {__file__} writes")


main()
