"""tensor_calls.safetensors: what the calls of PyTorch in docs/Tensors.md give.

    input/<name>                      the variables that the page speaks of
    <call>/value                      what the call gives; for one that changes `a`, what `a` then is
    <call>/gradient/<name>            of each variable that has one, when `cotangent` is sent back

Everything is computed in float64.
"""

import pathlib
import re

import torch
import torch.nn.functional as F  # noqa: F401, the calls use it

PAGE = pathlib.Path(__file__).resolve().parent.parent.parent / "docs/Tensors.md"
ROW = re.compile(r"^\| `(.*)` \| `.*` \|$")
TRAINED = "abmvwxpq"


def tables():
    """The calls in each of the page's tables."""
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("|---"):
            found.append([])
        elif (row := ROW.match(line)) and found:
            found[-1].append(row.group(1).replace("\\|", "|"))
    return found


def variables():
    random = torch.Generator().manual_seed(17)

    def normal(*shape):
        return torch.randn(shape, generator=random, dtype=torch.float64)

    return {
        "a": normal(2, 3),
        "b": normal(2, 3),
        "m": normal(3, 3),
        "v": normal(4),
        "w": normal(4),
        "x": normal(1, 2, 4, 4),
        "p": normal(2, 3).softmax(1),
        "q": normal(2, 3).softmax(1),
        "i": torch.tensor([1, 0]),
        "j": torch.tensor([[2, 0], [1, 1]]),
        "labels": torch.tensor([2, 0]),
    }


def cotangent(shape):
    count = torch.Size(shape).numel()
    return torch.arange(1, count + 1, dtype=torch.float64).cos().reshape(shape)


def tensors():
    values, changes, _ = tables()
    result = {f"input/{name}": value for name, value in variables().items()}
    for call in values:
        result |= {f"{call}/{key}": value for key, value in value_and_gradients(call).items()}
    for call in changes:
        names = variables()
        exec(call, globals(), names)
        result[f"{call}/value"] = names["a"]
    return result


def value_and_gradients(call):
    names = variables()
    for name in TRAINED:
        names[name].requires_grad_()
    value = torch.as_tensor(eval(call, globals(), names))
    result = {"value": value}
    if value.requires_grad:
        value.backward(cotangent(value.shape).to(value.dtype))
        grads = {name: names[name].grad for name in TRAINED}
        result |= {f"gradient/{key}": grad for key, grad in grads.items() if grad is not None}
    return result
