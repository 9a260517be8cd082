#!/usr/bin/env python3
"""Runs the code of docs/FromPyTorch.md with PyTorch: check_docs.py DOCUMENT PLAN FOLDER

PLAN is what `centralize plan --model resnet18 --json` printed. The hook is held to means that are taken element by
element; what is recorded goes into FOLDER, for `centralize import`.
"""

import json
import os
import pathlib
import re
import sys

import torch
import torchvision

document, plan_file, folder = (pathlib.Path(word).resolve() for word in sys.argv[1:])
blocks = dict(re.findall(r"<!-- block: (\w+) -->\n```python\n(.*?)```", document.read_text(), re.DOTALL))
os.chdir(folder)


def steps_of(module, plan):
    """The change that the hook's step makes to each weight, and the gradient before it."""
    pathlib.Path("plan.json").write_text(json.dumps(plan))
    optimizer = torch.optim.SGD(module.parameters(), lr=1.0)
    exec(blocks["hook"], {"model": module, "optimizer": optimizer})
    torch.manual_seed(0)
    for weight in module.parameters():
        weight.grad = torch.randn_like(weight)
    gradients = {name: weight.grad.clone() for name, weight in module.named_parameters()}
    before = {name: weight.detach().clone() for name, weight in module.named_parameters()}
    optimizer.step()
    return {name: before[name] - weight.detach() for name, weight in module.named_parameters()}, gradients


network = torchvision.models.resnet18().double()
plan = json.loads(plan_file.read_text())
made, gradients = steps_of(network, plan)
centralized = {row["name"] for row in plan if row["centralized"]}
assert len(centralized) == 21, len(centralized)
for name, step in made.items():
    expected = gradients[name]
    if name in centralized:
        flat = expected.flatten(1)
        expected = (flat - flat.sum(1, keepdim=True) / flat.shape[1]).view_as(expected)
    assert torch.allclose(step, expected, rtol=0, atol=1e-12), name

# Two groups of two inputs and three outputs each.
transposed = torch.nn.ConvTranspose2d(4, 6, 3, groups=2).double()
plan = [
    {"name": "weight", "centralized": True, "fanIn": [0, 2, 3], "groups": 2},
    {"name": "bias", "centralized": False, "fanIn": None, "groups": 1},
]
made, gradients = steps_of(transposed, plan)
expected = gradients["weight"].clone()
for group in range(2):
    for output in range(3):
        inputs = gradients["weight"][2 * group:2 * group + 2, output]
        expected[2 * group:2 * group + 2, output] -= sum(inputs.flatten().tolist()) / 18
assert torch.allclose(made["weight"], expected, rtol=0, atol=1e-12)
assert torch.allclose(made["bias"], gradients["bias"], rtol=0, atol=1e-12)

losses = iter([2.0, 1.0])
measured = iter([(1.5, 0.5), (1.25, 0.75)])
exec(blocks["record"], {
    "epochs": 2, "model": None, "optimizer": None,
    "train": lambda model, optimizer: next(losses), "evaluate": lambda model: next(measured),
})
print("the code does what it says")
