"""Boxes of object detection: overlaps, encodings, non-maximum suppression, and features inside of boxes.

Boxes are ``(x0, y0, x1, y1)``, unless it says otherwise.
"""

from __future__ import annotations

import math
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from mindshim.kernels.declare import Array, operator


def _check_boxes(name: str, *boxes: Array, width: int = 4) -> None:
    for found in boxes:
        if found.ndim != 2 or found.shape[1] != width:
            raise ValueError(f"For '{name}', boxes must have shape (N, {width}), but got {found.shape}.")


def overlaps(boxes: Array, others: Array, by_others: bool, one: float) -> Array:
    """The areas of the intersections over those of the unions (or of the others): row i is for ``others[i]``.

    `one` is 1 where the end of a box is its last pixel, and 0 where it is a coordinate.
    """
    a, b = boxes[None], others[:, None]
    sides = [jnp.maximum(jnp.minimum(a[..., i + 2], b[..., i + 2]) - jnp.maximum(a[..., i], b[..., i]) + one, 0)
             for i in (0, 1)]
    area = (a[..., 2] - a[..., 0] + one) * (a[..., 3] - a[..., 1] + one)
    area_of_others = (b[..., 2] - b[..., 0] + one) * (b[..., 3] - b[..., 1] + one)
    shared = sides[0] * sides[1]
    return shared / (area_of_others if by_others else area + area_of_others - shared)


@operator("ops.IOU(mode='iou')(anchor_boxes, gt_boxes)", "ops.iou(anchor_boxes, gt_boxes, mode='iou')")
def iou(anchor_boxes: Array, gt_boxes: Array, mode: str = "iou") -> Array:
    """For each true box and each anchor the area of the intersection over that of the union, or of the true box.

    Args:
        anchor_boxes: boxes of shape ``(N, 4)``.
        gt_boxes: boxes of shape ``(M, 4)``.
        mode: ``iou``, or ``iof`` for the area of the true box in the place of the union's.

    Returns:
        A Tensor of shape ``(M, N)``.

    Raises:
        KeyError: there is no such mode.
    """
    if mode not in ("iou", "iof"):
        raise KeyError(f"For 'IOU', the 'mode' must be 'iou' or 'iof', but got {mode!r}.")
    _check_boxes("IOU", anchor_boxes, gt_boxes)
    wide = np.float32 if anchor_boxes.dtype.itemsize < 4 else anchor_boxes.dtype
    found = overlaps(anchor_boxes.astype(wide), gt_boxes.astype(wide), mode == "iof", 1.0)
    return found.astype(anchor_boxes.dtype)


@operator("ops.NMSWithMask(iou_threshold=0.5)(bboxes)")
def nms_with_mask(bboxes: Array, iou_threshold: float = 0.5) -> tuple[Array, Array, Array]:
    """Boxes ``(x0, y0, x1, y1, score)`` in the order of their scores; their places before; and which of them stay.

    A box goes if it overlaps more than `iou_threshold` with one that stays and has a larger score.
    """
    _check_boxes("NMSWithMask", bboxes, width=5)
    count = bboxes.shape[0]
    order = jnp.argsort(lax.stop_gradient(bboxes[:, 4]), descending=True)
    boxes = bboxes[order]
    near = overlaps(boxes[:, :4], boxes[:, :4], False, 0.0) > iou_threshold
    later = jnp.arange(count)

    def step(i: Array, kept: Array) -> Array:
        return kept & ~(kept[i] & near[i] & (later > i))

    kept = lax.fori_loop(0, count, step, jnp.ones(count, bool))
    return boxes, order.astype(np.int32), kept


def _centred(boxes: Array) -> tuple[Array, Array, Array, Array]:
    width, height = boxes[:, 2] - boxes[:, 0] + 1, boxes[:, 3] - boxes[:, 1] + 1
    return (boxes[:, 0] + boxes[:, 2]) * 0.5, (boxes[:, 1] + boxes[:, 3]) * 0.5, width, height


_ZEROS, _ONES = "(0.0, 0.0, 0.0, 0.0)", "(1.0, 1.0, 1.0, 1.0)"


@operator(f"ops.BoundingBoxEncode(means={_ZEROS}, stds={_ONES})(anchor_box, groundtruth_box)",
          f"ops.bounding_box_encode(anchor_box, groundtruth_box, means={_ZEROS}, stds={_ONES})")
def bounding_box_encode(anchor_box: Array, groundtruth_box: Array, means: Any = (0.0,) * 4,
                        stds: Any = (1.0,) * 4) -> Array:
    """How far true boxes are from anchors, relative to the anchors' sizes; and the logarithms of the sizes' ratios."""
    _check_boxes("BoundingBoxEncode", anchor_box, groundtruth_box)
    x, y, width, height = _centred(anchor_box)
    true_x, true_y, true_width, true_height = _centred(groundtruth_box)
    deltas = jnp.stack([(true_x - x) / width, (true_y - y) / height, jnp.log(true_width / width),
                        jnp.log(true_height / height)], 1)
    return (deltas - jnp.asarray(means, deltas.dtype)) / jnp.asarray(stds, deltas.dtype)


@operator(f"ops.BoundingBoxDecode(max_shape, means={_ZEROS}, stds={_ONES}, wh_ratio_clip=0.016)(anchor_box, deltas)",
          f"ops.bounding_box_decode(anchor_box, deltas, max_shape, means={_ZEROS}, stds={_ONES}, wh_ratio_clip=0.016)")
def bounding_box_decode(anchor_box: Array, deltas: Array, max_shape: Any, means: Any = (0.0,) * 4,
                        stds: Any = (1.0,) * 4, wh_ratio_clip: float = 0.016) -> Array:
    """The boxes that have these distances from the anchors, clipped to an image of ``(height, width)``."""
    _check_boxes("BoundingBoxDecode", anchor_box, deltas)
    deltas = deltas * jnp.asarray(stds, deltas.dtype) + jnp.asarray(means, deltas.dtype)
    limit = abs(math.log(wh_ratio_clip))
    x, y, width, height = _centred(anchor_box)
    width = width * jnp.exp(jnp.clip(deltas[:, 2], -limit, limit))
    height = height * jnp.exp(jnp.clip(deltas[:, 3], -limit, limit))
    x, y = x + (anchor_box[:, 2] - anchor_box[:, 0] + 1) * deltas[:, 0], \
        y + (anchor_box[:, 3] - anchor_box[:, 1] + 1) * deltas[:, 1]
    found = jnp.stack([x - width * 0.5 + 0.5, y - height * 0.5 + 0.5, x + width * 0.5 - 0.5, y + height * 0.5 - 0.5], 1)
    bounds = jnp.asarray([max_shape[1], max_shape[0]] * 2, found.dtype)
    return jnp.clip(found, 0, bounds)


@operator("ops.CheckValid()(bboxes, img_metas)", "ops.check_valid(bboxes, img_metas)")
def check_valid(bboxes: Array, img_metas: Array) -> Array:
    """Which boxes are inside of an image of ``(height, width)`` times a ratio."""
    _check_boxes("CheckValid", bboxes)
    height, width = img_metas[0] * img_metas[2], img_metas[1] * img_metas[2]
    return (bboxes[:, 0] >= 0) & (bboxes[:, 1] >= 0) & (bboxes[:, 2] <= width - 1) & (bboxes[:, 3] <= height - 1)


def _bilinear(image: Array, y: Array, x: Array) -> Array:
    """An image ``(C, H, W)`` read at places; what is outside by more than a pixel is 0."""
    height, width = image.shape[1:]
    inside = (y >= -1) & (y <= height) & (x >= -1) & (x <= width)
    y, x = jnp.maximum(y, 0), jnp.maximum(x, 0)
    low_y, low_x = jnp.minimum(jnp.floor(y), height - 1), jnp.minimum(jnp.floor(x), width - 1)
    # From the last row on there is nothing to mix with.
    y, x = jnp.where(low_y >= height - 1, low_y, y), jnp.where(low_x >= width - 1, low_x, x)
    down, right = y - low_y, x - low_x
    row, column = low_y.astype(int), low_x.astype(int)
    below, beside = jnp.minimum(row + 1, height - 1), jnp.minimum(column + 1, width - 1)
    found = image[:, row, column] * ((1 - down) * (1 - right)) + image[:, row, beside] * ((1 - down) * right) \
        + image[:, below, column] * (down * (1 - right)) + image[:, below, beside] * (down * right)
    return jnp.where(inside, found, 0)


@operator("ops.ROIAlign(pooled_height, pooled_width, spatial_scale, sample_num=2, roi_end_mode=1)(features, rois)")
def roi_align(features: Array, rois: Array, pooled_height: int, pooled_width: int, spatial_scale: float,
              sample_num: int = 2, roi_end_mode: int = 1) -> Array:
    """The mean of features, read between their places, in each part of each box (He et al. 2017).

    Args:
        features: a Tensor of shape ``(N, C, H, W)``.
        rois: boxes of shape ``(R, 5)``: the image, and ``(x0, y0, x1, y1)``.
        pooled_height: the height of the result.
        pooled_width: its width.
        spatial_scale: how many features a unit of the boxes is.
        sample_num: how many places along each axis are read in a part.
        roi_end_mode: with 1, the end of a box is its last pixel.

    Returns:
        A Tensor of shape ``(R, C, pooled_height, pooled_width)``.
    """
    _check_boxes("ROIAlign", rois, width=5)
    if sample_num < 1:
        raise NotImplementedError("For 'ROIAlign', 'sample_num' must be positive: shapes cannot depend on the boxes.")

    def one(roi: Array) -> Array:
        image = features[roi[0].astype(int)]
        x0, y0 = roi[1] * spatial_scale, roi[2] * spatial_scale
        x1, y1 = (roi[3] + roi_end_mode) * spatial_scale, (roi[4] + roi_end_mode) * spatial_scale
        height, width = y1 - y0, x1 - x0
        if roi_end_mode == 0:
            height, width = jnp.maximum(height, 1), jnp.maximum(width, 1)
        part = (jnp.arange(sample_num) + 0.5) / sample_num
        ys = y0 + (jnp.arange(pooled_height)[:, None] + part) * (height / pooled_height)
        xs = x0 + (jnp.arange(pooled_width)[:, None] + part) * (width / pooled_width)
        grid_y, grid_x = jnp.meshgrid(ys.ravel(), xs.ravel(), indexing="ij")
        found = _bilinear(image, grid_y.astype(features.dtype), grid_x.astype(features.dtype))
        return found.reshape(-1, pooled_height, sample_num, pooled_width, sample_num).mean((2, 4))

    return jax.vmap(one)(rois)


@operator("ops.CropAndResize(method='bilinear', extrapolation_value=0.0)(x, boxes, box_indices, crop_size)",
          "ops.crop_and_resize(image, boxes, box_indices, crop_size, method='bilinear', extrapolation_value=0.0)")
def crop_and_resize(x: Array, boxes: Array, box_indices: Array, crop_size: Any, method: str = "bilinear",
                    extrapolation_value: float = 0.0) -> Array:
    """Parts of images ``(N, H, W, C)``, resized.

    Boxes are ``(y0, x0, y1, x1)``, from 0 to 1 along each axis; what is outside is `extrapolation_value`.
    """
    if method not in ("bilinear", "nearest", "bilinear_v2"):
        raise ValueError(f"For 'CropAndResize', there is no method {method!r}.")
    height, width = x.shape[1:3]
    rows, columns = crop_size
    image = x.astype(np.float32) if x.dtype != np.float64 else x

    def places(low: Array, high: Array, count: int, size: int) -> Array:
        if count == 1:
            return ((low + high) * 0.5 * (size - 1))[None]
        return low * (size - 1) + jnp.arange(count) * ((high - low) * (size - 1) / (count - 1))

    def one(box: Array, index: Array) -> Array:
        y = places(box[0], box[2], rows, height)
        x_ = places(box[1], box[3], columns, width)
        inside = ((y >= 0) & (y <= height - 1))[:, None] & ((x_ >= 0) & (x_ <= width - 1))
        if method == "nearest":
            # Halves are rounded away from 0.
            row, column = (jnp.clip(jnp.floor(v + 0.5).astype(int), 0, n - 1) for v, n in ((y, height), (x_, width)))
            found = image[index][row[:, None], column]
        else:
            grid_y, grid_x = jnp.meshgrid(y, x_, indexing="ij")
            found = jnp.moveaxis(_bilinear(jnp.moveaxis(image[index], -1, 0), grid_y, grid_x), 0, -1)
        return jnp.where(inside[..., None], found, extrapolation_value)

    return jax.vmap(one)(boxes, box_indices).astype(np.float32)


def _overlap(box: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The intersection over union of a box with others; the corners of a box may stand in any order."""
    low, high = np.minimum(box[:2], box[2:]), np.maximum(box[:2], box[2:])
    lows, highs = np.minimum(others[:, :2], others[:, 2:]), np.maximum(others[:, :2], others[:, 2:])
    common = np.clip(np.minimum(high, highs) - np.maximum(low, lows), 0, None).prod(1)
    union = (high - low).prod() + (highs - lows).prod(1) - common
    return np.divide(common, union, out=np.zeros_like(common), where=union > 0)


def _kept_boxes(boxes: np.ndarray, scores: np.ndarray, most: int, iou: float, lowest: float) -> list[int]:
    """The boxes with the highest scores, without those that overlap one that was kept."""
    kept: list[int] = []
    for i in np.argsort(-scores, kind="stable"):
        if len(kept) == most or scores[i] <= lowest:
            break
        if not kept or _overlap(boxes[i], boxes[kept]).max() <= iou:
            kept.append(int(i))
    return kept


@operator("ops.CombinedNonMaxSuppression(pad_per_class=False, clip_boxes=True)"
          "(boxes, scores, max_output_size_per_class, max_total_size, iou_threshold, score_threshold)", dynamic=True)
def combined_non_max_suppression(
    boxes: Array, scores: Array, max_output_size_per_class: Any, max_total_size: Any, iou_threshold: Any,
    score_threshold: Any, pad_per_class: bool = False, clip_boxes: bool = True,
) -> tuple[Array, Array, Array, Array]:
    """The best boxes of each image over all classes, none of which overlaps a better one of its class.

    Args:
        boxes: ``(N, B, Q, 4)``; Q is 1, or the number of classes.
        scores: ``(N, B, C)``.
        max_output_size_per_class: how many boxes of a class are kept.
        max_total_size: how many boxes of an image are kept.
        iou_threshold: the largest overlap (intersection over union) of two boxes of a class.
        score_threshold: boxes with no higher score are dropped.
        pad_per_class: return no more than ``max_output_size_per_class * C`` rows.
        clip_boxes: limit the corners to [0, 1].

    Returns:
        Boxes ``(N, T, 4)``, scores and classes ``(N, T)``, and how many there are ``(N,)``, the rest being zeros.
    """
    if boxes.ndim != 4 or scores.ndim != 3 or boxes.shape[:2] != scores.shape[:2] \
            or boxes.shape[2] not in (1, scores.shape[2]):
        raise ValueError("For 'CombinedNonMaxSuppression', boxes (N, B, Q, 4) and scores (N, B, C) are needed, but got "
                         f"{boxes.shape} and {scores.shape}.")
    images, classes = boxes.shape[0], scores.shape[2]
    per_class, total = int(max_output_size_per_class), int(max_total_size)
    rows = min(total, per_class * classes) if pad_per_class else total
    out = np.zeros((images, rows, 6), np.float32)
    counts = np.zeros(images, np.int32)
    for n in range(images):
        found = []
        for c in range(classes):
            of_class = np.asarray(boxes[n, :, c if boxes.shape[2] > 1 else 0], np.float32)
            score = np.asarray(scores[n, :, c], np.float32)
            for i in _kept_boxes(of_class, score, per_class, float(iou_threshold), float(score_threshold)):
                found.append((*of_class[i], score[i], c))
        found = sorted(found, key=lambda row: -row[4])[:rows]
        counts[n] = len(found)
        out[n, : len(found)] = np.array(found, np.float32).reshape(-1, 6)
    corners = np.clip(out[..., :4], 0, 1) if clip_boxes else out[..., :4]
    return jnp.asarray(corners), jnp.asarray(out[..., 4]), jnp.asarray(out[..., 5]), jnp.asarray(counts)


@operator("ops.NonMaxSuppressionV3()(boxes, scores, max_output_size, iou_threshold, score_threshold)", dynamic=True)
def non_max_suppression(boxes: Array, scores: Array, max_output_size: Any, iou_threshold: Any,
                        score_threshold: Any) -> Array:
    """The places of the best boxes ``(B, 4)``, none of which overlaps a better one, as int32."""
    kept = _kept_boxes(np.asarray(boxes), np.asarray(scores), int(max_output_size), float(iou_threshold),
                       float(score_threshold))
    return jnp.asarray(kept, np.int32)
