"""`mindshim doctor`: what mindshim finds on this machine."""

import importlib.metadata
import os
import platform
import re
import sys
import tomllib
from pathlib import Path

from mindshim.version import MINDSPORE_VERSION, __version__

# What each extra is for; which packages it has is read from mindshim's own metadata.
_PURPOSES = {
    "cuda12": "NVIDIA GPUs, with CUDA 12",
    "cuda13": "NVIDIA GPUs, with CUDA 13",
    "tpu": "Google TPUs",
    "checkpoint": "safetensors checkpoints, and encrypted ones",
    "export": "`mindspore.export` and `load`: programs as StableHLO in a file",
    "text": "tokenizers in mindspore.dataset.text: regex and SentencePiece",
    "video": "reading videos in mindspore.dataset.vision: PyAV",
    "progress": "a progress bar in Model.train, fit and eval",
    "summary": "TensorBoard's event files: SummaryRecord, SummaryCollector",
    "data": "images, sound, MindRecord and checksums in mindspore.dataset: Pillow, OpenCV, SciPy, soundfile, msgpack",
    "test": "running mindshim's tests",
    "dev": "working on mindshim: tests, ruff, pyright",
}
_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*(?:\[(?P<extras>[^\]]*)\])?")
_EXTRA_MARKER = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")


def main() -> int:
    """Prints versions, devices, settings and extras; returns 0 if mindshim can compute here, 1 if not."""
    print("versions")
    _row("python", f"{platform.python_version()} ({sys.executable})")
    _row("mindshim", f"{__version__} ({Path(__file__).parent})")
    _row("MindSpore meant", MINDSPORE_VERSION)
    real = _version("mindspore")
    _row(
        "MindSpore itself", f"{real}, which mindshim.install() hides" if real else "not installed, nor needed"
    )
    for package in ("jax", "jaxlib", "numpy"):
        _row(package, _version(package) or "missing")
    healthy = _compute()
    print("\nextras (pip install 'mindshim[NAME]')")
    for name, missing in _extras().items():
        state = "installed" if not missing else f"not installed (needs {', '.join(missing)})"
        _row(name, f"{state}: {_PURPOSES.get(name, 'no description')}")
    return 0 if healthy else 1


def _compute() -> bool:
    """Reports what JAX has, and whether a computation works."""
    import jax

    import mindshim  # noqa: F401  (sets JAX up)

    print("\nJAX")
    healthy = True
    try:
        for device in jax.devices():
            _row(f"{device.platform} {device.id}", device.device_kind)
        total = int(jax.numpy.arange(4).sum())
        _row("computes", "yes" if total == 6 else f"wrongly: 0 + 1 + 2 + 3 gave {total}")
        healthy = total == 6
    except Exception as error:  # whatever a driver or a plugin raises, the rest of the report is wanted
        _row("computes", f"no: {type(error).__name__}: {error}")
        healthy = False
    x64 = jax.config.jax_enable_x64  # type: ignore[attr-defined]
    _row("x64", "on" if x64 else "off, so MindSpore's int64 and float64 would be cut to 32 bits")
    _row("compilation cache", _cache(jax.config.jax_compilation_cache_dir))  # type: ignore[attr-defined]
    return healthy and bool(x64)


def _cache(folder: str | None) -> str:
    if not folder:
        return "off"
    if "://" in folder:
        return folder
    files = [entry for entry in Path(folder).rglob("*") if entry.is_file()]
    size = sum(entry.stat().st_size for entry in files) / 2**20
    path = Path(folder).absolute()
    existing = next(parent for parent in (path, *path.parents) if parent.exists())
    writable = "" if os.access(existing, os.W_OK) else ", not writable"
    return f"{folder} ({len(files)} files, {size:.1f} MB{writable})"


def _extras() -> dict[str, list[str]]:
    """Each of mindshim's extras, and which packages are missing for it."""
    declared: dict[str, list[str]] = {}
    try:
        metadata = importlib.metadata.metadata("mindshim")
        declared = {name: [] for name in metadata.get_all("Provides-Extra") or []}
        for requirement in importlib.metadata.requires("mindshim") or []:
            for name in _EXTRA_MARKER.findall(requirement):
                declared[name].append(requirement)
    except importlib.metadata.PackageNotFoundError:  # a checkout that is on the path but not installed
        project = Path(__file__).parents[1] / "pyproject.toml"
        if project.is_file():
            declared = tomllib.loads(project.read_text("utf-8"))["project"]["optional-dependencies"]
    return {
        name: sorted({package for line in lines for package in _missing(line, declared)})
        for name, lines in declared.items()
    }


def _missing(requirement: str, declared: dict[str, list[str]]) -> list[str]:
    """The packages that a requirement, with its extras (`jax[cuda12]`), needs and that are not installed."""
    match = _REQUIREMENT.match(requirement)
    if match is None:
        return []
    name, extras = match["name"], re.findall(r"[\w.-]+", match["extras"] or "")
    if name == "mindshim":
        lines = [line for extra in extras for line in declared.get(extra, [])]
        return [package for line in lines for package in _missing(line, declared)]
    if _version(name) is None:
        return [name]
    its = importlib.metadata.requires(name) or []
    lines = [line for line in its if set(_EXTRA_MARKER.findall(line)) & set(extras)]
    names = [found["name"] for line in lines if (found := _REQUIREMENT.match(line))]
    return [package for package in names if _version(package) is None]


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _row(name: str, value: str) -> None:
    print(f"  {name:<18} {value}")
