# ruff: noqa
# mindspore.train's metrics: values, kinds of results, refused inputs.

# for every case:
import scipy.ndimage
if not hasattr(scipy.ndimage, "morphology"):
    scipy.ndimage.morphology = scipy.ndimage
from mindspore import train
from mindspore.train import *

P3 = Tensor(np.array([[0.2, 0.5, 0.3], [0.3, 0.1, 0.6], [0.9, 0.05, 0.05], [0.1, 0.8, 0.1]], np.float32))
Y3 = Tensor(np.array([1, 0, 0, 2], np.int32))
H3 = Tensor(np.eye(3, dtype=np.float32)[[1, 0, 0, 2]])
M1 = Tensor(np.array([[0, 1, 0], [1, 1, 0], [0, 0, 1]], np.float32))
M2 = Tensor(np.array([[0, 1, 1], [1, 0, 0], [0, 1, 1]], np.float32))


def kind(x):
    if isinstance(x, np.ndarray) and x.ndim:
        return f"array {x.dtype} {x.shape}"
    if isinstance(x, (list, tuple)):
        return type(x).__name__ + " of " + ", ".join(kind(v) for v in x)
    return "float" if isinstance(x, (float, np.floating, np.ndarray)) else type(x).__name__


def value(x):
    if isinstance(x, (list, tuple)):
        return "[" + " ".join(value(v) for v in x) + "]"
    x = np.asarray(x)
    return numbers(x.tolist()) if x.ndim else number(float(x))


def result(x):
    print(kind(x), value(x))


def ask(*functions):
    for f in functions:
        try:
            found = f()
        except Exception as error:
            print(raised(error))
        else:
            result(found)


def fed(metric, *batches, **kwargs):
    for batch in batches:
        metric.update(*batch)
    return metric.eval(**kwargs)


# case: names
print(names())

# case: get_metric_fn
for name in names():
    try:
        print(name, type(get_metric_fn(name)).__name__)
    except Exception as error:
        print(name, raised(error))
ask(lambda: get_metric_fn("nothing"))
print(type(get_metric_fn("precision", eval_type="multilabel")).__name__)

# case: accuracy
ask(lambda: fed(Accuracy(), (P3, Y3)), lambda: fed(Accuracy(), (P3, H3)), lambda: fed(Accuracy(), (P3, Y3), (P3, H3)))
ask(lambda: fed(Accuracy("multilabel"), (M1, M2)), lambda: Accuracy("multilabel")(M1, M1))
ask(lambda: Accuracy("wrong"), lambda: Accuracy().eval(), lambda: Accuracy().update(P3), lambda: Accuracy().update(P3, P3))
ask(lambda: Accuracy().update(P3, Tensor([1, 2])), lambda: Accuracy("multilabel").update(P3, P3), lambda: Accuracy().update(1, 2))
ask(lambda: fed(Accuracy(), (P3, Y3), (Tensor([[0.5, 0.5]]), Tensor([1]))))
ask(lambda: fed(Accuracy(), (P3.asnumpy(), Y3.asnumpy())), lambda: fed(Accuracy(), (P3.asnumpy().tolist(), [1, 0, 0, 2])))
ask(lambda: Accuracy()(P3, Y3))

# case: accuracy of images
x = Tensor(np.arange(24).reshape(1, 2, 3, 4) % 5 * 1.0)
y = Tensor(np.arange(12).reshape(1, 3, 4) % 2)
ask(lambda: fed(Accuracy(), (x, y)))
a = Accuracy()
a.update(x, y)
a.clear()
ask(lambda: a.eval())

# case: precision and recall
for make in (Precision, Recall):
    ask(lambda: fed(make(), (P3, Y3)), lambda: fed(make(), (P3, H3)), lambda: fed(make(), (P3, Y3), average=True))
    ask(lambda: fed(make("classification"), (P3, Y3), (P3, H3)))
    ask(lambda: fed(make("multilabel"), (M1, M2)), lambda: fed(make("multilabel"), (M1, M2), (M2, M1), average=True))
    ask(lambda: make("x"), lambda: make().eval(), lambda: make().update(P3), lambda: make().update(P3, Tensor([5, 1, 1, 1])))
    ask(lambda: fed(make(), (P3, Y3), average=1), lambda: make("multilabel").update(P3, P3))
    ask(lambda: fed(make(), (P3, Y3), (Tensor([[0.5, 0.5]]), Tensor([1]))))

# case: F1 and Fbeta
ask(lambda: fed(F1(), (P3, Y3)), lambda: fed(F1(), (P3, H3), average=True), lambda: fed(Fbeta(2), (P3, Y3)))
ask(lambda: fed(Fbeta(0.5), (P3, Y3), (P3, Y3), average=True), lambda: Fbeta(0), lambda: Fbeta(-1), lambda: F1().eval())
ask(lambda: F1().update(P3), lambda: F1().update(P3, Tensor([5, 1, 1, 1])), lambda: fed(F1(), (P3, Y3), average="x"))

# case: top k
for make in (lambda: TopKCategoricalAccuracy(2), Top1CategoricalAccuracy, Top5CategoricalAccuracy):
    ask(lambda: fed(make(), (P3, Y3)), lambda: fed(make(), (P3, H3)), lambda: make().eval(), lambda: make().update(P3))
ask(lambda: TopKCategoricalAccuracy(0), lambda: TopKCategoricalAccuracy(1.5), lambda: TopKCategoricalAccuracy("2"))
ask(lambda: fed(TopKCategoricalAccuracy(3), (P3, Y3), (P3, Y3)))

# case: errors and loss
A = Tensor(np.array([0.1, 0.2, 0.6, 0.9], np.float32))
B = Tensor(np.array([0.1, 0.25, 0.7, 0.9], np.float32))
for make in (MAE, MSE):
    ask(lambda: fed(make(), (A, B)), lambda: fed(make(), (A, B), (B, A)), lambda: make().eval(), lambda: make().update(A))
    ask(lambda: fed(make(), (P3, H3)), lambda: make().update(A, P3))
ask(lambda: fed(Loss(), (Tensor(0.5),)), lambda: fed(Loss(), (Tensor([0.5, 1.5]),), (Tensor(3.0),)), lambda: Loss().eval())
ask(lambda: Loss().update(A, B), lambda: Loss().update(P3), lambda: Loss().update(0.5))

# case: printed forms
print({"accuracy": fed(Accuracy(), (P3, Y3)), "mae": fed(MAE(), (P3, H3)), "mse": fed(MSE(), (P3, H3)),
       "loss": fed(Loss(), (Tensor(0.7),)), "top": fed(TopKCategoricalAccuracy(2), (P3, Y3)), "ppl": Perplexity()(P3, Y3),
       "dice": Dice()(P3, H3)})

# case: dice
ask(lambda: fed(Dice(), (P3, H3)), lambda: fed(Dice(smooth=0.5), (P3, H3), (M1, M2)), lambda: Dice(smooth=0.0), lambda: Dice(smooth=1))
ask(lambda: Dice().eval(), lambda: Dice().update(P3), lambda: Dice().update(P3, M1))

# case: perplexity
ask(lambda: fed(Perplexity(), (P3, Y3)), lambda: fed(Perplexity(ignore_label=0), (P3, Y3)), lambda: Perplexity().eval())
ask(lambda: Perplexity(ignore_label="x"), lambda: Perplexity().update(P3, Tensor([1, 2])), lambda: Perplexity().update(P3))
ask(lambda: fed(Perplexity(), (P3, Y3), (P3, Y3)))

# case: BLEU
candidate = [["i", "have", "a", "pen", "on", "my", "desk"]]
reference = [[["i", "have", "a", "pen", "in", "my", "desk"], ["there", "is", "a", "pen", "on", "the", "desk"]]]
ask(lambda: fed(BleuScore(), (candidate, reference)), lambda: fed(BleuScore(n_gram=2), (candidate, reference)))
ask(lambda: fed(BleuScore(3, smooth=True), (candidate, reference), (candidate, reference)))
ask(lambda: fed(BleuScore(), ([["x"]], reference)), lambda: BleuScore(n_gram=5), lambda: BleuScore(n_gram=0), lambda: BleuScore(n_gram=1.5))
ask(lambda: BleuScore(smooth=1), lambda: BleuScore().eval(), lambda: BleuScore().update(candidate), lambda: BleuScore().update(candidate, reference * 2))

# case: cosine similarity
ask(*(lambda kwargs=kwargs: fed(CosineSimilarity(**kwargs), (P3,)) for kwargs in (
    {}, {"similarity": "dot"}, {"reduction": "mean"}, {"reduction": "sum", "zero_diagonal": False}, {"zero_diagonal": False})))
ask(lambda: CosineSimilarity("x"), lambda: CosineSimilarity(reduction="x"), lambda: CosineSimilarity(zero_diagonal=1))
ask(lambda: CosineSimilarity().eval(), lambda: CosineSimilarity(similarity=1))

# case: confusion matrix
Y = Tensor(np.array([1, 0, 1, 0, 2]))
Q = Tensor(np.array([1, 0, 0, 1, 2]))
ask(*(lambda n=n: fed(ConfusionMatrix(3, normalize=n), (Q, Y)) for n in ("no_norm", "target", "prediction", "all")))
ask(lambda: fed(ConfusionMatrix(3), (P3, Y3)), lambda: fed(ConfusionMatrix(2, threshold=0.7), (Tensor([0.6, 0.8, 0.9]), Tensor([0, 1, 0]))))
ask(lambda: fed(ConfusionMatrix(3), (Q, Y), (Q, Y)), lambda: ConfusionMatrix(3).eval(), lambda: ConfusionMatrix(3, "x"))
ask(lambda: ConfusionMatrix(3.0), lambda: ConfusionMatrix(3, threshold=1), lambda: ConfusionMatrix(3).update(Q))
ask(lambda: ConfusionMatrix(3).update(Tensor(np.zeros((2, 2, 2))), Y))

# case: confusion matrix metric
X = Tensor(np.array([[[0], [1]], [[1], [0]]]))
Y = Tensor(np.array([[[0], [1]], [[0], [1]]]))
for name in ("sensitivity recall hit_rate true_positive_rate tpr specificity selectivity true_negative_rate tnr precision "
             "positive_predictive_value ppv negative_predictive_value npv miss_rate false_negative_rate fnr fall_out "
             "false_positive_rate fpr false_discovery_rate fdr false_omission_rate for prevalence_threshold pt threat_score "
             "critical_success_index ts csi accuracy acc balanced_accuracy ba f1_score f1 matthews_correlation_coefficient mcc "
             "fowlkes_mallows_index fm informedness bookmaker_informedness bm markedness deltap mk nothing").split():
    print(name)
    ask(lambda: fed(ConfusionMatrixMetric(metric_name=name), (X, Y)))

# case: confusion matrix metric, ways
Z = Tensor(np.arange(24).reshape(2, 3, 4) % 5 % 2)
W = Tensor(np.arange(24).reshape(2, 3, 4) % 3 % 2)
for skip in (True, False):
    for method in (True, False):
        for decrease in ("none", "mean", "sum", "mean_channel", "sum_channel", "sum_batch"):
            ask(lambda: fed(ConfusionMatrixMetric(skip, "f1", method, decrease), (Z, W)))
ask(lambda: fed(ConfusionMatrixMetric(True, "Hit rate", True), (Z, W), (W, Z)))
ask(lambda: ConfusionMatrixMetric(skip_channel=1), lambda: ConfusionMatrixMetric(metric_name=1), lambda: ConfusionMatrixMetric(decrease="x"))
ask(lambda: ConfusionMatrixMetric().eval(), lambda: ConfusionMatrixMetric(calculation_method=True).eval())
ask(lambda: ConfusionMatrixMetric().update(Z), lambda: ConfusionMatrixMetric().update(Tensor([1, 0]), Tensor([1, 0])))
ask(lambda: ConfusionMatrixMetric().update(P3, P3))

# case: ROC of two classes
x = Tensor(np.array([3, 1, 4, 2]))
y = Tensor(np.array([0, 1, 2, 3]))
ask(lambda: fed(ROC(pos_label=1), (x, y)), lambda: fed(ROC(), (Tensor([0.1, 0.4, 0.35, 0.8]), Tensor([0, 0, 1, 1]))))

# case: ROC of several classes
x = Tensor(np.array([[0.28, 0.55, 0.15, 0.05], [0.10, 0.20, 0.05, 0.05], [0.20, 0.05, 0.15, 0.05], [0.05, 0.05, 0.05, 0.75]]))
y = Tensor(np.array([0, 1, 2, 3]))
ask(lambda: fed(ROC(class_num=4), (x, y)), lambda: ROC(class_num=3).update(x, y), lambda: ROC(class_num=4, pos_label=1).update(x, y))
ask(lambda: ROC("x"), lambda: ROC(pos_label=1.5), lambda: ROC().eval(), lambda: ROC().update(x), lambda: ROC(class_num=2).update(y, y))
ask(lambda: fed(ROC(pos_label=7), (y, y)), lambda: ROC().update(Tensor(np.zeros((2, 2, 2))), Tensor([1, 2])))

# case: auc
f, t, _ = fed(ROC(pos_label=1), (Tensor([0.1, 0.4, 0.35, 0.8]), Tensor([0, 0, 1, 1])))
ask(lambda: auc(f, t), lambda: auc(np.array([0.0, 0.5, 1.0]), np.array([0.0, 0.8, 1.0])))
ask(lambda: auc(np.array([1.0, 0.5, 0.0]), np.array([1.0, 0.8, 0.0])), lambda: auc(np.array([0.5, 0.0, 1.0]), np.array([0.8, 0.0, 1.0]), reorder=True))
ask(lambda: auc(np.array([0.5, 0.0, 1.0]), np.array([0.8, 0.0, 1.0])), lambda: auc([0, 1], [0, 1]), lambda: auc(np.array([0.0]), np.array([0.0])))
ask(lambda: auc(np.array([0.0, 1.0]), np.array([0.0])), lambda: auc(np.zeros((2, 2)), np.zeros((2, 2))))

# case: hausdorff distance
x = Tensor(np.array([[3, 0, 1], [1, 3, 0], [1, 0, 2]]))
y = Tensor(np.array([[0, 2, 1], [1, 2, 1], [0, 0, 1]]))
for kwargs in ({}, {"distance_metric": "chessboard"}, {"distance_metric": "taxicab"}, {"percentile": 50.0}, {"directed": True}, {"crop": False}):
    ask(lambda: fed(HausdorffDistance(**kwargs), (x, y, 0)), lambda: fed(HausdorffDistance(**kwargs), (y, x, 1)))
ask(lambda: HausdorffDistance("x"), lambda: HausdorffDistance(percentile=5), lambda: HausdorffDistance(directed=1), lambda: HausdorffDistance(crop=1))
ask(lambda: HausdorffDistance().eval(), lambda: HausdorffDistance().update(x, y), lambda: HausdorffDistance().update(x, y, 9), lambda: HausdorffDistance().update(x, y, "0"))
ask(lambda: fed(HausdorffDistance(percentile=150.0), (x, y, 0)), lambda: fed(HausdorffDistance(), (x, y, 2)), lambda: fed(HausdorffDistance(), (x, y, 3)))
ask(lambda: HausdorffDistance().update(x, Tensor([1]), 1))

# case: surface distances
x = Tensor(np.array([[3, 0, 1], [1, 3, 0], [1, 0, 2]]))
y = Tensor(np.array([[0, 2, 1], [1, 2, 1], [0, 0, 1]]))
for make in (MeanSurfaceDistance, RootMeanSquareDistance):
    for kwargs in ({}, {"symmetric": True}, {"distance_metric": "chessboard"}, {"symmetric": True, "distance_metric": "taxicab"}):
        ask(lambda: fed(make(**kwargs), (x, y, 0)), lambda: fed(make(**kwargs), (y, x, 1)), lambda: fed(make(**kwargs), (x, y, 3)))
    ask(lambda: make(symmetric=1), lambda: make(distance_metric="x"), lambda: make().update(x, y))
    cleared = make()
    cleared.clear()
    ask(lambda: cleared.eval())
    ask(lambda: make().update(x, y, 9), lambda: make().update(x, y, "0"), lambda: make().update(x, Tensor([1]), 1))

# case: occlusion sensitivity
class Sums(nn.Cell):
    def construct(self, x):
        return ops.stack((x.sum((1, 2, 3)), (x * x).sum((1, 2, 3))), 1)


net = Sums()
x = Tensor(np.arange(12).reshape(1, 1, 3, 4).astype(np.float32))
label = Tensor(np.array(1, np.int32))
ask(lambda: fed(OcclusionSensitivity(), (net, x, label)), lambda: fed(OcclusionSensitivity(0.5, 1, 5), (net, x, label)))
ask(lambda: fed(OcclusionSensitivity(b_box=[0, 0, 1, 2, 0, 1]), (net, x, label)), lambda: fed(OcclusionSensitivity(b_box=[0, 0, 1]), (net, x, label)))
ask(lambda: OcclusionSensitivity(pad_val=1), lambda: OcclusionSensitivity(margin=1.5), lambda: OcclusionSensitivity(n_batch=1.5), lambda: OcclusionSensitivity(b_box=1))
ask(lambda: OcclusionSensitivity().eval(), lambda: OcclusionSensitivity().update(net, x), lambda: OcclusionSensitivity().update(1, x, label))
ask(lambda: OcclusionSensitivity().update(net, Tensor(np.zeros((2, 1, 2, 2), np.float32)), label))
ask(lambda: OcclusionSensitivity().update(net, x, Tensor([1, 2])))
ask(lambda: fed(OcclusionSensitivity(b_box=[0, 0, 1, 9, 0, 1]), (net, x, label)), lambda: fed(OcclusionSensitivity(b_box=[0, 0, 2, 1, 0, 1]), (net, x, label)))

# case: indexes
m = MAE().set_indexes([1, 2])
m.update(Tensor([9.0]), Tensor([1.0]), Tensor([3.0]))
ask(lambda: m.eval())
print(m.indexes, MAE().indexes)
ask(lambda: MAE().set_indexes((0, 1)), lambda: MAE().set_indexes(["0"]))

# case: a metric of one's own
class Own(Metric):
    def clear(self):
        self.total = 0

    @rearrange_inputs
    def update(self, *inputs):
        self.total += sum(float(self._convert_data(v).sum()) for v in inputs)

    def eval(self):
        return self.total


print(Own()(Tensor([1.0, 2.0]), np.ones(3), [4, 5]), Own().set_indexes([0])(Tensor([1.0]), Tensor([5.0])))
ask(lambda: Metric(), lambda: Own()._convert_data(3))


class Half(Metric):
    def clear(self):
        pass


ask(lambda: Half())

# case: get_metrics
from mindspore.train.metrics import get_metrics
print(get_metrics(None), sorted(get_metrics({"acc", "loss"})), {k: type(v).__name__ for k, v in get_metrics({"a": MAE()}).items()})
ask(lambda: get_metrics(["acc"]), lambda: get_metrics({"a": 1}), lambda: get_metrics({1: MAE()}), lambda: get_metrics({"nothing"}), lambda: get_metrics("acc"))
