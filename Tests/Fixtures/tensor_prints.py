"""tensor_prints.json: how PyTorch prints tensors.

For each case the type, the shape, the elements as Python writes them (or how many, counted up from 0 and
divided by a number), and the text.
"""

import math

import torch

FLOATS = {
    "whole": [1, 2, 3],
    "parts": [0.5, -1.25, 100.123456],
    "zero": [0.0, -0.0],
    "one": [1.5],
    "thousandfold": [1.0, 1000.0, 0.5],
    "more than thousandfold": [0.001, 2.5],
    "small": [1e-5, 2e-5],
    "large": [1e8, 2.0],
    "larger": [2e8, 3e8],
    "huge": [1e38, -1.0],
    "not finite": [math.nan, math.inf, -math.inf, 1.5],
    "not finite, whole": [math.nan, -math.inf, 12.0],
    "not finite at all": [math.nan, math.inf],
    "not finite, scientific": [math.inf, 1e-6, math.nan, 4.0],
    "rounding": [0.00005, 0.99995, 9.99995],
    "line": [i / 7 for i in range(23)],
    "whole line": [float(i * i) for i in range(40)],
}
SHAPES = {
    "matrix": [3, 4],
    "cube": [2, 3, 4],
    "four": [2, 1, 3, 2],
    "long": [1001],
    "just short": [1000],
    "large matrix": [40, 30],
    "wide": [2, 600],
    "tall": [600, 2],
    "large cube": [10, 5, 30],
    "large four": [7, 2, 8, 12],
}
DTYPES = ["float32", "float64", "float16", "bfloat16", "int64", "int32", "uint8", "bool"]


def description():
    cases = {}

    def add(name, tensor, **how):
        how = how or {"elements": [repr(value) for value in tensor.flatten().tolist()]}
        dtype = str(tensor.dtype).removeprefix("torch.")
        cases[name] = {"dtype": dtype, "shape": list(tensor.shape), **how, "text": str(tensor)}

    for name, values in FLOATS.items():
        add(name, torch.tensor(values, dtype=torch.float32))
        add(f"{name}, float64", torch.tensor(values, dtype=torch.float64))
    for name, shape in SHAPES.items():
        count = math.prod(shape)
        for dtype in ["float32", "int64"]:
            divisor = 1 if dtype == "int64" else 8
            tensor = (torch.arange(count, dtype=torch.float64) / divisor).reshape(shape)
            add(f"{name}, {dtype}", tensor.to(getattr(torch, dtype)), divisor=divisor)
    for dtype in DTYPES:
        kind = getattr(torch, dtype)
        add(f"empty {dtype}", torch.zeros([0], dtype=kind))
        add(f"empty matrix {dtype}", torch.zeros([3, 0], dtype=kind))
        add(f"scalar {dtype}", torch.tensor(1.0, dtype=kind))
        add(f"numbers {dtype}", torch.tensor([0, 1, 3, 0], dtype=kind))
    add("negative", torch.tensor([-1, 22, -333]))
    add("long type", torch.tensor([[1.5, 2.5] * 5], dtype=torch.float64))
    add("long enough", torch.tensor([i + 0.5 for i in range(8)], dtype=torch.float64))
    return cases
