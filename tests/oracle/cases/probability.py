# ruff: noqa
# nn.probability: every function of every distribution and bijector, its gradients, printed forms and refusals.

# for every case:
import mindspore.nn.probability.bijector as msb
import mindspore.nn.probability.bnn_layers as bnn
import mindspore.nn.probability.distribution as msd

FUNCTIONS = ("mean", "mode", "sd", "var", "entropy")
OF_VALUES = ("prob", "log_prob", "cdf", "log_cdf", "survival_function", "log_survival")


def everything(make, values, given, other, gradients=True, functions=FUNCTIONS):
    """All functions, by their own parameters and by other ones, as methods and by name."""
    own, bare = make(*given), make()
    x = Tensor(np.array(values, np.float32))
    held = [Tensor(np.array(v, np.float32)) for v in given]
    others = [Tensor(np.array(v, np.float32)) for v in other]
    for name in functions:
        print(name)
        tried(lambda: getattr(own, name)(), lambda: getattr(bare, name)(*others), lambda: own(name), lambda: bare(name))
    for name in OF_VALUES:
        print(name)
        tried(lambda: getattr(own, name)(x), lambda: getattr(bare, name)(x, *others), lambda: own(name, x))
        if gradients and name in ("log_prob", "cdf"):
            tried(lambda: grad(lambda x, *p: getattr(bare, name)(x, *p), tuple(range(1 + len(held))))(x, *held))
    kind = type(own).__name__
    for name in ("kl_loss", "cross_entropy"):
        print(name)
        tried(lambda: getattr(own, name)(kind, *others), lambda: getattr(bare, name)(kind, *others, *held), lambda: own(name, kind, *others))
        tried(lambda: getattr(own, name)("Other", *others))
    tried(lambda: own.get_dist_type(), lambda: own.get_dist_args(), lambda: bare.get_dist_args(*others))
    for d in (own, bare):
        print(d.batch_shape, d.broadcast_shape, d.is_scalar_batch, d.dtype, d.name, d.seed, d.parameter_type)
    tried(lambda: own.prob(1.0), lambda: own("prob"), lambda: own("nothing"), lambda: own.sample(3))


def samples(distribution, *shapes):
    """Shapes and dtypes of samples, and their mean and deviation to one digit."""
    for shape in shapes:
        x = distribution.sample(shape)
        print(x.shape, x.dtype)
    many = distribution.sample((20000,)).asnumpy().astype(np.float64)
    print(np.round(many.mean(0), 1) + 0.0, np.round(many.std(0), 1) + 0.0)


# case: Normal
everything(msd.Normal, [[0.5, 1.5, 2.5], [-0.5, 3.0, 0.25]], ([3.0, 4.0, 2.0], 2.0), (1.0, [1.0, 2.0, 4.0]))

# case: Laplace
everything(msd.Laplace, [[0.5, 1.5, 2.5], [-0.5, 3.0, 0.25]], ([3.0, 4.0, 2.0], 2.0), (1.0, [1.0, 2.0, 4.0]))

# case: HalfNormal
everything(msd.HalfNormal, [[0.5, 1.5, 2.5], [1.0, 3.0, 0.25]], ([0.0, 1.0, 2.0], 2.0), (1.0, [1.0, 2.0, 4.0]))

# case: HalfNormal, below
show(msd.HalfNormal(0.0, 1.0).prob(Tensor([-1.0, 0.0, 1.0])))

# case: StudentT
everything(msd.StudentT, [[0.5, 1.5, 2.5], [-0.5, 3.0, 0.25]], ([3.0, 4.0, 2.0], 2.0, 1.5), (5.0, 1.0, [1.0, 2.0, 4.0]))

# case: Cauchy
everything(msd.Cauchy, [[0.5, 1.5, 2.5], [-0.5, 3.0, 0.25]], ([3.0, 4.0, 2.0], 2.0), (1.0, [1.0, 2.0, 4.0]))

# case: Logistic
everything(msd.Logistic, [[0.5, 1.5, 2.5], [-0.5, 3.0, 0.25]], ([3.0, 4.0, 2.0], 2.0), (1.0, [1.0, 2.0, 4.0]))

# case: Logistic, far values
d = msd.Logistic(0.0, 1.0)
x = Tensor([-40.0, -20.0, -10.0, 10.0, 20.0, 40.0])
show(d.log_prob(x), d.log_cdf(x), d.log_survival(x))

# case: Uniform
everything(msd.Uniform, [[0.5, 1.5, 2.5], [-0.5, 3.0, 0.25]], ([0.0, 1.0, 2.0], 3.0), (0.0, [3.0, 4.0, 5.0]))

# case: Exponential
everything(msd.Exponential, [[0.5, 1.5, 2.5], [-0.5, 3.0, 0.25]], ([0.5, 1.0, 2.0],), ([0.25, 2.0, 3.0],))

# case: Gamma
everything(msd.Gamma, [[0.5, 1.5, 2.5], [0.75, 3.0, 0.25]], ([0.5, 1.5, 2.0], [2.0]), ([0.25, 2.0, 3.0], [1.0, 2.0, 4.0]), False)

# case: Beta
everything(msd.Beta, [[0.5, 0.25, 0.75], [0.125, 0.9, 0.3]], ([0.5, 1.5, 2.0], [2.0]), ([0.25, 2.0, 3.0], [1.0, 2.0, 4.0]), False)

# case: Poisson
everything(msd.Poisson, [[0.0, 1.0, 2.0], [-1.0, 3.0, 5.0]], ([0.5, 1.5, 2.0],), ([0.25, 2.0, 3.0],), False)

# case: Bernoulli
everything(msd.Bernoulli, [[0.0, 1.0, 1.0], [0.0, 1.0, 0.0]], ([0.5, 0.25, 0.75],), ([0.25, 0.2, 0.9],), True, ("mean", "sd", "var", "entropy"))
show(msd.Bernoulli(0.3).cdf(Tensor([-1.0, 0.0, 0.5, 1.0, 2.0])))

# case: Geometric
everything(msd.Geometric, [[0.0, 1.0, 2.0], [-1.0, 3.0, 5.5]], ([0.5, 0.25, 0.75],), ([0.25, 0.2, 0.9],))

# case: Categorical
everything(msd.Categorical, [0.0, 1.0, 2.0, 1.0], ([0.5, 0.25, 0.25],), ([0.25, 0.25, 0.5],))

# case: Categorical, several
everything(msd.Categorical, [0.0, 2.0], ([[0.5, 0.25, 0.25], [0.125, 0.125, 0.75]],), ([[0.25, 0.25, 0.5], [0.2, 0.3, 0.5]],))
d = msd.Categorical([0.5, 0.25, 0.25])
show(d.log_prob(Tensor([-1.0, -0.5, 1.5, 3.0])), d.cdf(Tensor([-1.0, -0.5, 1.5, 3.0])), d.prob(Tensor(1.0)), d.cdf(Tensor(1.0)))

# case: Gumbel
d = msd.Gumbel([1.0, 2.0, 3.0], 2.0)
x = Tensor([[0.5, 1.5, 2.5], [-0.5, 3.0, 0.25]])
other = Tensor([1.0, 1.5, 2.0]), Tensor([1.0, 2.0, 4.0])
tried(*(lambda n=n: getattr(d, n)() for n in FUNCTIONS), *(lambda n=n: getattr(d, n)(x) for n in OF_VALUES))
tried(lambda: d.kl_loss("Gumbel", *other), lambda: d.cross_entropy("Gumbel", *other), lambda: d.kl_loss("Normal", *other))
tried(lambda: d.get_dist_type(), lambda: d.get_dist_args(), lambda: grad(d.log_prob)(x))
print(d.batch_shape, d.broadcast_shape, d.is_scalar_batch, d.dtype, d.name, d.is_linear_transformation)

# case: LogNormal
everything(msd.LogNormal, [[0.5, 1.5, 2.5], [0.75, 3.0, 0.25]], ([0.5, 1.0, 2.0], 2.0), (1.0, [1.0, 2.0, 4.0]), False)
show(msd.LogNormal(0.0, 1.0).cdf(Tensor([-1.0, 1.0])))

# case: TransformedDistribution
x = Tensor([[0.5, 1.5, 2.5], [0.75, 3.0, 0.25]])
for d in (
    msd.TransformedDistribution(msb.Exp(), msd.Normal(0.0, 1.0)), msb.ScalarAffine(2.0, 1.0)(msd.Normal([0.0, 1.0, 2.0], 1.0)),
    msd.TransformedDistribution(msb.Softplus(2.0), msd.Logistic(0.0, 1.0)), msd.TransformedDistribution(msb.Invert(msb.Exp()), msd.Uniform(0.5, 4.0)),
):
    tried(*(lambda n=n: getattr(d, n)(x) for n in OF_VALUES), lambda: d.mean(), lambda: d.sample((2, 3)).shape, lambda: d.entropy())
    print(d.batch_shape, d.broadcast_shape, d.is_scalar_batch, d.dtype, d.name, d.is_linear_transformation)
    print(d)

# case: bijectors
x = Tensor([[0.5, 1.5, 2.5], [0.75, 3.0, 0.25]])
small = Tensor([0.1, 0.5, 0.9])
for b in (
    msb.Exp(), msb.PowerTransform(0.5), msb.PowerTransform([0.0, 0.5, 2.0]), msb.ScalarAffine(2.0, 1.0), msb.ScalarAffine([2.0, -1.0, 0.5], 1.0),
    msb.Softplus(), msb.Softplus(2.0), msb.Invert(msb.Exp()), msb.Invert(msb.ScalarAffine(2.0, 1.0)), msb.Invert(msb.Softplus(2.0)),
):
    tried(lambda: b.forward(x), lambda: b.inverse(x), lambda: b.forward_log_jacobian(x), lambda: b.inverse_log_jacobian(x), lambda: b("forward", x))
    tried(lambda: grad(b.forward)(x), lambda: grad(b.inverse)(x))
    print(b.name, b.batch_shape, b.is_scalar_batch, b.dtype, b.is_constant_jacobian, b.is_injective)
    print(b)
for b in (msb.GumbelCDF(), msb.GumbelCDF(1.0, 2.0), msb.Invert(msb.GumbelCDF([1.0, 2.0, 3.0], 2.0))):
    tried(lambda: b.forward(small), lambda: b.inverse(small), lambda: b.forward_log_jacobian(small), lambda: b.inverse_log_jacobian(small))
    print(b)
show(msb.Softplus().forward(Tensor([-40.0, -20.0, 20.0, 40.0])), msb.Softplus().inverse(Tensor([1e-9, 1e-3, 20.0, 40.0])))

# case: bijectors refuse
tried(
    lambda: msb.PowerTransform(-1.0), lambda: msb.PowerTransform(1), lambda: msb.PowerTransform(None), lambda: msb.GumbelCDF(1.0, 0.0),
    lambda: msb.ScalarAffine(1.0, 1), lambda: msb.ScalarAffine(True, 1.0), lambda: msb.Invert(1), lambda: msb.Exp().forward(1.0),
    lambda: msb.Exp().forward(Tensor([1])), lambda: msb.Exp("forward"), lambda: msb.ScalarAffine(1.0, 2.0, name=1),
)

# case: a bijector of one's own
class Double(msb.Bijector):
    def __init__(self):
        param = dict(locals())
        param["param_dict"] = {}
        super().__init__(True, True, "Double", None, {"bijector": self})

    def _forward(self, x):
        return 2.0 * x

    def _inverse(self, y):
        return y / 2.0

    def _inverse_log_jacobian(self, y):
        return ops.zeros_like(y) - 0.6931472

b = Double()
show(b.forward(Tensor([1.0])), b("inverse", Tensor([1.0])))

# case: a distribution of one's own
class Two(msd.Distribution):
    def __init__(self, seed=None, dtype=mstype.float32, name="Two"):
        super().__init__(seed, dtype, name, {"param_dict": {"a": 1.0}})
        self.a = self._add_parameter(1.0, "a")

    def _log_prob(self, value, a=None):
        return -value * self._check_param_type(a)

    def _cdf(self, value):
        return value / 2.0

    def _var(self):
        return Tensor(4.0)

d = Two()
x = Tensor([0.5, 1.5])
tried(lambda: d.prob(x), lambda: d.log_cdf(x), lambda: d.survival_function(x), lambda: d.log_survival(x), lambda: d.sd(), lambda: d.mean(), lambda: d("prob", x, Tensor(2.0)))
print(d.batch_shape, d.is_scalar_batch)

# case: samples
samples(msd.Normal([3.0, 4.0], 2.0), (), (2,), (2, 3))
samples(msd.Normal(3.0, 4.0), (), (2,))
samples(msd.Uniform(2.0, [3.0, 6.0]), (), (2,))
print(msd.Normal().sample((3,), Tensor([1.0, 2.0]), Tensor(3.0)).shape, msd.Normal(0.0, 1.0, dtype=mstype.float16).sample((2,)).dtype)
tried(lambda: msd.Normal(0.0, 1.0).sample([2]), lambda: msd.Normal().sample((2,)))

# case: printed forms
for d in (
    msd.Normal(3.0, 4.0), msd.Normal([3.0, 4.0], 2.0), msd.Normal(), msd.Bernoulli(0.5), msd.Bernoulli([0.5, 0.25]), msd.Beta([1.0], [2.0]), msd.Categorical([0.5, 0.5]),
    msd.Cauchy(1.0, 2.0), msd.Exponential(0.5), msd.Gamma([1.0], [2.0]), msd.Geometric(0.5), msd.Gumbel(1.0, 2.0), msd.HalfNormal(0.0, 1.0), msd.Laplace(0.0, 1.0),
    msd.LogNormal(1.0, 2.0), msd.Logistic(1.0, 2.0), msd.Poisson([1.0]), msd.StudentT(1.0, 2.0, 3.0), msd.Uniform(1.0, 2.0),
):
    print(d)
    print(sorted(d.parameters))

# case: refused arguments
tried(
    lambda: msd.Normal(0.0, 0.0), lambda: msd.Normal(0.0, -1.0), lambda: msd.Normal("a", 1.0), lambda: msd.Normal(True, 1.0), lambda: msd.Normal(0.0, 1.0, seed=-1),
    lambda: msd.Normal(0.0, 1.0, seed=1.5), lambda: msd.Normal(0.0, 1.0, dtype=mstype.int32), lambda: msd.Normal(0.0, 1.0, name=1),
    lambda: msd.Normal(Tensor([0.0], mstype.float16), Tensor([1.0])), lambda: msd.Bernoulli(0.0), lambda: msd.Bernoulli(1.5), lambda: msd.Beta(1.0, 2.0),
    lambda: msd.Beta([0.0], [1.0]), lambda: msd.Categorical([0.5, 0.25]), lambda: msd.Categorical(0.5), lambda: msd.Categorical([1.5, -0.5]),
    lambda: msd.Cauchy(0.0, 0.0), lambda: msd.Exponential(0.0), lambda: msd.Gamma(1.0, 2.0), lambda: msd.Gamma([1.0], [0.0]), lambda: msd.Geometric(2.0),
    lambda: msd.Gumbel(0.0, 0.0), lambda: msd.Gumbel(None, 1.0), lambda: msd.LogNormal(0.0, 0.0), lambda: msd.Logistic(0.0, -1.0), lambda: msd.Poisson(1.0),
    lambda: msd.Poisson([0.0]), lambda: msd.StudentT(0.0, 1.0, 1.0), lambda: msd.StudentT(1.0, 1.0, 0.0), lambda: msd.Uniform(2.0, 1.0), lambda: msd.Uniform(1.0, 1.0),
    lambda: msd.TransformedDistribution(1, msd.Normal(0.0, 1.0)), lambda: msd.TransformedDistribution(msb.Exp(), 1),
    lambda: msd.TransformedDistribution(msb.Exp(), msd.Bernoulli(0.5)), lambda: msd.Normal().mean(), lambda: msd.Normal().mean(1.0, 2.0),
    lambda: msd.Normal(0.0, 1.0).kl_loss("Normal", None, None), lambda: msd.Normal(0.0, 1.0).kl_loss("Normal", 1.0, 2.0),
)

# case: dtypes
x = Tensor([0.5, 1.5], mstype.float16)
d = msd.Normal(Tensor([0.0, 1.0], mstype.float16), Tensor([1.0, 2.0], mstype.float16), dtype=mstype.float16)
show(d.mean(), d.sd())
print(d.log_prob(x).dtype, d.parameter_type, msd.Normal(np.array([0.0]), np.array([1.0])).parameter_type, msd.Normal([1, 2], 1).parameter_type)
tried(lambda: msd.Categorical([0.5, 0.5]).mode(), lambda: msd.Geometric(0.5).mode(), lambda: msd.Exponential(0.5).mode())

# case: in a network, compiled
class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.normal = msd.Normal(0.0, 1.0)

    def construct(self, x, mean, sd):
        return self.normal.log_prob(x, mean, sd) + self.normal("kl_loss", "Normal", mean, sd)

net = Net()
given = Tensor([0.5, 1.5]), Tensor([1.0, 2.0]), Tensor([1.0, 2.0])
both(net, *given)

# case: Bayesian layers
class Fixed(bnn.NormalPosterior):
    """Weights that are (almost) certain."""
    def __init__(self, name, shape):
        super().__init__(name, shape, untransformed_scale_mean=-30, untransformed_scale_std=0)
        self.mean.set_data(arr(*shape) / 10)

dense = bnn.DenseReparam(3, 2, activation="relu", weight_posterior_fn=Fixed, bias_posterior_fn=Fixed)
local = bnn.DenseLocalReparam(3, 2, weight_posterior_fn=Fixed, bias_posterior_fn=Fixed)
conv = bnn.ConvReparam(1, 2, 3, has_bias=True, weight_posterior_fn=Fixed, bias_posterior_fn=Fixed)
for layer, x in ((dense, arr(2, 3)), (local, arr(2, 3)), (conv, arr(1, 1, 4, 4))):
    out = layer(x)
    print(out.shape, out.dtype, *(f"{v:.2f}" for v in out.asnumpy().ravel()))
    show(layer.compute_kl_loss())
    print([(p.name, p.requires_grad) for p in layer.get_parameters()])
net = nn.SequentialCell(dense)
loss = bnn.WithBNNLossCell(net, nn.MSELoss(), 2.0, 0.5)
print(f"{float(loss(arr(2, 3), arr(2, 2))):.3f}", loss.backbone_network is net)
tried(
    lambda: bnn.NormalPosterior(1, (2,)), lambda: bnn.NormalPosterior("a", 2), lambda: bnn.NormalPosterior("a", (2,), loc_std=-1),
    lambda: bnn.NormalPosterior("a", (2,), loc_mean="a"), lambda: bnn.WithBNNLossCell(net, nn.MSELoss(), -1), lambda: bnn.WithBNNLossCell(net, nn.MSELoss(), True),
    lambda: bnn.DenseReparam(0, 2), lambda: bnn.DenseReparam(3, 2, has_bias=1), lambda: bnn.DenseReparam(3, 2, activation=1), lambda: bnn.ConvReparam(1, 2, 3, pad_mode="a"),
)
