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
    (r"dataset\.(engine\.)?(.*\.)?GraphData", "MindSpore has dropped it"),
    (r"dataset\.(engine\..*\.)?OBSMindDataset(\..*)?",
     "it reads from Huawei's object storage over the network; fetch the files and read them with MindDataset"),
    (r"dataset\.(engine\..*\.)?sync_wait_for_dataset", CLUSTER),
    (r"dataset\.(engine\.(cache_client\.)?)?DatasetCache(\..*)?",
     "it needs MindSpore's cache server; the operating system keeps files that were read in memory"),
    (r"nn\.(layer\.thor_layer\.|optim\.)?(thor|(Conv2d|Dense|Embedding|EmbeddingLookup)Thor|.*[Tt]hor.*)(\..*)?",
     "the second-order optimiser THOR is made of kernels that only Ascend and GPU builds of MindSpore have"),
    (r"nn\.(optim\.)?(AdaSum.*|OptTFTWrapper.*)", CLUSTER),
    (r"nn\.(cell\.)?Cell\.register_parameter_forward_hook",
     "it edits MindSpore's own graphs; a forward hook of the Cell sees the Parameter as it is"),
    (r"nn\.(cell\.)?GetNextSingleOp(\..*)?", ENGINE),
    (r"experimental\.MapParameter(\..*)?", "it is a hash table that grows, where XLA's arrays keep their shape"),
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
     "it counts with the compiled graph of MindSpore; "
     "`jax.jit(...).lower(...).compile().cost_analysis()` counts XLA's"),
    (r"(train\.)?(callback\.)?(_train_fault_tolerance\.)?TrainFaultTolerance(\..*)?|utils\.(TFT.*|_tft_handler)",
     CLUSTER),
    (r"profiler\.EnvProfiler(\..*)?",
     "it is started by a variable of MindSpore's Ascend builds; use `profiler.profile`"),
    (r"runtime\.(MemPool|PluggableAllocator|use_mem_pool|memory_replay)(\..*)?",
     "it replaces or replays the allocator of MindSpore's Ascend builds, in whose place stands XLA's"),
    (r"amp\.NPU.*FloatStatus.*|amp\.MSContext.*", ASCEND),
    (r"dataset\.vision\.(utils\.)?VideoDecoder(\..*)?", "it decodes on Ascend processors; use `vision.read_video`"),
    (r"train\._utils\.(get|remove)_param(eter)?_redundancy", CLUSTER),
    (r"train\.(mind_ir_pb2|node_strategy_pb2)\..*", ENGINE),
    (r"((ops|mint)\.(distributed\.)?|communication\.comm_func\.)(P2POp|TCPStore|batch_isend_irecv|isend|irecv|send|recv|"
     r"send_object_list|recv_object_list|all_to_all_.*|set_comm_ops_inplace)(\..*)?", CLUSTER),
    (r"ops\.(AlltoAllVC|BatchISendIRecv|NeighborExchange(V2)?|Push|Pull|Receive|Reshard|Send|distribute|reshard|"
     r"MapCacheIdx)(\..*)?", CLUSTER),
    (r"parallel\.(convert_checkpoint.*|function\.reshard|load_segmented_checkpoints|merge_sliced_parameter|"
     r"nn\.(GradAccumulation|Pipeline)|parameter_broadcast|rank_list_for_convert|set_op_strategy_config|strategy\..*)"
     r"(\..*)?|parameter_broadcast", CLUSTER),
    (r"ops\.(ApplyRotaryPosEmb|CustomOpBuilder|FusedAdaFactor.*|GroupTopk|PagedAttention.*|"
     r"ReshapeAndCache|all_gather_matmul|fused_infer_attention_score|incre_flash_attention|lightning_indexer|"
     r"matmul_reduce_scatter|moe_.*|nsa_.*|prompt_flash_attention|ring_attention_update|rotated_iou|"
     r"sparse_flash_attention|speed_fusion_attention|multi_scale_deformable_attn_function)(\..*)?", ASCEND),
    (r"mint\.(batch_norm_gather_stats_with_counts|optim\.FusedAdamW\..*)", ASCEND),
    (r"ops\.(Custom\.attr_dict|DtypeToEnum|DumpGradient|DynamicShape|GeSwitch|GetNext|J|Merge|Reusing|SliceGetItem|"
     r"TensorToTuple|array_reduce|array_to_scalar|broadcast_gradient_args|embed|env_get|environ_.*|geswitch|hastype|"
     r"hyper_add|is_dynamic_sequence_element_unknown|is_sequence_.*_unknown|is_tensor_bool_cond|linearize|"
     r"make_map_parameter|merge|prim_arg_register|reduced_shape|ref_to_embed|tail)(\..*)?", ENGINE),
    (r"DeviceCtx|hifloat8|.*Storage|Tensor\.(storage|is_shared|delete_|set_|pin_memory|"
     r"assign_value_cpp|convert_bytes_to_tensor|delta_seed|untyped_storage)", "XLA keeps its arrays' memory itself"),
    (r"graph\..*|utils\.(MsDispatchMode|dryrun|.*_order_check|ExitByRequest|RSCPluginHandle)|enable_dynamic|set_dump|"
     r"tools\.set_dump|export_split_mindir|(load|save)_mindir|mindio_preload|set_mindio_server_info", ENGINE),
    (r"(tools|utils)?\.?(get_sdc_detect_result|sdc_detect_st(art|op)|stress_detect)", ASCEND),
    (r"(safeguard\.)?(obfuscate_ckpt|load_obf_params_into_net)",
     "it hides weights in files of MindSpore's own compiler"),
    (r"(rewrite\.)?(Node|NodeType|ScopedValue|SymbolTree|PatternEngine|PatternNode|Replacement)(\..*)?",
     "it edits the source of a network for MindSpore's compiler; Python can be edited as it is"),
    (r"_checkparam\..*", "it is an inner check of MindSpore's own operators"),
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
            "dataset.GraphData", "dataset.transforms.py_transforms.PyTensorOperation", "experimental.MapParameter",
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
