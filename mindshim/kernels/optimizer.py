"""The steps of optimisers: new values of a weight and of what the optimiser keeps about it.

The first results are written to the arguments; see `Writes`. A rule holds for arrays of any shape, so the sparse
forms apply it to the rows that are named.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
from jax import lax

from mindshim.kernels.declare import Array, Writes, operator


def _like(x: Array, *values: Any) -> tuple[Array, ...]:
    """Numbers and 0-d Tensors in the dtype of the weight."""
    return tuple(jnp.asarray(v).astype(x.dtype) for v in values)


@operator("ops.Adam(use_locking=False, use_nesterov=False)(var, m, v, beta1_power, beta2_power, lr, beta1, beta2, "
          "epsilon, gradient)", in_place=Writes((0, 1, 2)))
def adam(var: Array, m: Array, v: Array, beta1_power: Array, beta2_power: Array, lr: Array, beta1: Array,
         beta2: Array, epsilon: Array, gradient: Array, use_nesterov: bool = False,
         use_locking: bool = False) -> tuple[Array, Array, Array]:
    """One step of Adam (Kingma & Ba 2014): the new weight and moments."""
    power1, power2, lr, b1, b2, eps, g = _like(var, beta1_power, beta2_power, lr, beta1, beta2, epsilon, gradient)
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g * g
    rate = lr * jnp.sqrt(1 - power2) / (1 - power1)
    step = b1 * m + (1 - b1) * g if use_nesterov else m
    return var - rate * step / (jnp.sqrt(v) + eps), m, v


@operator("ops.AdamNoUpdateParam(use_locking=False, use_nesterov=False)(m, v, beta1_power, beta2_power, lr, beta1, "
          "beta2, epsilon, gradient)", in_place=Writes((0, 1), (2,)))
def adam_difference(m: Array, v: Array, beta1_power: Array, beta2_power: Array, lr: Array, beta1: Array, beta2: Array,
                    epsilon: Array, gradient: Array, use_nesterov: bool = False,
                    use_locking: bool = False) -> tuple[Array, Array, Array]:
    """One step of Adam that returns what to add to the weight."""
    difference, m, v = adam(jnp.zeros_like(gradient), m, v, beta1_power, beta2_power, lr, beta1, beta2, epsilon,
                            gradient, use_nesterov)
    return m, v, difference


@operator("ops.AdamWeightDecay(use_locking=False)(var, m, v, lr, beta1, beta2, epsilon, decay, gradient)",
          in_place=Writes((0, 1, 2)))
def adam_weight_decay(var: Array, m: Array, v: Array, lr: Array, beta1: Array, beta2: Array, epsilon: Array,
                      decay: Array, gradient: Array, use_locking: bool = False) -> tuple[Array, Array, Array]:
    """One step of Adam without correction of the moments, with decoupled weight decay."""
    lr, b1, b2, eps, decay, g = _like(m, lr, beta1, beta2, epsilon, decay, gradient)
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g * g
    weight = var.astype(m.dtype)
    return (weight - lr * (m / (jnp.sqrt(v) + eps) + decay * weight)).astype(var.dtype), m, v


@operator("ops.FusedCastAdamWeightDecay(use_locking=False)"
          "(var, m, v, lr, beta1, beta2, epsilon, decay, gradient, global_norm)", in_place=Writes((0, 1, 2)))
def fused_cast_adam_weight_decay(
    var: Array, m: Array, v: Array, lr: Array, beta1: Array, beta2: Array, epsilon: Array, decay: Array,
    gradient: Array, global_norm: Array, use_locking: bool = False,
) -> tuple[Array, Array, Array]:
    """As `adam_weight_decay`, with the gradient divided by `global_norm`; `var` may be float16."""
    scaled = gradient.astype(m.dtype) / jnp.asarray(global_norm, m.dtype)
    return adam_weight_decay(var, m, v, lr, beta1, beta2, epsilon, decay, scaled)


@operator("ops.ApplyAdamWithAmsgradV2(use_locking=False)(var, m, v, vhat, beta1_power, beta2_power, lr, beta1, beta2, "
          "epsilon, grad)",
          "ops.ApplyAdamWithAmsgrad(beta1=0.9, beta2=0.999, epsilon=1e-08, use_locking=False)"
          "(var, m, v, vhat, beta1_power, beta2_power, lr, grad)", in_place=Writes((0, 1, 2, 3)))
def amsgrad(var: Array, m: Array, v: Array, vhat: Array, beta1_power: Array, beta2_power: Array, lr: Array,
            beta1: Array, beta2: Array, epsilon: Array, grad: Array,
            use_locking: bool = False) -> tuple[Array, Array, Array, Array]:
    """One step of Adam that divides by the root of the largest second moment so far."""
    power1, power2, lr, b1, b2, eps = _like(var, beta1_power, beta2_power, lr, beta1, beta2, epsilon)
    m = b1 * m + (1 - b1) * grad
    v = b2 * v + (1 - b2) * grad * grad
    vhat = jnp.maximum(vhat, v)
    return var - lr * jnp.sqrt(1 - power2) / (1 - power1) * m / (jnp.sqrt(vhat) + eps), m, v, vhat


@operator("ops.ApplyAdaMax()(var, m, v, beta1_power, lr, beta1, beta2, epsilon, grad)", in_place=Writes((0, 1, 2)))
def adamax(var: Array, m: Array, v: Array, beta1_power: Array, lr: Array, beta1: Array, beta2: Array, epsilon: Array,
           grad: Array) -> tuple[Array, Array, Array]:
    """One step of AdaMax (Kingma & Ba 2014)."""
    power, lr, b1, b2, eps = _like(var, beta1_power, lr, beta1, beta2, epsilon)
    m = b1 * m + (1 - b1) * grad
    v = jnp.maximum(b2 * v, jnp.abs(grad))
    return var - lr / (1 - power) * m / (v + eps), m, v


@operator("ops.ApplyMomentum(use_nesterov=False, use_locking=False, gradient_scale=1.0)"
          "(variable, accumulation, learning_rate, gradient, momentum)", in_place=Writes((0, 1), (0,)))
def momentum_step(variable: Array, accumulation: Array, learning_rate: Array, gradient: Array, momentum: Array,
                  use_nesterov: bool = False, use_locking: bool = False,
                  gradient_scale: float = 1.0) -> tuple[Array, Array]:
    """One step of gradient descent with momentum."""
    lr, momentum, scale = _like(variable, learning_rate, momentum, gradient_scale)
    gradient = gradient.astype(variable.dtype) * scale
    accumulation = accumulation * momentum + gradient
    step = gradient + accumulation * momentum if use_nesterov else accumulation
    return variable - lr * step, accumulation


@operator("ops.FusedWeightScaleApplyMomentum()(weight_decay, loss_scale, variable, accumulation, learning_rate, "
          "gradient, momentum)", in_place=Writes((2, 3), (0,)))
def scaled_momentum_step(weight_decay: Array, loss_scale: Array, variable: Array, accumulation: Array,
                         learning_rate: Array, gradient: Array, momentum: Array) -> tuple[Array, Array]:
    """One step of gradient descent with momentum and weight decay, on a scaled gradient."""
    decay, scale = _like(variable, weight_decay, loss_scale)
    gradient = decay * variable + gradient.astype(variable.dtype) * scale
    return momentum_step(variable, accumulation, learning_rate, gradient, momentum)


@operator("ops.ApplyKerasMomentum(use_locking=False, use_nesterov=False)(var, accum, lr, grad, momentum)",
          in_place=Writes((0, 1)))
def keras_momentum(var: Array, accum: Array, lr: Array, grad: Array, momentum: Array, use_locking: bool = False,
                   use_nesterov: bool = False) -> tuple[Array, Array]:
    """One step of gradient descent with momentum, whose accumulator holds steps instead of gradients."""
    lr, momentum = _like(var, lr, momentum)
    accum = accum * momentum - grad * lr
    return var + (accum * momentum - grad * lr if use_nesterov else accum), accum


@operator("ops.SGD(dampening=0.0, weight_decay=0.0, nesterov=False)(parameters, gradient, learning_rate, accum, "
          "momentum, stat)", in_place=Writes((0, 3, 5), (0,)))
def sgd(parameters: Array, gradient: Array, learning_rate: Array, accum: Array, momentum: Array, stat: Array,
        dampening: float = 0.0, weight_decay: float = 0.0, nesterov: bool = False) -> tuple[Array, Array, Array]:
    """One step of gradient descent with momentum and weight decay; `stat` is positive before the first one."""
    lr, momentum = _like(parameters, learning_rate, momentum)
    gradient = gradient.astype(parameters.dtype)
    if weight_decay > 0:
        gradient = gradient + parameters * weight_decay
    first = stat > 0
    new = jnp.where(first, gradient, accum * momentum + (1 - dampening) * gradient)
    accum = jnp.where(momentum > 0, new, accum)
    step = jnp.where(momentum > 0, gradient + momentum * accum if nesterov else accum, gradient)
    return parameters - lr * step, accum, jnp.where(momentum > 0, jnp.zeros_like(stat), stat)


@operator("ops.ApplyGradientDescent()(var, alpha, delta)", in_place=Writes())
def gradient_descent(var: Array, alpha: Array, delta: Array) -> Array:
    """One step of gradient descent."""
    return var - jnp.asarray(alpha).astype(var.dtype) * delta


def _proximal(var: Array, lr: Array, l1: Array, l2: Array) -> Array:
    return jnp.sign(var) / (1 + lr * l2) * jnp.maximum(jnp.abs(var) - lr * l1, 0)


@operator("ops.ApplyProximalGradientDescent()(var, alpha, l1, l2, delta)", in_place=Writes())
def proximal_gradient_descent(var: Array, alpha: Array, l1: Array, l2: Array, delta: Array) -> Array:
    """One step of gradient descent with a proximal operator of the norms 1 and 2."""
    alpha, l1, l2 = _like(var, alpha, l1, l2)
    return _proximal(var - alpha * delta, alpha, l1, l2)


@operator("ops.ApplyAdadelta()(var, accum, accum_update, lr, rho, epsilon, grad)", in_place=Writes((0, 1, 2)))
def adadelta(var: Array, accum: Array, accum_update: Array, lr: Array, rho: Array, epsilon: Array,
             grad: Array) -> tuple[Array, Array, Array]:
    """One step of Adadelta (Zeiler 2012)."""
    lr, rho, eps = _like(var, lr, rho, epsilon)
    accum = rho * accum + (1 - rho) * grad * grad
    update = jnp.sqrt(accum_update + eps) * grad / jnp.sqrt(accum + eps)
    return var - lr * update, accum, rho * accum_update + (1 - rho) * update * update


@operator("ops.ApplyAdagrad(update_slots=True)(var, accum, lr, grad)",
          "ops.ApplyAdagradV2(epsilon, update_slots=True)(var, accum, lr, grad)", in_place=Writes((0, 1)))
def adagrad(var: Array, accum: Array, lr: Array, grad: Array, epsilon: float = 0.0,
            update_slots: bool = True) -> tuple[Array, Array]:
    """One step of Adagrad (Duchi et al. 2011)."""
    if update_slots:
        accum = accum + grad * grad
    return var - jnp.asarray(lr).astype(var.dtype) * grad / (jnp.sqrt(accum) + epsilon), accum


@operator("ops.ApplyAdagradDA(use_locking=False)(var, gradient_accumulator, gradient_squared_accumulator, grad, lr, "
          "l1, l2, global_step)", in_place=Writes((0, 1, 2), (0,)))
def adagrad_da(var: Array, gradient_accumulator: Array, gradient_squared_accumulator: Array, grad: Array, lr: Array,
               l1: Array, l2: Array, global_step: Array, use_locking: bool = False) -> tuple[Array, Array, Array]:
    """One step of Adagrad by dual averaging."""
    lr, l1, l2, count = _like(var, lr, l1, l2, global_step)
    total = gradient_accumulator + grad
    squares = gradient_squared_accumulator + grad * grad
    shrunk = jnp.where(l1 > 0, jnp.sign(total) * jnp.maximum(jnp.abs(total) - l1 * count, 0), total)
    return -lr * shrunk / (l2 * count * lr + jnp.sqrt(squares)), total, squares


@operator("ops.ApplyProximalAdagrad(use_locking=False)(var, accum, lr, l1, l2, grad)", in_place=Writes((0, 1)))
def proximal_adagrad(var: Array, accum: Array, lr: Array, l1: Array, l2: Array, grad: Array,
                     use_locking: bool = False) -> tuple[Array, Array]:
    """One step of Adagrad with a proximal operator of the norms 1 and 2."""
    lr, l1, l2 = _like(var, lr, l1, l2)
    accum = accum + grad * grad
    rate = lr * lax.rsqrt(accum)
    return _proximal(var - rate * grad, rate, l1, l2), accum


@operator("ops.ApplyAddSign()(var, m, lr, alpha, sign_decay, beta, grad)", in_place=Writes((0, 1)))
def add_sign(var: Array, m: Array, lr: Array, alpha: Array, sign_decay: Array, beta: Array,
             grad: Array) -> tuple[Array, Array]:
    """One step of AddSign (Bello et al. 2017)."""
    lr, alpha, decay, beta = _like(var, lr, alpha, sign_decay, beta)
    m = beta * m + (1 - beta) * grad
    return var - lr * (alpha + decay * jnp.sign(grad) * jnp.sign(m)) * grad, m


@operator("ops.ApplyPowerSign()(var, m, lr, logbase, sign_decay, beta, grad)", in_place=Writes((0, 1)))
def power_sign(var: Array, m: Array, lr: Array, logbase: Array, sign_decay: Array, beta: Array,
               grad: Array) -> tuple[Array, Array]:
    """One step of PowerSign (Bello et al. 2017)."""
    lr, base, decay, beta = _like(var, lr, logbase, sign_decay, beta)
    m = beta * m + (1 - beta) * grad
    return var - lr * jnp.exp(base * decay * jnp.sign(grad) * jnp.sign(m)) * grad, m


@operator("ops.ApplyRMSProp(use_locking=False)(var, mean_square, moment, learning_rate, grad, decay, momentum, "
          "epsilon)",
          in_place=Writes((0, 1, 2), (0,)))
def rmsprop(var: Array, mean_square: Array, moment: Array, learning_rate: Array, grad: Array, decay: Array,
            momentum: Array, epsilon: Array, use_locking: bool = False) -> tuple[Array, Array, Array]:
    """One step of RMSProp."""
    lr, rho, momentum, eps = _like(var, learning_rate, decay, momentum, epsilon)
    mean_square = rho * mean_square + (1 - rho) * grad * grad
    moment = momentum * moment + lr * lax.rsqrt(mean_square + eps) * grad
    return var - moment, mean_square, moment


@operator("ops.ApplyCenteredRMSProp(use_locking=False)(var, mean_gradient, mean_square, moment, grad, learning_rate, "
          "decay, momentum, epsilon)", in_place=Writes((0, 1, 2, 3), (0,)))
def centered_rmsprop(var: Array, mean_gradient: Array, mean_square: Array, moment: Array, grad: Array,
                     learning_rate: Array, decay: Array, momentum: Array, epsilon: Array,
                     use_locking: bool = False) -> tuple[Array, Array, Array, Array]:
    """One step of RMSProp with the variance of the gradient in the place of its mean square."""
    lr, rho, momentum, eps = _like(var, learning_rate, decay, momentum, epsilon)
    mean_gradient = rho * mean_gradient + (1 - rho) * grad
    mean_square = rho * mean_square + (1 - rho) * grad * grad
    moment = momentum * moment + lr * lax.rsqrt(mean_square - mean_gradient * mean_gradient + eps) * grad
    return var - moment, mean_gradient, mean_square, moment


@operator("ops.ApplyFtrl(use_locking=False)(var, accum, linear, grad, lr, l1, l2, lr_power)",
          in_place=Writes((0, 1, 2), (0,)))
def ftrl(var: Array, accum: Array, linear: Array, grad: Array, lr: Array, l1: Array, l2: Array, lr_power: Array,
         use_locking: bool = False) -> tuple[Array, Array, Array]:
    """One step of FTRL-Proximal (McMahan et al. 2013)."""
    lr, l1, l2, power = _like(var, lr, l1, l2, lr_power)
    new = accum + grad * grad
    scale = (new**-power - accum**-power) / lr
    linear = linear + grad - scale * var
    step = (jnp.sign(linear) * l1 - linear) / (new**-power / lr + 2 * l2)
    return jnp.where(jnp.abs(linear) > l1, step, jnp.zeros_like(var)), new, linear


@operator("ops.LARSUpdate(epsilon=1e-05, hyperpara=0.001, use_clip=False)(weight, gradient, norm_weight, "
          "norm_gradient, weight_decay, learning_rate)")
def lars_update(weight: Array, gradient: Array, norm_weight: Array, norm_gradient: Array, weight_decay: Array,
                learning_rate: Array, epsilon: float = 1e-5, hyperpara: float = 0.001,
                use_clip: bool = False) -> Array:
    """The gradient, with weight decay, times the layer's own rate (You et al. 2017); the norms are sums of squares."""
    decay, lr = _like(weight, weight_decay, learning_rate)
    weight_norm, gradient_norm = jnp.sqrt(norm_weight), jnp.sqrt(norm_gradient)
    trust = hyperpara * weight_norm / (gradient_norm + decay * weight_norm + epsilon)
    if use_clip:
        trust = jnp.clip(trust / lr, 0, 1)
    return (gradient + decay * weight) * trust


# Sparse ---------------------------------------------------------------------------------------------------------------


def _on_rows(rule: Callable[..., tuple[Array, ...]], kept: int, arrays: tuple[Array, ...], grad: Array,
             indices: Array, *numbers: Any) -> tuple[Array, ...]:
    """A rule applied to the rows that are named, once for each, with the sum of their gradients."""
    size = arrays[0].shape[0]
    rows = jnp.unique(indices, size=indices.shape[0], fill_value=size)
    place = jnp.searchsorted(rows, indices)
    summed = jnp.zeros((indices.shape[0], *grad.shape[1:]), grad.dtype).at[place].add(grad)
    old = [a.at[rows].get(mode="clip") for a in arrays]
    new = rule(*old, summed, *numbers)
    return tuple(a.at[rows].set(n, mode="drop") for a, n in zip(arrays, new[:kept], strict=True))


@operator("ops.FusedSparseLazyAdam(use_locking=False, use_nesterov=False)(var, m, v, beta1_power, beta2_power, lr, "
          "beta1, beta2, epsilon, gradient, indices)", in_place=Writes((0, 1, 2)))
def sparse_lazy_adam(var: Array, m: Array, v: Array, beta1_power: Array, beta2_power: Array, lr: Array, beta1: Array,
                     beta2: Array, epsilon: Array, gradient: Array, indices: Array, use_locking: bool = False,
                     use_nesterov: bool = False) -> tuple[Array, ...]:
    """One step of Adam on the rows that are named only."""
    def rule(var: Array, m: Array, v: Array, grad: Array) -> tuple[Array, ...]:
        return adam(var, m, v, beta1_power, beta2_power, lr, beta1, beta2, epsilon, grad, use_nesterov)

    return _on_rows(rule, 3, (var, m, v), gradient, indices)


@operator("ops.FusedSparseAdam(use_locking=False, use_nesterov=False)(var, m, v, beta1_power, beta2_power, lr, beta1, "
          "beta2, epsilon, gradient, indices)", in_place=Writes((0, 1, 2)))
def sparse_adam(var: Array, m: Array, v: Array, beta1_power: Array, beta2_power: Array, lr: Array, beta1: Array,
                beta2: Array, epsilon: Array, gradient: Array, indices: Array, use_locking: bool = False,
                use_nesterov: bool = False) -> tuple[Array, Array, Array]:
    """One step of Adam with a gradient that is 0 but for the rows that are named."""
    full = jnp.zeros_like(var).at[indices].add(gradient)
    return adam(var, m, v, beta1_power, beta2_power, lr, beta1, beta2, epsilon, full, use_nesterov)


@operator("ops.FusedSparseFtrl(lr, l1, l2, lr_power, use_locking=False)(var, accum, linear, grad, indices)",
          "ops.SparseApplyFtrl(lr, l1, l2, lr_power, use_locking=False)(var, accum, linear, grad, indices)",
          in_place=Writes((0, 1, 2)))
def sparse_ftrl(var: Array, accum: Array, linear: Array, grad: Array, indices: Array, lr: float, l1: float, l2: float,
                lr_power: float, use_locking: bool = False) -> tuple[Array, ...]:
    """One step of FTRL-Proximal on the rows that are named."""
    return _on_rows(ftrl, 3, (var, accum, linear), grad, indices, lr, l1, l2, lr_power)


@operator("ops.SparseApplyFtrlV2(lr, l1, l2, l2_shrinkage, lr_power, use_locking=False)"
          "(var, accum, linear, grad, indices)", in_place=Writes((0, 1, 2)))
def sparse_ftrl_v2(var: Array, accum: Array, linear: Array, grad: Array, indices: Array, lr: float, l1: float,
                   l2: float, l2_shrinkage: float, lr_power: float, use_locking: bool = False) -> tuple[Array, ...]:
    """As `sparse_ftrl`, with ``2 * l2_shrinkage * var`` added to the gradient, but not in the sum of squares."""

    def rule(var: Array, accum: Array, linear: Array, grad: Array, *numbers: Any) -> tuple[Array, ...]:
        return ftrl(var, accum, linear + 2 * l2_shrinkage * var, grad, *numbers)

    return _on_rows(rule, 3, (var, accum, linear), grad, indices, lr, l1, l2, lr_power)


@operator("ops.FusedSparseProximalAdagrad(use_locking=False)(var, accum, lr, l1, l2, grad, indices)",
          "ops.SparseApplyProximalAdagrad(use_locking=False)(var, accum, lr, l1, l2, grad, indices)",
          in_place=Writes((0, 1)))
def sparse_proximal_adagrad(var: Array, accum: Array, lr: Array, l1: Array, l2: Array, grad: Array, indices: Array,
                            use_locking: bool = False) -> tuple[Array, ...]:
    """One step of proximal Adagrad on the rows that are named."""
    def rule(var: Array, accum: Array, grad: Array) -> tuple[Array, ...]:
        return proximal_adagrad(var, accum, lr, l1, l2, grad)

    return _on_rows(rule, 2, (var, accum), grad, indices)


@operator("ops.SparseApplyAdagrad(lr, update_slots=True, use_locking=False)(var, accum, grad, indices)",
          "ops.SparseApplyAdagradV2(lr, epsilon, use_locking=False, update_slots=True)(var, accum, grad, indices)",
          in_place=Writes((0, 1)))
def sparse_adagrad(var: Array, accum: Array, grad: Array, indices: Array, lr: float, epsilon: float = 0.0,
                   update_slots: bool = True, use_locking: bool = False) -> tuple[Array, ...]:
    """One step of Adagrad on the rows that are named."""
    def rule(var: Array, accum: Array, grad: Array) -> tuple[Array, ...]:
        return adagrad(var, accum, jnp.asarray(lr), grad, epsilon, update_slots)

    return _on_rows(rule, 2, (var, accum), grad, indices)


@operator("ops.SparseApplyAdadelta(epsilon, use_locking=False)(var, accum, accum_update, lr, rho, grad, indices)",
          in_place=Writes((0, 1, 2)))
def sparse_adadelta(var: Array, accum: Array, accum_update: Array, lr: Array, rho: Array, grad: Array, indices: Array,
                    epsilon: float, use_locking: bool = False) -> tuple[Array, ...]:
    """One step of Adadelta on the rows that are named."""
    def rule(var: Array, accum: Array, accum_update: Array, grad: Array) -> tuple[Array, ...]:
        return adadelta(var, accum, accum_update, lr, rho, jnp.asarray(epsilon), grad)

    return _on_rows(rule, 3, (var, accum, accum_update), grad, indices)


@operator("ops.SparseApplyRMSProp(rho, momentum, epsilon, use_locking=False)(var, ms, mom, lr, grad, indices)",
          in_place=Writes((0, 1, 2)))
def sparse_rmsprop(var: Array, ms: Array, mom: Array, lr: Array, grad: Array, indices: Array, rho: float,
                   momentum: float, epsilon: float, use_locking: bool = False) -> tuple[Array, ...]:
    """One step of RMSProp on the rows that are named."""
    def rule(var: Array, ms: Array, mom: Array, grad: Array) -> tuple[Array, ...]:
        return rmsprop(var, ms, mom, lr, grad, *map(jnp.asarray, (rho, momentum, epsilon)))

    return _on_rows(rule, 3, (var, ms, mom), grad, indices)
