"""What the README shows is what is printed."""

import re
from pathlib import Path

import pytest

import gradient_centralization as gc

README = (Path(__file__).parents[1] / "README.md").read_text()


def test_the_plan_is_the_one_that_is_printed():
    models = pytest.importorskip("torchvision").models
    printed = str(gc.plan(models.resnet18(num_classes=10))).splitlines()
    block = re.search(r"```\n(parameter .*?)```", README, re.S)
    shown = block[1].splitlines()
    assert len(shown) > 8
    assert [line for line in shown if line not in printed] == ["..."]


def test_the_code_runs():
    pytest.importorskip("torchvision")
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", README, re.S)
    exec("".join(blocks[:2]), names)
    assert isinstance(names["optimizer"], gc.AdamW)


def test_every_public_name_is_documented():
    for name in gc.__all__:
        assert getattr(gc, name).__doc__
