"""The layers, activations, pools and losses that `layers.py` runs."""

import typing

from torch import nn


class Case(typing.NamedTuple):
    name: str
    layer: type
    arguments: dict
    input_shape: list
    input_scale: float = 1.0
    form: str = "plain"  # of the weight: a key of `weight_forms.py`'s `FORMS`
    other_inputs: dict = {}  # name: shape
    call: typing.Callable = None  # of the layer and all inputs, where it is not `layer(input)`


def activation(name, layer, **arguments):
    """Inputs wide enough to reach the flat ends of the function."""
    return Case(name, layer, arguments, [4, 9], input_scale=3.0)


def convolution(name, layer, inputs, outputs, kernel, input_shape, **arguments):
    channels = {"in_channels": inputs, "out_channels": outputs, "kernel_size": kernel}
    return Case(name, layer, channels | arguments, input_shape)


CONVOLUTIONS = [
    convolution("conv1d", nn.Conv1d, 4, 6, 3, [2, 4, 9], stride=2, padding=1),
    convolution("conv2d", nn.Conv2d, 3, 8, 3, [2, 3, 6, 7], padding=1),
    convolution(
        "conv2d_stride_dilation", nn.Conv2d, 4, 6, 3, [2, 4, 9, 8],
        stride=2, padding=2, dilation=2,
    ),
    convolution("conv2d_groups", nn.Conv2d, 8, 12, 3, [2, 8, 5, 6], padding=1, groups=4),
    convolution("conv2d_depthwise", nn.Conv2d, 6, 6, 3, [2, 6, 5, 6], padding=1, groups=6),
    convolution(
        "conv2d_rectangular", nn.Conv2d, 3, 4, [3, 5], [2, 3, 8, 7],
        stride=[2, 1], padding=[1, 2],
    ),
    convolution("conv3d", nn.Conv3d, 2, 4, 3, [2, 2, 4, 5, 6], padding=1),
    convolution(
        "conv_transpose2d", nn.ConvTranspose2d, 4, 6, 3, [2, 4, 4, 5],
        stride=2, padding=1, output_padding=1,
    ),
    convolution(
        "conv_transpose2d_groups", nn.ConvTranspose2d, 8, 12, 2, [2, 8, 3, 4],
        stride=2, groups=4,
    ),
]

NORMS = [
    Case("batch_norm1d_2d_input", nn.BatchNorm1d, {"num_features": 5}, [6, 5]),
    Case("batch_norm1d_3d_input", nn.BatchNorm1d, {"num_features": 4}, [3, 4, 7]),
    Case("batch_norm2d", nn.BatchNorm2d, {"num_features": 4}, [3, 4, 5, 6]),
    Case(
        "batch_norm2d_no_affine", nn.BatchNorm2d,
        {"num_features": 4, "affine": False}, [3, 4, 5, 6],
    ),
    Case("group_norm", nn.GroupNorm, {"num_groups": 4, "num_channels": 8}, [2, 8, 4, 5]),
    Case("layer_norm", nn.LayerNorm, {"normalized_shape": [6]}, [3, 4, 6]),
    Case("layer_norm_2d_shape", nn.LayerNorm, {"normalized_shape": [4, 6]}, [3, 4, 6]),
]

POOLS = [
    Case(
        "max_pool2d", nn.MaxPool2d,
        {"kernel_size": 3, "stride": 2, "padding": 1}, [2, 3, 7, 8],
    ),
    Case("avg_pool2d", nn.AvgPool2d, {"kernel_size": 2}, [2, 3, 6, 7]),
    Case("adaptive_avg_pool2d", nn.AdaptiveAvgPool2d, {"output_size": 2}, [2, 3, 7, 5]),
]

ACTIVATIONS = [
    activation("relu", nn.ReLU),
    activation("leaky_relu", nn.LeakyReLU, negative_slope=0.1),
    activation("elu", nn.ELU),
    activation("gelu", nn.GELU),
    activation("gelu_tanh", nn.GELU, approximate="tanh"),
    activation("silu", nn.SiLU),
    activation("hardswish", nn.Hardswish),
    activation("sigmoid", nn.Sigmoid),
    activation("tanh", nn.Tanh),
    activation("softplus", nn.Softplus),
]


WEIGHT_FORMS = [
    Case(f"{name}_{form}", layer, arguments, input_shape, form=form)
    for form in ["normalized", "standardized"]
    for name, layer, input_shape, arguments in [
        ("linear", nn.Linear, [3, 5], {"in_features": 5, "out_features": 4}),
        (
            "conv1d", nn.Conv1d, [2, 3, 7],
            {"in_channels": 3, "out_channels": 4, "kernel_size": 3},
        ),
        (
            "conv2d", nn.Conv2d, [2, 4, 4, 5],
            {"in_channels": 4, "out_channels": 6, "kernel_size": 3, "groups": 2, "bias": False},
        ),
        (
            "conv3d", nn.Conv3d, [1, 2, 3, 3, 4],
            {"in_channels": 2, "out_channels": 3, "kernel_size": 2},
        ),
    ]
]


def lstm(layer, input, hidden, cell):
    output, (hidden, cell) = layer(input, (hidden, cell))
    return {"output": output, "output_hidden": hidden, "output_cell": cell}


def gru(layer, input, hidden):
    output, hidden = layer(input, hidden)
    return {"output": output, "output_hidden": hidden}


def from_zeros(layer, input):
    return {"output": layer(input)[0]}


def recurrent(name, layer, call, input_shape, states=(), state_shape=None, **arguments):
    sizes = {"input_size": 3, "hidden_size": 4}
    return Case(
        name, layer, sizes | arguments, input_shape, call=call,
        other_inputs={state: state_shape for state in states},
    )


DEEP = {"num_layers": 2, "bidirectional": True, "batch_first": True}
LSTM_STATES = ["hidden", "cell"]

RECURRENT = [
    recurrent("lstm", nn.LSTM, from_zeros, [5, 2, 3]),
    recurrent("lstm_state", nn.LSTM, lstm, [5, 2, 3], LSTM_STATES, [1, 2, 4], bias=False),
    recurrent("lstm_deep", nn.LSTM, lstm, [2, 5, 3], LSTM_STATES, [4, 2, 4], **DEEP),
    recurrent("gru", nn.GRU, from_zeros, [5, 2, 3]),
    recurrent("gru_state", nn.GRU, gru, [5, 2, 3], ["hidden"], [1, 2, 4], bias=False),
    recurrent("gru_deep", nn.GRU, gru, [2, 5, 3], ["hidden"], [4, 2, 4], **DEEP),
]


def bilinear(layer, input, second):
    return {"output": layer(input, second)}


def self_attention(layer, input):
    return {"output": layer(input, input, input, need_weights=False)[0]}


def causal_attention(layer, input):
    length = input.shape[1 if layer.batch_first else 0]
    mask = nn.Transformer.generate_square_subsequent_mask(length, dtype=input.dtype)
    return {
        "output": layer(input, input, input, attn_mask=mask, is_causal=True, need_weights=False)[0],
    }


def cross_attention(layer, input, keys, values):
    return {"output": layer(input, keys, values, need_weights=False)[0]}


def masked_attention(layer, input, keys, values, mask):
    return {"output": layer(input, keys, values, attn_mask=mask, need_weights=False)[0]}


def attention(name, call, input_shape, others={}, **arguments):
    sizes = {"embed_dim": 6, "num_heads": 2}
    return Case(
        name, nn.MultiheadAttention, sizes | arguments, input_shape, call=call,
        other_inputs=others,
    )


SEVERAL_INPUTS = [
    Case(
        "bilinear", nn.Bilinear,
        {"in1_features": 3, "in2_features": 4, "out_features": 5}, [2, 3],
        other_inputs={"second": [2, 4]}, call=bilinear,
    ),
    attention("attention_self", self_attention, [4, 2, 6]),
    attention("attention_causal", causal_attention, [2, 4, 6], batch_first=True),
    attention(
        "attention_masked", masked_attention, [2, 4, 6],
        {"keys": [2, 3, 6], "values": [2, 3, 6], "mask": [4, 3]}, batch_first=True, bias=False,
    ),
    attention(
        "attention_cross", cross_attention, [4, 2, 6],
        {"keys": [3, 2, 5], "values": [3, 2, 7]}, kdim=5, vdim=7,
    ),
]

CASES = [
    Case("linear", nn.Linear, {"in_features": 5, "out_features": 7}, [3, 5]),
    Case(
        "linear_no_bias", nn.Linear,
        {"in_features": 5, "out_features": 7, "bias": False}, [3, 5],
    ),
    *CONVOLUTIONS,
    *NORMS,
    Case("embedding", nn.Embedding, {"num_embeddings": 10, "embedding_dim": 6}, [3, 5]),
    *POOLS,
    *ACTIVATIONS,
    Case("flatten", nn.Flatten, {}, [3, 2, 4]),
    *WEIGHT_FORMS,
    *RECURRENT,
    *SEVERAL_INPUTS,
]

LOSSES = [
    Case("cross_entropy", nn.CrossEntropyLoss, {}, [6, 5]),
    Case("cross_entropy_label_smoothing", nn.CrossEntropyLoss, {"label_smoothing": 0.1}, [6, 5]),
    Case("cross_entropy_sum", nn.CrossEntropyLoss, {"reduction": "sum"}, [6, 5]),
    Case("mean_squared_error", nn.MSELoss, {}, [4, 5]),
]
