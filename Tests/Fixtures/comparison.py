"""Comparing a fixture made now with the one kept in the repository."""

import dataclasses
import re

import torch

import storage

TOLERANCE = {torch.float32: 1e-6, torch.float64: 1e-11}


@dataclasses.dataclass
class Result:
    """`largest`: the largest difference found, relative to the largest value of its tensor."""

    problems: list = dataclasses.field(default_factory=list)
    largest: float = 0.0


def compare(fresh, kept):
    if not kept.exists():
        return Result(["is missing"])
    if fresh.suffix == ".pth":
        return compare_saved(fresh, kept)
    expected, found = storage.read(fresh), storage.read(kept)
    if fresh.suffix == ".json":
        return Result([] if expected == found else ["the JSON is not equal"])
    return compare_tensors(expected, found)


def compare_saved(fresh, kept):
    """The older format names storages by their addresses, and orders them by these names."""
    if without_addresses(fresh) == without_addresses(kept):
        return Result()
    try:
        expected, found = (torch.load(path, weights_only=True) for path in [fresh, kept])
    except Exception as error:
        return Result([f"the bytes are not equal, and it does not load: {error}"])
    return compare_tensors(flat(expected), flat(found))


def without_addresses(path):
    return re.sub(rb"X.\x00\x00\x00\d{9,}q", b"Xq", path.read_bytes(), flags=re.DOTALL)


def flat(value, name=""):
    """Every tensor in `value`, by its path."""
    if isinstance(value, torch.Tensor):
        return {name: value.detach()}
    if not isinstance(value, dict):
        return {}
    return {
        key: tensor
        for part, inner in value.items()
        for key, tensor in flat(inner, f"{name}/{part}").items()
    }


def compare_tensors(expected, found):
    result = Result()
    result.problems += [f"{key} is missing" for key in sorted(expected.keys() - found.keys())]
    result.problems += [f"{key} is too much" for key in sorted(found.keys() - expected.keys())]
    for key in sorted(expected.keys() & found.keys()):
        problem, size = difference(expected[key], found[key])
        result.largest = max(result.largest, size)
        if problem:
            result.problems.append(f"{key}: {problem}")
    return result


def difference(expected, found):
    """What is wrong, if anything, and the relative size of the difference."""
    if expected.shape != found.shape:
        return f"shape {list(found.shape)}, expected {list(expected.shape)}", 0.0
    if expected.dtype != found.dtype:
        return f"{found.dtype}, expected {expected.dtype}", 0.0
    if expected.dtype not in TOLERANCE:
        return (None if torch.equal(expected, found) else "values differ"), 0.0
    if not found.isfinite().all():
        return "not finite", float("inf")
    if expected.numel() == 0:
        return None, 0.0
    scale = expected.abs().max().item() or 1.0
    size = (expected.double() - found.double()).abs().max().item() / scale
    return (None if size <= TOLERANCE[expected.dtype] else f"differs by {size:.1e}"), size
