"""Why names are not implemented. A name that is implemented needs no entry here, and may not have one of its own."""

from __future__ import annotations

import functools
import re

ASCEND = "it drives kernels that only Ascend processors have"
CLUSTER = "it runs on a cluster of several processes, and mindshim runs one"
ENGINE = "it belongs to MindSpore's own compiler and runtime, in whose place stands XLA"
GENERATED = "it is an inner name of MindSpore's generated code, which public operators stand for"
NOT_YET = "it has not been written yet"

# Patterns of paths, and the reason for what matches; the first match counts.
_REASONS: tuple[tuple[str, str], ...] = (
    (r"_c_expression\..*", ENGINE),
    (r"ops\.auto_generate\..*", GENERATED),
    (r"(nn\.transformer|parallel\._transformer)\..*", "MindSpore moved it to MindFormers in 2.0"),
    (r"dataset\.GraphData", "MindSpore has dropped it"),
    (r"nn\.(layer\.thor_layer\.|optim\.)?(thor|(Conv2d|Dense|Embedding|EmbeddingLookup)Thor|.*[Tt]hor.*)(\..*)?",
     "the second-order optimiser THOR is made of kernels that only Ascend and GPU builds of MindSpore have"),
    (r"nn\.(optim\.)?(AdaSum.*|OptTFTWrapper.*)", CLUSTER),
    (r"nn\.(cell\.)?GetNextSingleOp(\..*)?", ENGINE),
    (r"boost(\..*)?", "MindSpore's automatic acceleration changes what a network computes; XLA is fast without"),
    (r"rewrite(\..*)?", "it edits the source of a network for MindSpore's compiler; Python can be edited as it is"),
    (r"nn\.layer\.quant\..*", "MindSpore moved it to Golden Stick in 2.0"),
    (r"((train|parallel)\.)?(build_searched_strategy|load_distributed_checkpoint|merge_pipeline_strategys|"
     r"rank_list_for_transform|restore_group_info_list|sync_pipeline_shared_parameters|transform_checkpoint.*|"
     r"unified_safetensors)", "it works on the checkpoints and sharding strategies of several devices; " + CLUSTER),
    (r"(train\.)?(train_thor\.)?(convert_utils\.)?Convert(Net|Model)Utils(\..*)?",
     "it builds networks for the second-order optimiser THOR, which is made of kernels that mindshim has not"),
    (r"(train\.)?(callback\.)?(_landscape\.)?SummaryLandscape(\..*)?",
     "it computes pictures for MindInsight, which has been discontinued"),
    (r"(train\.)?(callback\.)?(_flops_collector\.)?FlopsUtilizationCollector(\..*)?|flops_collection",
     "it counts with the compiled graph of MindSpore; `jax.jit(...).lower(...).compile().cost_analysis()` counts XLA's"),
    (r"(train\.)?(callback\.)?(_train_fault_tolerance\.)?TrainFaultTolerance(\..*)?|utils\.(TFT.*|_tft_handler)", CLUSTER),
    (r"profiler\.EnvProfiler(\..*)?", "it is started by a variable of MindSpore's Ascend builds; use `profiler.profile`"),
    (r"runtime\.(MemPool|PluggableAllocator|use_mem_pool|memory_replay)(\..*)?",
     "it replaces or replays the allocator of MindSpore's Ascend builds, in whose place stands XLA's"),
    (r"amp\.NPU.*FloatStatus.*|amp\.MSContext.*", ASCEND),
    (r"train\.(mind_ir_pb2|node_strategy_pb2)\..*", ENGINE),
    (r".*", NOT_YET),
)

# Names of earlier releases that neither 2.10 nor mindshim has, with their kinds.
OLD_NAMES: dict[str, str] = {
    **dict.fromkeys(
        [
            f"{package}.{name}"
            for package in ("nn.transformer", "parallel._transformer")
            for name in (
                "AttentionMask CrossEntropyLoss EmbeddingOpParallelConfig FeedForward FixedSparseAttention "
                "MoEConfig MultiHeadAttention OpParallelConfig Transformer TransformerDecoder "
                "TransformerDecoderLayer TransformerEncoder TransformerEncoderLayer "
                "TransformerOpParallelConfig TransformerRecomputeConfig VocabEmbedding"
            ).split()
        ]
        + [
            "dataset.GraphData", "dataset.transforms.py_transforms.PyTensorOperation",
            "nn.layer.flash_attention.FlashAttention", "nn.layer.quant.FakeQuantWithMinMaxObserver",
            "ops._tracefunc.trace",
        ]
        + [
            f"ops.{module}.{name}"
            for module, listed in {
                "_inner_ops": "DecoderKVCache PromptKVCache",
                "_rl_inner_ops": (
                    "BatchAssign DiscountedReturn EnvCreate EnvReset EnvStep MuxReceive MuxSend "
                    "PriorityReplayBufferCreate PriorityReplayBufferDestroy PriorityReplayBufferPush "
                    "PriorityReplayBufferSample PriorityReplayBufferUpdate ReservoirReplayBufferCreate "
                    "ReservoirReplayBufferDestroy ReservoirReplayBufferPush ReservoirReplayBufferSample "
                    "TensorsQueueClear TensorsQueueClose TensorsQueueCreate TensorsQueueGet TensorsQueuePut "
                    "TensorsQueueSize"
                ),
                "_tensor_array": (
                    "TensorArray TensorArrayClear TensorArrayClose TensorArrayRead TensorArraySize TensorArrayStack "
                    "TensorArrayWrite"
                ),
            }.items()
            for name in listed.split()
        ],
        "class",
    ),
}


@functools.cache
def _compiled() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), reason) for pattern, reason in _REASONS]


def reason(path: str) -> str:
    """Why the name at that path is not implemented, if it is not."""
    return next(reason for pattern, reason in _compiled() if pattern.fullmatch(path))
