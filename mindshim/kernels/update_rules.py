"""The update rules of optimisers in one form, which `nn.optim`, `experimental.optim` and `mint.optim` share.

    rule(parameter, gradient, rate, decay, slots, scalars, **options) -> (parameter, slots)

`parameter` and `gradient` have one shape and dtype. `rate` is 0-d; `decay` is 0-d, or None where there is no weight
decay or the gradient has it already. `slots` is what is kept about this Parameter, `scalars` what all share, and the
options are numbers and flags that a compiled step is made with. A scalar `count` is the number of steps before this
one. Rules hold for arrays of any shape; none looks at a value. Formulas that are operators as well stand in
`kernels.optimizer`.
"""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp

from mindshim.kernels import optimizer as operators
from mindshim.kernels.declare import Array

Slots = tuple[Array, ...]
Result = tuple[Array, Slots]


def _in(parameter: Array, *values: Any) -> list[Array]:
    """0-d values in a Parameter's dtype."""
    return [jnp.asarray(v).reshape(()).astype(parameter.dtype) for v in values]


def _split(result: tuple[Array, ...]) -> Result:
    return result[0], result[1:]


# What shared scalars become in a step --------------------------------------------------------------------------------


def count_up(scalars: Slots) -> Slots:
    """A count that starts at 0."""
    return (scalars[0] + 1,)


def next_powers(scalars: Slots) -> Slots:
    """The powers of Adam's two betas, of (power, power, beta, beta)."""
    power1, power2, beta1, beta2 = scalars
    return power1 * beta1, power2 * beta2, beta1, beta2


def next_power(scalars: Slots) -> Slots:
    """The power of AdaMax's first beta, of (power, beta, beta)."""
    power, beta1, beta2 = scalars
    return power * beta1, beta1, beta2


# Gradient descent ----------------------------------------------------------------------------------------------------


def _with_momentum(gradient: Array, kept: Array, first: Array, momentum: Any, dampening: float,
                   nesterov: bool) -> tuple[Array, Array]:
    """What to subtract, and the accumulated gradients; the `first` gradient is taken whole."""
    kept = jnp.where(first, gradient, momentum * kept + (1 - dampening) * gradient)
    return gradient + momentum * kept if nesterov else kept, kept


def sgd(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
        dampening: float, nesterov: bool, momentum: float | None = None) -> Result:
    """Gradient descent; slots: none, or accumulated gradients and ones before the first step; scalars: momentum, if it
    is no option."""
    (rate,) = _in(parameter, rate)
    if not slots:
        return parameter - rate * gradient, ()
    kept, first = slots
    (factor,) = _in(parameter, scalars[0] if momentum is None else momentum)
    change, moved = _with_momentum(gradient, kept, first > 0, factor, dampening, nesterov)
    return parameter - rate * change, (moved, jnp.zeros_like(first))


def sgd_if_moving(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
                  momentum: float, dampening: float, nesterov: bool) -> Result:
    """`sgd`, whose slots stay as they are without momentum."""
    if momentum:
        options: dict[str, Any] = {"momentum": momentum, "dampening": dampening, "nesterov": nesterov}
        return sgd(parameter, gradient, rate, decay, slots, (), **options)
    return parameter - rate.astype(parameter.dtype) * gradient, slots


def sgd_counted(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
                momentum: float, dampening: float, nesterov: bool) -> Result:
    """Gradient descent; slots: accumulated gradients; scalars: count."""
    (rate,) = _in(parameter, rate)
    if not momentum:
        return parameter - rate * gradient, slots
    change, kept = _with_momentum(gradient, slots[0], scalars[0] == 0, momentum, dampening, nesterov)
    return parameter - rate * change, (kept,)


def momentum(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
             nesterov: bool) -> Result:
    """Gradient descent; slots: accumulated gradients; scalars: momentum."""
    return _split(operators.momentum_step(parameter, slots[0], rate, gradient, scalars[0], nesterov))


def asgd(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
         lambd: float, alpha: float, t0: float) -> Result:
    """Averaged gradient descent (Polyak and Juditsky, 1992); slots: average, its weight, the rate; scalars: count."""
    average, mu, eta = slots
    step = scalars[0].reshape(()).astype(jnp.float32) + 1
    eta = jnp.where(step == 1, rate, eta)
    new = parameter * (1 - lambd * eta) - eta * gradient
    average = average + (new - average) * mu
    return new, (average, 1 / jnp.maximum(1.0, step - t0), rate / (1 + lambd * rate * step) ** alpha)


def rprop(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
          etas: tuple[float, float], sizes: tuple[float, float]) -> Result:
    """Steps by signs alone (Riedmiller and Braun, 1993); slots: former gradient, size of the step; scalars: count."""
    former, size = slots
    size = jnp.where(scalars[0].reshape(()) == 0, rate.astype(size.dtype), size)
    sign = jnp.sign(gradient * former)
    size = jnp.clip(size * jnp.where(sign > 0, etas[1], jnp.where(sign < 0, etas[0], 1.0)), *sizes)
    gradient = jnp.where(sign < 0, 0, gradient)
    return parameter - jnp.sign(gradient) * size, (gradient, size)


# By running squares of gradients -------------------------------------------------------------------------------------


def rmsprop(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
            keep: float, momentum: float, epsilon: float) -> Result:
    """By the root of the mean square (Tieleman and Hinton, 2012); slots: square, moment, and mean where centred."""
    if len(slots) == 2:
        return _split(operators.rmsprop(parameter, *slots, rate, gradient, *_in(parameter, keep, momentum, epsilon)))
    square, moment, mean = slots
    numbers = _in(parameter, keep, momentum, epsilon)
    new, mean, square, moment = operators.centered_rmsprop(parameter, mean, square, moment, gradient, rate, *numbers)
    return new, (square, moment, mean)


def rmsprop_outer(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
                  alpha: float, eps: float, momentum: float, centered: bool) -> Result:
    """RMSProp with epsilon outside of the root; slots: mean, square, moment."""
    mean, square, moment = slots
    square = alpha * square + (1 - alpha) * gradient * gradient
    if centered:
        mean = alpha * mean + (1 - alpha) * gradient
    change = gradient / (jnp.sqrt(square - mean * mean if centered else square) + eps)
    if momentum > 0:
        change = moment = momentum * moment + change
    return parameter - rate.astype(parameter.dtype) * change, (mean, square, moment)


def adagrad(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
            update: bool = True, eps: float = 0.0, fall: float = 0.0) -> Result:
    """By the root of the sum of squares (Duchi et al., 2011); slots: the sum; scalars: count, if the rate falls."""
    if fall:
        rate = rate / (1 + scalars[0] * fall)
    return _split(operators.adagrad(parameter, slots[0], rate, gradient, eps, update))


def proximal_adagrad(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots,
                     scalars: Slots, *, l1: float, l2: float) -> Result:
    """Adagrad with a proximal step (Duchi and Singer, 2009); slots: the sum of squares."""
    return _split(operators.proximal_adagrad(parameter, slots[0], rate, *_in(parameter, l1, l2), gradient))


def adadelta(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
             rho: float, epsilon: float) -> Result:
    """By the ratio of steps and gradients (Zeiler, 2012); slots: mean squares of both."""
    return _split(operators.adadelta(parameter, *slots, rate, *_in(parameter, rho, epsilon), gradient))


def ftrl(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
         l1: float, l2: float, power: float) -> Result:
    """Follow the regularised leader (McMahan et al., 2013); slots: sum of squares, linear term."""
    return _split(operators.ftrl(parameter, *slots, gradient, rate, *_in(parameter, l1, l2, power)))


# By moments ----------------------------------------------------------------------------------------------------------


def _adam(parameter: Array, gradient: Array, rate: Array, slots: Slots, powers: Any, betas: Any, eps: float,
          nesterov: bool = False) -> Result:
    """With a third slot, the largest second moment so far, AMSGrad's."""
    numbers = _in(parameter, *powers, rate, *betas, eps)
    if len(slots) == 2:
        return _split(operators.adam(parameter, *slots, *numbers, gradient, nesterov))
    return _split(operators.amsgrad(parameter, *slots, *numbers, gradient))


def adam(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
         eps: float, nesterov: bool) -> Result:
    """Adam (Kingma and Ba, 2015); slots: moments, and the highest for AMSGrad; scalars: powers of the betas, betas."""
    return _adam(parameter, gradient, rate, slots, scalars[:2], scalars[2:], eps, nesterov)


def adam_counted(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
                 betas: tuple[float, float], eps: float, amsgrad: bool) -> Result:
    """Adam; slots: moments and the highest; scalars: count."""
    powers = [beta ** (scalars[0].astype(jnp.float32) + 1) for beta in betas]
    new, kept = _adam(parameter, gradient, rate, slots if amsgrad else slots[:2], powers, betas, eps)
    return new, kept if amsgrad else (*kept, slots[2])


def adamw(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
          betas: tuple[float, float], eps: float, amsgrad: bool) -> Result:
    """Adam with decoupled weight decay (Loshchilov and Hutter, 2019), epsilon added to the corrected root; slots:
    moments, and the highest; scalars: count."""
    step = scalars[0].reshape(()).astype(jnp.float32) + 1
    rate, correction1, correction2 = _in(parameter, rate, 1 - betas[0] ** step, jnp.sqrt(1 - betas[1] ** step))
    moment1 = betas[0] * slots[0] + (1 - betas[0]) * gradient
    moment2 = betas[1] * slots[1] + (1 - betas[1]) * gradient * gradient
    kept = (moment1, moment2, *((jnp.maximum(slots[2], moment2),) if amsgrad else slots[2:]))
    root = jnp.sqrt(kept[2] if amsgrad else moment2) / correction2 + eps
    if decay is not None:
        parameter = parameter * (1 - rate * decay)
    return parameter - rate / correction1 * moment1 / root, kept


def adam_weight_decay(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots,
                      scalars: Slots, *, beta1: float, beta2: float, eps: float) -> Result:
    """Adam without correction of its moments, with weight decay of its own; slots: moments."""
    numbers = _in(parameter, rate, beta1, beta2, eps, 0.0 if decay is None else decay)
    return _split(operators.adam_weight_decay(parameter, *slots, *numbers, gradient))


def adamax(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
           eps: float) -> Result:
    """AdaMax (Kingma and Ba, 2015); slots: moment, norm; scalars: power of the first beta, betas."""
    power, *betas = scalars
    return _split(operators.adamax(parameter, *slots, *_in(parameter, power, rate, *betas, eps), gradient))


def adamax_counted(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots,
                   *, betas: tuple[float, float], eps: float) -> Result:
    """AdaMax, with epsilon added to the gradient's size; slots: moment, norm; scalars: count."""
    (rate,) = _in(parameter, rate / (1 - betas[0] ** (scalars[0] + 1)))
    moment = betas[0] * slots[0] + (1 - betas[0]) * gradient
    norm = jnp.maximum(betas[1] * slots[1], jnp.abs(gradient) + eps)
    return parameter - rate * moment / norm, (moment, norm)


def nadam(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
          betas: tuple[float, float], eps: float, momentum_decay: float) -> Result:
    """Adam with Nesterov's momentum (Dozat, 2016); slots: moments, product of the momenta; scalars: count."""
    step = scalars[0].astype(jnp.float32) + 1
    now, following = (betas[0] * (1 - 0.5 * 0.96 ** (s * momentum_decay)) for s in (step, step + 1))
    product = slots[2] * now
    moment1 = betas[0] * slots[0] + (1 - betas[0]) * gradient
    moment2 = betas[1] * slots[1] + (1 - betas[1]) * gradient * gradient
    root = jnp.sqrt(moment2 / (1 - betas[1] ** step)) + eps
    change = (1 - now) / (1 - product) * gradient + following / (1 - product * following) * moment1
    return parameter - rate * change / root, (moment1, moment2, product)


def radam(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
          betas: tuple[float, float], eps: float) -> Result:
    """Rectified Adam (Liu et al., 2020); slots: moments; scalars: count."""
    step = scalars[0].astype(jnp.float32) + 1
    moment1 = betas[0] * slots[0] + (1 - betas[0]) * gradient
    moment2 = betas[1] * slots[1] + (1 - betas[1]) * gradient * gradient
    power = betas[1] ** step
    longest = 2 / (1 - betas[1]) - 1
    length = longest - 2 * step * power / (1 - power)
    adaptive = jnp.sqrt(1 - power) / (jnp.sqrt(moment2) + eps)
    # Where there are too few steps for an estimate of the variance, its root is not real either.
    ratio = (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)
    factor = jnp.where(length > 5, adaptive * jnp.sqrt(jnp.where(length > 5, ratio, 1.0)), 1.0)
    return parameter - moment1 / (1 - betas[0] ** step) * rate * factor, (moment1, moment2)


def lamb(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
         beta1: float, beta2: float, eps: float) -> Result:
    """Adam with steps as long as the Parameter (You et al., 2020); slots: moments; scalars: count."""
    rate, beta1_, beta2_, step = _in(parameter, rate, beta1, beta2, scalars[0])
    step = step + 1
    moment1 = beta1_ * slots[0] + (1 - beta1_) * gradient
    moment2 = beta2_ * slots[1] + (1 - beta2_) * gradient * gradient
    change = moment1 / (1 - beta1_**step) / (jnp.sqrt(moment2 / (1 - beta2_**step)) + eps)
    if decay is not None:
        change = change + decay * parameter
    length, step_length = jnp.sqrt((parameter * parameter).sum()), jnp.sqrt((change * change).sum())
    trust = jnp.where((length > 0) & (step_length > 0), length / step_length, 1)
    return parameter - rate * trust * change, (moment1, moment2)


def lars(parameter: Array, gradient: Array, decay: Any, rate: Array | None, coefficient: float,
         epsilon: float) -> Array:
    """The gradient, decayed, and as long as the Parameter times a coefficient (You et al., 2017); `rate`, if given,
    bounds that."""
    length, slope = jnp.sqrt((parameter * parameter).sum()), jnp.sqrt((gradient * gradient).sum())
    trust = coefficient * length / (slope + decay * length + epsilon)
    trust = jnp.where((length > 0) & (slope > 0), trust, 1.0)
    if rate is not None:
        trust = jnp.minimum(trust / rate, 1.0)
    return (gradient + decay * parameter) * trust


def adafactor(parameter: Array, gradient: Array, rate: Array, decay: Array | None, slots: Slots, scalars: Slots, *,
              eps: tuple[float, float], threshold: float, decay_rate: float, beta1: float, by_size: bool,
              relative: float | None, warmup: bool) -> Result:
    """Adafactor (Shazeer and Stern, 2018); slots: moment, mean squares of rows, of columns, of elements; scalars:
    number of this step. `relative` bounds a rate that the step's number gives."""
    moment, rows, columns, square = slots
    value, gradient = parameter.astype(jnp.float32), gradient.astype(jnp.float32)
    step = scalars[0].reshape(()).astype(jnp.float32)
    if relative is not None:
        rate = jnp.minimum(relative * step if warmup else relative, 1 / jnp.sqrt(step))
    if by_size:
        rate = rate * jnp.maximum(eps[1], jnp.sqrt((value * value).mean()))
    keep = 1 - step**-decay_rate
    squared = gradient * gradient + eps[0]
    if gradient.ndim > 1:
        rows = (rows * keep + squared.mean(-1) * (1 - keep)).astype(rows.dtype)
        columns = (columns * keep + squared.mean(-2) * (1 - keep)).astype(columns.dtype)
        of_rows, of_columns = rows.astype(jnp.float32), columns.astype(jnp.float32)
        of_rows = of_rows / of_rows.mean(-1, keepdims=True)
        change = gradient / jnp.sqrt(of_rows[..., None] * of_columns[..., None, :])
    else:
        square = (square * keep + squared * (1 - keep)).astype(square.dtype)
        change = gradient / jnp.sqrt(square.astype(jnp.float32))
    change = change / jnp.maximum(1.0, jnp.sqrt((change * change).mean()) / threshold) * rate
    if beta1:
        moment = (moment * beta1 + change * (1 - beta1)).astype(moment.dtype)
        change = moment.astype(jnp.float32)
    if decay is not None:
        value = value - value * decay * rate
    return (value - change).astype(parameter.dtype), (moment, rows, columns, square)
