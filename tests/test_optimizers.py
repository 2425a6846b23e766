"""Optimisers that the real MindSpore cannot run on a CPU, by their formulas; and what holds for all of them.

The steps of the others are compared with recorded ones in ``test_oracle.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from mindshim import Parameter, Tensor, jit, mint, nn
from mindshim.experimental import optim
from mindshim.experimental.optim import lr_scheduler

W = np.array([[1.5, -0.5, 0.25], [-1.25, 2.0, 0.75]], np.float32)
B = np.array([0.5, -1.5], np.float32)


def parameters() -> list[Parameter]:
    return [Parameter(Tensor(W.copy()), name="w"), Parameter(Tensor(B.copy()), name="b")]


def gradients(step: int) -> tuple[Tensor, ...]:
    return tuple(Tensor(np.cos(1.7 * step + np.arange(a.size)).reshape(a.shape).astype(np.float32)) for a in (W, B))


def after(make: Callable[[Any], Any], steps: int = 20) -> list[np.ndarray]:
    held = parameters()
    optimizer = make(held)
    for step in range(steps):
        optimizer(gradients(step))
    return [p.asnumpy() for p in held]


def by(rule: Callable[[np.ndarray, np.ndarray, dict, int], np.ndarray], steps: int = 20) -> list[np.ndarray]:
    """The same in float64, by a formula over (value, gradient, what is kept, number of the step from 1)."""
    found = []
    for place, array in enumerate((W, B)):
        value, kept = array.astype(np.float64), {"m": 0.0, "v": 0.0, "high": 0.0}
        for step in range(steps):
            value = rule(value, gradients(step)[place].asnumpy().astype(np.float64), kept, step + 1)
        found.append(value)
    return found


def moments(gradient: Any, kept: dict, beta1: float, beta2: float) -> tuple[Any, Any]:
    kept["m"] = beta1 * kept["m"] + (1 - beta1) * gradient
    kept["v"] = beta2 * kept["v"] + (1 - beta2) * gradient**2
    kept["high"] = np.maximum(kept["high"], kept["v"])
    return kept["m"], kept["v"]


def adam(gradient: Any, kept: dict, step: int, beta2: float, eps: float, amsgrad: bool = False) -> Any:
    moment1, moment2 = moments(gradient, kept, 0.9, beta2)
    root = np.sqrt((kept["high"] if amsgrad else moment2) / (1 - beta2**step))
    return moment1 / (1 - 0.9**step) / (root + eps)


def lamb(value: Any, gradient: Any, kept: dict, step: int, decay: float = 0.1) -> Any:
    change = adam(gradient, kept, step, 0.9, 1e-4) + decay * value
    return value - 0.1 * np.linalg.norm(value) / np.linalg.norm(change) * change


def lars(value: Any, gradient: Any, kept: dict, step: int, decay: float = 0.1) -> Any:
    length, slope = np.linalg.norm(value), np.linalg.norm(gradient)
    kept["m"] = 0.9 * kept["m"] + (gradient + decay * value) * 0.1 * length / (slope + decay * length + 1e-3)
    return value - 0.1 * kept["m"]


def sgd(value: Any, gradient: Any, kept: dict, step: int, nesterov: bool = False, dampening: float = 0.0) -> Any:
    gradient = gradient + 0.1 * value
    kept["m"] = gradient if step == 1 else 0.9 * kept["m"] + (1 - dampening) * gradient
    return value - 0.1 * (gradient + 0.9 * kept["m"] if nesterov else kept["m"])


FORMULAS: dict[str, tuple[Callable[[Any], Any], Callable[..., Any]]] = {
    "Lamb": (lambda p: nn.Lamb(p, 0.1, beta2=0.9, eps=1e-4, weight_decay=0.1), lamb),
    "LARS": (
        lambda p: nn.LARS(nn.Momentum(p, 0.1, 0.9, weight_decay=0.1), 1e-3, 0.1, lars_filter=lambda x: True), lars),
    "mint SGD": (lambda p: mint.optim.SGD(p, 0.1, momentum=0.9, weight_decay=0.1, dampening=0.3),
                 lambda *a: sgd(*a, dampening=0.3)),
    "mint SGD, nesterov": (lambda p: mint.optim.SGD(p, 0.1, momentum=0.9, weight_decay=0.1, nesterov=True),
                           lambda *a: sgd(*a, nesterov=True)),
    "mint Adam": (lambda p: mint.optim.Adam(p, 0.1, (0.9, 0.99), 1e-3, 0.1),
                  lambda p, g, k, s: p - 0.1 * adam(g + 0.1 * p, k, s, 0.99, 1e-3)),
    "mint Adam, amsgrad": (lambda p: mint.optim.Adam(p, 0.1, (0.9, 0.7), 1e-3, amsgrad=True),
                           lambda p, g, k, s: p - 0.1 * adam(g, k, s, 0.7, 1e-3, True)),
    "mint Adam, maximize": (lambda p: mint.optim.Adam(p, 0.1, (0.9, 0.99), 1e-3, maximize=True),
                            lambda p, g, k, s: p - 0.1 * adam(-g, k, s, 0.99, 1e-3)),
    "mint AdamW": (lambda p: mint.optim.AdamW(p, 0.1, (0.9, 0.99), 1e-3, 0.1),
                   lambda p, g, k, s: p * 0.99 - 0.1 * adam(g, k, s, 0.99, 1e-3)),
    "mint AdamW, amsgrad": (lambda p: mint.optim.AdamW(p, 0.1, (0.9, 0.7), 1e-3, 0.1, amsgrad=True),
                            lambda p, g, k, s: p * 0.99 - 0.1 * adam(g, k, s, 0.7, 1e-3, True)),
    "mint FusedAdamW": (lambda p: mint.optim.FusedAdamW(p, 0.1, (0.9, 0.7), 1e-3, 0.1, amsgrad=True),
                        lambda p, g, k, s: p * 0.99 - 0.1 * adam(g, k, s, 0.7, 1e-3, True)),
    "Adam, amsgrad, of experimental": (
        lambda p: optim.Adam(p, 0.1, (0.9, 0.7), 1e-12, amsgrad=True),
        lambda p, g, k, s: p - 0.1 * adam(g, k, s, 0.7, 1e-12, True)),
    "Momentum, nesterov": (
        lambda p: nn.Momentum(p, 0.1, 0.9, weight_decay=0.1, use_nesterov=True), lambda *a: sgd(*a, nesterov=True)),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMULAS)
def test_follows_its_formula(name: str) -> None:
    make, rule = FORMULAS[name]
    for actual, expected in zip(after(make), by(rule), strict=True):
        np.testing.assert_allclose(actual, expected, rtol=1e-4, atol=1e-5)


def test_gradient_centralisation_takes_the_mean_of_wide_gradients_only() -> None:
    wide, narrow = (Parameter(Tensor(np.zeros((2, n), np.float32)), name=f"p{n}") for n in (16, 4))
    optimizer = nn.SGD([{"params": [wide, narrow], "grad_centralization": True}], 1.0)
    given = [np.arange(2 * n, dtype=np.float32).reshape(2, n) for n in (16, 4)]
    optimizer(tuple(map(Tensor, given)))
    np.testing.assert_allclose(wide.asnumpy(), given[0].mean(1, keepdims=True) - given[0], rtol=1e-6)
    np.testing.assert_array_equal(narrow.asnumpy(), -given[1])


EVERY: dict[str, Callable[[Any], Any]] = {
    "SGD": lambda p: nn.SGD(p, 0.1, 0.9),
    "Momentum": lambda p: nn.Momentum(p, 0.1, 0.9, weight_decay=0.1, loss_scale=2.0),
    "Adam": lambda p: nn.Adam(p, 0.1, use_amsgrad=True),
    "AdamWeightDecay": lambda p: nn.AdamWeightDecay(p, 0.1, weight_decay=0.1),
    "RMSProp": lambda p: nn.RMSProp(p, 0.1),
    "Adagrad": lambda p: nn.Adagrad(p, learning_rate=0.1),
    "Adadelta": lambda p: nn.Adadelta(p),
    "AdaMax": lambda p: nn.AdaMax(p, 0.1),
    "FTRL": lambda p: nn.FTRL(p, learning_rate=0.1),
    "ProximalAdagrad": lambda p: nn.ProximalAdagrad(p, learning_rate=0.1),
    "ASGD": lambda p: nn.ASGD(p, 0.1),
    "Rprop": lambda p: nn.Rprop(p, 0.1),
    "LARS": lambda p: nn.LARS(nn.Momentum(p, 0.1, 0.9)),
    "Lamb": lambda p: nn.Lamb(p, 0.1),
    "AdaFactor": lambda p: nn.AdaFactor(p),
    "a schedule": lambda p: nn.Adam(p, nn.ExponentialDecayLR(0.1, 0.9, 2)),
    **{
        f"experimental.{cls.__name__}": lambda p, cls=cls: cls(p, 0.1)
        for cls in (optim.SGD, optim.ASGD, optim.Rprop, optim.RMSprop, optim.Adagrad, optim.Adadelta, optim.Adam,
                    optim.AdamW, optim.Adamax, optim.NAdam, optim.RAdam)
    },
    "mint.Adam": lambda p: mint.optim.Adam(p, 0.1, amsgrad=True),
    "mint.SGD": lambda p: mint.optim.SGD(p, 0.1, momentum=0.9),
}  # fmt: skip


@pytest.mark.parametrize("name", EVERY)
def test_the_same_in_a_compiled_step(name: str) -> None:
    held = parameters()
    optimizer = EVERY[name](held)

    @jit
    def step(*given: Tensor) -> Any:
        return optimizer(given)

    for number in range(4):
        step(*gradients(number))
    for actual, expected in zip(held, after(EVERY[name], 4), strict=True):
        np.testing.assert_allclose(actual.asnumpy(), expected, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", [n for n in EVERY if n != "LARS"])
def test_state_saved_and_restored_goes_on_alike(name: str) -> None:
    first, second = parameters(), parameters()
    optimizer, again = EVERY[name](first), EVERY[name](second)
    for number in range(3):
        optimizer(gradients(number))
    for kept, given in zip(_state(again), _state(optimizer), strict=True):
        assert kept.name == given.name
        kept.set_data(Tensor(given.asnumpy().copy()))
    for number in range(3, 6):
        optimizer(gradients(number))
        again(gradients(number))
    for a, b in zip(first, second, strict=True):
        np.testing.assert_array_equal(a.asnumpy(), b.asnumpy())


def _state(optimizer: Any) -> list[Parameter]:
    found = list(optimizer.get_parameters())
    for name in ("mu", "eta", "mu_product"):  # lists, which no Cell counts among its Parameters
        listed = getattr(optimizer, name, None)
        found += listed if isinstance(listed, list) else []
    for group in getattr(optimizer, "param_groups", []):
        found += group.get("max_exp_avg_sq", [])
    return found


def test_a_group_added_later_is_trained_as_one_from_the_start() -> None:
    late, early = parameters(), parameters()
    optimizer = optim.Adam(late[:1], 0.1)
    optimizer.add_param_group({"params": late[1], "lr": 0.2})
    together = optim.Adam([{"params": early[:1]}, {"params": early[1], "lr": 0.2}], 0.1)
    for number in range(3):
        optimizer(gradients(number))
        together(gradients(number))
    for a, b in zip(late, early, strict=True):
        np.testing.assert_array_equal(a.asnumpy(), b.asnumpy())


def test_changing_a_groups_rate_compiles_nothing() -> None:
    from mindshim.experimental.optim.optimizer import _program

    optimizer = optim.AdamW(parameters(), 0.1)
    optimizer(gradients(0))
    before = _program.cache_info().misses
    for number in range(1, 4):
        optimizer.param_groups[0]["lr"] = 0.1 / number
        optimizer.param_groups[0]["weight_decay"] = 0.1 / number
        optimizer(gradients(number))
    assert _program.cache_info().misses == before


def test_a_scheduler_in_a_compiled_step() -> None:
    found = []
    for compiled in (False, True):
        optimizer = optim.SGD(parameters(), 0.4)
        schedulers = [lr_scheduler.StepLR(optimizer, 2, 0.5), lr_scheduler.CosineAnnealingWarmRestarts(optimizer, 2, 2),
                      lr_scheduler.CyclicLR(optimizer, 0.1, 0.4, 2),
                      lr_scheduler.ReduceLROnPlateau(optimizer, patience=1)]

        def step(metric: Tensor, schedulers: list[Any] = schedulers) -> Any:
            for scheduler in schedulers[:-1]:
                scheduler.step()
            return schedulers[-1].step(metric)

        run = jit(step) if compiled else step
        for _ in range(5):
            run(Tensor(1.0))
            found.append(optimizer.param_groups[0]["lr"].asnumpy().item())
    np.testing.assert_allclose(found[:5], found[5:], rtol=1e-6)


def test_gradients_of_another_number_are_refused() -> None:
    with pytest.raises(ValueError, match="one gradient for each of the 2"):
        optim.SGD(parameters(), 0.1)(gradients(0)[:1])
