"""layers.safetensors and layers.json: one forward and backward pass of every layer.

Everything is stored in float32. What goes in is rounded to it; what comes out is computed in
float64 from that and rounded at the end, so that every machine gets the same. For each case of
`layer_cases.py`:

    <case>/input                  <case>/parameter/<key>    <case>/buffer/<key>  before the pass
    <case>/input_<name>           further inputs, such as a state
    <case>/output                 in training mode
    <case>/output_<name>          further outputs
    <case>/output_gradient        what is sent back; a loss has none, 1 is sent back
    <case>/output_<name>_gradient
    <case>/target                 losses only
    <case>/gradient/input         not for indices
    <case>/gradient/input_<name>
    <case>/gradient/<key>         of each parameter
    <case>/buffer_after/<key>     batch norms only: after the pass
    <case>/evaluation_output      norms only: evaluation mode, with the buffers after the pass

`layers.json` tells each case's layer, the constructor arguments that are not PyTorch's defaults,
the shape of the input, the form of the weight where it is not plain, and how the layer is called
where it takes more than one input or gives more than one output.
"""

import zlib

import torch
from torch import nn

from layer_cases import CASES, LOSSES
from weight_forms import FORMS

NORMS = (nn.BatchNorm1d, nn.BatchNorm2d, nn.GroupNorm, nn.LayerNorm)


def description():
    return {
        case.name: {
            "layer": case.layer.__name__,
            "arguments": case.arguments,
            "inputShape": case.input_shape,
            **({} if case.form == "plain" else {"form": case.form}),
            **({"call": case.call.__name__} if case.call else {}),
        }
        for case in CASES + LOSSES
    }


def tensors():
    result = {}
    for case in CASES:
        result |= {f"{case.name}/{key}": value for key, value in layer_pass(case).items()}
    for case in LOSSES:
        result |= {f"{case.name}/{key}": value for key, value in loss_pass(case).items()}
    return {
        key: value.float() if value.is_floating_point() else value
        for key, value in result.items()
    }


def layer_pass(case):
    random = generator(case)
    layer = FORMS[case.form](case.layer(**case.arguments).double())
    randomize(layer, random)
    inputs = {"input": make_input(case, random)}
    for name, shape in case.other_inputs.items():
        inputs[f"input_{name}"] = normal(shape, random).requires_grad_()
    result = {key: value.detach().clone() for key, value in inputs.items()}
    result |= {f"parameter/{key}": value.clone() for key, value in layer.named_parameters()}
    result |= {f"buffer/{key}": value.clone() for key, value in layer.named_buffers()}

    call = case.call or (lambda layer, input: {"output": layer(input)})
    outputs = call(layer, *inputs.values())
    gradients = {key: normal(value.shape, random) for key, value in outputs.items()}
    torch.autograd.backward(list(outputs.values()), list(gradients.values()))
    result |= outputs
    result |= {f"{key}_gradient": value for key, value in gradients.items()}
    result |= {
        f"gradient/{key}": value.grad for key, value in inputs.items() if value.requires_grad
    }
    result |= {f"gradient/{key}": value.grad for key, value in layer.named_parameters()}
    result |= {f"buffer_after/{key}": value.clone() for key, value in layer.named_buffers()}
    if isinstance(layer, NORMS):
        result["evaluation_output"] = layer.eval()(inputs["input"])
    return result


def loss_pass(case):
    random = generator(case)
    input = make_input(case, random)
    if case.layer is nn.CrossEntropyLoss:
        samples, classes = case.input_shape
        target = torch.randint(classes, [samples], generator=random)
    else:
        target = normal(case.input_shape, random)
    output = case.layer(**case.arguments)(input, target)
    output.backward()
    return {"input": input, "target": target, "output": output, "gradient/input": input.grad}


def generator(case):
    """Random numbers of its own for each case, so that a new case leaves the others alone."""
    return torch.Generator().manual_seed(zlib.crc32(case.name.encode()))


def make_input(case, random):
    if case.layer is nn.Embedding:
        return torch.randint(case.arguments["num_embeddings"], case.input_shape, generator=random)
    return normal(case.input_shape, random, case.input_scale).requires_grad_()


def normal(shape, random, deviation=1.0):
    return to_float32(deviation * torch.randn(shape, generator=random, dtype=torch.float64))


def to_float32(tensor):
    """The nearest values that float32 has, still in float64."""
    return tensor.float().double()


@torch.no_grad()
def randomize(layer, random):
    """No parameter or statistic keeps a value like 0 or 1, where mistakes would not show."""
    for key, value in layer.state_dict().items():
        if key == "num_batches_tracked":
            value.fill_(3)
        elif key == "running_var":
            value.uniform_(0.5, 1.5, generator=random)
        elif key == "weight" and isinstance(layer, NORMS):
            value.uniform_(0.5, 1.5, generator=random)
        else:
            value.normal_(0, 0.5, generator=random)
        if value.is_floating_point():
            value.copy_(to_float32(value))
