"""Compiles the kernels into the package. What setuptools cannot read from pyproject.toml."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
LIBRARY = "libgradient_centralization.so"
# The oldest PyTorch whose stable interface is enough: headers of a newer one hide what is newer.
TARGET = "0x020a000000000000"


def fail(sentence: str) -> NoReturn:
    """Ends the build with a sentence."""
    sys.exit(f"gradient_centralization: {sentence}")


def torch_folder() -> Path:
    """The folder with PyTorch's include/ and lib/."""
    named = os.environ.get("LIBTORCH")
    if named:
        folder = Path(named)
    else:
        spec = importlib.util.find_spec("torch")
        if spec is None or spec.origin is None:
            fail(
                "expected the headers of PyTorch 2.10 or newer, found no torch: install it, or let "
                "LIBTORCH name its folder."
            )
        folder = Path(spec.origin).parent
    if not (folder / "include/torch/csrc/stable/library.h").exists():
        fail(f"expected PyTorch 2.10 or newer in {folder}, found no stable interface there.")
    return folder


def sources() -> Path:
    """The kernels: those of the sdist, else of the repository."""
    for folder in (ROOT / "Kernels", ROOT.parent / "Sources/Kernels"):
        if folder.exists():
            return folder
    fail("expected the sources of the kernels in Kernels/ or ../Sources/Kernels/, found neither.")


def compile_kernels(library: Path, objects: Path) -> None:
    """Builds the library with clang, whose vector types the kernels are written in."""
    compiler = os.environ.get("CLANGXX") or shutil.which("clang++")
    if not compiler:
        fail("expected clang++ in PATH or in CLANGXX, found none: install clang.")
    torch, kernels, objects = torch_folder(), sources(), objects.resolve()
    objects.mkdir(parents=True, exist_ok=True)
    flags = ["-std=c++20", "-O2", "-fPIC", "-fvisibility=hidden", "-Wall", "-Wextra", "-Werror"]
    flags += [f"-I{kernels / 'include'}", f"-DTORCH_TARGET_VERSION={TARGET}", "-DTORCH_STABLE_ONLY"]
    files = [file for file in sorted(kernels.glob("*.cpp")) if file.stem != "StreamLoop"]
    files += sorted((ROOT / "kernels").glob("*.cpp"))

    def compile_one(source: Path) -> Path:
        result = objects / f"{source.stem}.o"
        own = ["-isystem", str(torch / "include")] if source.parent == ROOT / "kernels" else []
        subprocess.run([compiler, *flags, *own, "-c", source, "-o", result], check=True)
        return result

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        compiled = list(pool.map(compile_one, files))
    library.parent.mkdir(parents=True, exist_ok=True)
    link = [compiler, "-shared", "-s", *compiled, "-o", library, f"-L{torch / 'lib'}", "-ltorch_cpu"]
    # libgcc's helpers for half precision are linked in, as older systems' libgcc_s has none.
    link += ["-lgcc", "-Wl,--no-undefined,--as-needed,--unresolved-symbols=ignore-in-shared-libs"]
    link += [f"-Wl,--version-script={ROOT / 'kernels/exports.map'}"]
    subprocess.run(link, check=True)
    check_symbols(library)


def check_symbols(library: Path) -> None:
    """Fails where the library needs more of PyTorch than its stable interface."""
    listed = subprocess.run(
        ["nm", "--dynamic", "--demangle", "--undefined-only", library],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    foreign = [
        line.split(maxsplit=1)[1] for line in listed.splitlines() if "at::" in line or "c10::" in line
    ]
    if foreign:
        fail(f"expected no symbol of at:: or c10:: in {library.name}, found {', '.join(foreign)}.")


class BuildWithKernels(build_py):
    """Adds the library to the package."""

    def run(self) -> None:
        super().run()
        package = "gradient_centralization"
        built = Path(self.build_lib) / package / LIBRARY
        if self.editable_mode:
            built = ROOT / "src" / package / LIBRARY
        objects = Path(self.get_finalized_command("build").build_temp) / "kernels"
        compile_kernels(built, objects)


class PlatformWheel(bdist_wheel):
    """One wheel for every Python: the library knows nothing of it."""

    def get_tag(self) -> tuple[str, str, str]:
        return ("py3", "none", super().get_tag()[2])


class BinaryDistribution(Distribution):
    """So that the wheel gets the tag of a platform."""

    def has_ext_modules(self) -> bool:
        return True


setup(
    cmdclass={"build_py": BuildWithKernels, "bdist_wheel": PlatformWheel},
    distclass=BinaryDistribution,
)
