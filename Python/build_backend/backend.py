"""setuptools, with the sources of the kernels in the sdist and the headers of PyTorch for a wheel.

A wheel is compiled by clang. The headers are those of the folder that LIBTORCH names (it holds include/),
else of the PyTorch that is installed, else of one that pip installs for the build.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from typing import Any

from setuptools import build_meta
from setuptools.build_meta import *  # noqa: F403

_root = Path(__file__).parent.parent
_sources = _root.parent / "Sources/Kernels"
_vendored = _root / "Kernels"


def _headers_are_here() -> bool:
    return bool(os.environ.get("LIBTORCH")) or importlib.util.find_spec("torch") is not None


def get_requires_for_build_wheel(settings: Any = None) -> list[str]:
    """PyTorch too, unless its headers are there."""
    needed: list[str] = build_meta.get_requires_for_build_wheel(settings)
    return needed if _headers_are_here() else [*needed, "torch>=2.10"]


def build_sdist(sdist_directory: str, settings: Any = None) -> str:
    """The sources, those of the kernels among them."""
    copied = not _vendored.exists()
    if copied:
        shutil.copytree(_sources, _vendored)
    try:
        name: str = build_meta.build_sdist(sdist_directory, settings)
        return name
    finally:
        if copied:
            shutil.rmtree(_vendored)
