"""Networks of public model zoos give what the real MindSpore gave (see ``README.md``)."""

from __future__ import annotations

from collections.abc import Iterator

import networks
import numpy as np
import pytest

import mindshim as ms
from mindshim import nn


@pytest.fixture(scope="module", params=[*networks.VISION, *networks.LANGUAGE])
def named(request: pytest.FixtureRequest) -> tuple[str, nn.Cell]:
    if not networks.is_available(request.param):
        pytest.skip("needs mindcv" if request.param in networks.VISION else "needs MINDSPORE_MODELS")
    return request.param, networks.build(request.param)


@pytest.fixture
def graph_mode() -> Iterator[None]:
    ms.set_context(mode=ms.GRAPH_MODE)
    yield
    ms.set_context(mode=ms.PYNATIVE_MODE)


def test_logits(named: tuple[str, nn.Cell]) -> None:
    name, network = named
    assert networks.difference(name, "logits", networks.logits_of(network, name)) < 1e-5


def test_logits_in_graph_mode(named: tuple[str, nn.Cell], graph_mode: None) -> None:
    name, network = named
    assert networks.difference(name, "logits", networks.logits_of(network, name)) < 1e-5


def test_gradients(named: tuple[str, nn.Cell]) -> None:
    name, network = named
    assert networks.difference(name, "gradients", networks.gradients_of(network, name)) < 1e-4


def test_a_wrong_weight_is_seen(named: tuple[str, nn.Cell]) -> None:
    name, network = named
    parameter = network.trainable_params()[-1]
    kept = parameter.asnumpy()
    parameter.set_data(ms.Tensor(np.roll(kept, 1)))
    try:
        assert networks.difference(name, "logits", networks.logits_of(network, name)) > 1e-3
    finally:
        parameter.set_data(ms.Tensor(kept))
