"""distributions.json: what PyTorch's layers draw their first parameters from.

Each parameter is `uniform` in ±`bound`, or `normal` with mean 0 and `deviation`, or `zeros`. The
numbers are worked out from the shapes: mostly the bound is 1 / sqrt(fan_in), where fan_in is the
number of elements of the weight's first row. That is the number of inputs of an output unit, except
in a transposed convolution, whose weight has its inputs first. Recurrent layers take their hidden
size for it, a bilinear one its first inputs. Attention's projections `[out, in]` are uniform in
±sqrt(6 / (in + out)), its biases zero. Samples of PyTorch's own must agree.
"""

import math

import torch
from torch import nn

LAYERS = {
    "linear": (nn.Linear, {"in_features": 64, "out_features": 128}),
    "conv1d": (nn.Conv1d, {"in_channels": 16, "out_channels": 32, "kernel_size": 5}),
    "conv2d": (nn.Conv2d, {"in_channels": 16, "out_channels": 32, "kernel_size": 3}),
    "conv2d_groups": (
        nn.Conv2d, {"in_channels": 16, "out_channels": 32, "kernel_size": 3, "groups": 4},
    ),
    "conv_transpose2d": (
        nn.ConvTranspose2d, {"in_channels": 16, "out_channels": 32, "kernel_size": 3},
    ),
    "conv_transpose2d_groups": (
        nn.ConvTranspose2d, {"in_channels": 16, "out_channels": 32, "kernel_size": 3, "groups": 4},
    ),
    "embedding": (nn.Embedding, {"num_embeddings": 100, "embedding_dim": 64}),
    "lstm": (nn.LSTM, {"input_size": 24, "hidden_size": 16, "num_layers": 2}),
    "gru": (nn.GRU, {"input_size": 24, "hidden_size": 16, "bidirectional": True}),
    "bilinear": (nn.Bilinear, {"in1_features": 16, "in2_features": 8, "out_features": 32}),
    "attention": (nn.MultiheadAttention, {"embed_dim": 32, "num_heads": 4}),
    "attention_cross": (
        nn.MultiheadAttention, {"embed_dim": 32, "num_heads": 4, "kdim": 16, "vdim": 24},
    ),
}

DRAWS = 100  # layers made to verify each claim


def description():
    torch.manual_seed(0)
    return {name: describe(layer, arguments) for name, (layer, arguments) in LAYERS.items()}


def describe(layer, arguments):
    shapes = {key: value.shape for key, value in layer(**arguments).named_parameters()}
    laws = {key: law(layer, arguments, key, shapes) for key in shapes}
    verify(layer, arguments, laws)
    parameters = {key: {"shape": list(shape)} | laws[key] for key, shape in shapes.items()}
    return {"layer": layer.__name__, "arguments": arguments, "parameters": parameters}


def law(layer, arguments, key, shapes):
    if layer is nn.Embedding:
        return {"distribution": "normal", "deviation": 1.0}
    if layer is nn.MultiheadAttention:
        if key.endswith("bias"):
            return {"distribution": "zeros"}
        if key != "out_proj.weight":
            return uniform(sum(shapes[key]) / 6)
        return uniform(shapes[key][1])
    if layer in (nn.LSTM, nn.GRU):
        return uniform(arguments["hidden_size"])
    if layer is nn.Bilinear:
        return uniform(arguments["in1_features"])
    return uniform(shapes["weight"][1:].numel())


def uniform(fan_in):
    return {"distribution": "uniform", "bound": 1 / math.sqrt(fan_in)}


def verify(layer, arguments, laws):
    draws = [layer(**arguments).state_dict() for _ in range(DRAWS)]
    for key, law in laws.items():
        samples = torch.cat([draw[key].flatten() for draw in draws]).double()
        error = f"{layer.__name__} {arguments}: {key} is not {law}"
        if law["distribution"] == "zeros":
            assert samples.abs().max() == 0, error
            continue
        deviation = law.get("deviation") or law["bound"] / math.sqrt(3)
        # Five standard errors of the mean, and a little more than that of the deviation.
        assert abs(samples.mean()) < 5 * deviation / math.sqrt(samples.numel()), error
        assert abs(samples.std() / deviation - 1) < 4 / math.sqrt(samples.numel()), error
        if "bound" in law:
            largest = samples.abs().max() / law["bound"]
            assert 0.99 < largest < 1 + 1e-6, error
