"""The constructors of transforms take what the real MindSpore takes, and refuse the rest with the same errors."""

import importlib.util
import json
from pathlib import Path

import pytest

from mindshim.dataset import audio, transforms, vision

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("transform_arguments", HERE / "transform_arguments.py")
assert _spec is not None and _spec.loader is not None
transform_arguments = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(transform_arguments)
ANSWERS = json.loads((HERE / "recorded" / "transform_arguments.json").read_text())
# Different on purpose; the reason stands beside it.
_NO_BOOL = "a bool is no number, as the real one says elsewhere"
_LATE = "the real one fails at the call"
_ACCIDENT = "the real one's error is an accident of its checks"
DIFFERENT = {
    **{(f"vision.{name}", "True"): _NO_BOOL for name in (
        "Affine shear", "GaussianBlur sigma", "RandomAffine shear", "RandomResize size", "RandomResizeWithBBox size",
        "Resize size", "ResizeWithBBox size", "RandomColorAdjust brightness", "RandomColorAdjust contrast",
        "RandomColorAdjust saturation", "RandomColorAdjust hue",
    )},
    **{(name, probe): _ACCIDENT for name, probes in {
        "vision.BoundingBoxAugment transform": ["np.ones(2)"],
        "vision.LinearTransformation transformation_matrix": ["np.ones(2)"],
        "vision.Resize interpolation": ["None"],
        "vision.ResizeWithBBox interpolation": ["None"],
        "vision.UniformAugment transforms": ["{}"],
        "vision.RandomColor degrees": ["[None]"],
        "vision.RandomSharpness degrees": ["[None]"],
        "vision.RandomSolarize threshold": ["[]", "[1, 2, 3]", "[None]"],
        "audio.Vad measure_duration": ["[]", "{}", "np.ones(2)"],
        "audio.LFCC speckwargs": ["{}"],
        "audio.MFCC melkwargs": ["{}"],
        "transforms.Concatenate axis": ["None"],
    }.items() for probe in probes},
    **{(name, probe): _LATE for name, probes in {
        "vision.ToType data_type": ["[]", "('a', 'b')", "{}"],
        "vision.ToTensor output_type": ["[]", "('a', 'b')", "{}"],
        "transforms.TypeCast data_type": ["[]", "('a', 'b')", "{}"],
        "transforms.OneHot num_classes": ["2**40"],
        "audio.Vad sample_rate": ["1", "2"],
        "audio.LFCC f_max": ["0"],
        "audio.MFCC sample_rate": ["0", "1"],
        "audio.MFCC n_mfcc": ["0", "300"],
    }.items() for probe in probes},
}  # fmt: skip


@pytest.fixture(scope="module")
def outcomes() -> dict:
    pytest.importorskip("cv2")
    return transform_arguments.outcomes({"audio": audio, "transforms": transforms, "vision": vision})


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_as_the_real_one(name: str, outcomes: dict) -> None:
    wanted = {probe: kind for kind, probes in ANSWERS[name].items() for probe in probes}
    got = {probe: kind for kind, probes in outcomes[name].items() for probe in probes}
    different = {probe for probe in wanted if got[probe] != wanted[probe]}
    assert different == {probe for where, probe in DIFFERENT if where == name}, {
        probe: (wanted[probe], got[probe]) for probe in different
    }
