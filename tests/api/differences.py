"""Where names and signatures differ from MindSpore's, with the reasons. The lists are strict."""

REGISTRATION = "one class puts together the descriptions of all kinds of kernels"
QUERY = "it takes the input by position"
NAMED = "its inputs have names here"
DISTRIBUTION = "a distribution's methods take their parameters as the base class hands them on"
TARGET = "there is one kind of device in a process"
CELL = "a Cell without arguments of its own"
LAYER = "a base class's signature, or the old name of an argument"
ENGINE = "it takes what programs of all releases give it"
DEVICE = "what the real one's CPU and Ascend take differs; both are taken"
OLD = "the signature of earlier releases is taken too"

# Public names with a signature that MindSpore has and mindshim has not.
DIFFERENT: dict[str, str] = {
    "Parameter.add_pipeline_stage": ENGINE,
    "Parameter.register_hook": ENGINE,
    "Profiler.analyse": OLD,
    "Tensor.diag": DEVICE,
    "Tensor.init_data": ENGINE,
    "Tensor.item": ENGINE,
    "Tensor.median": OLD,
    "Tensor.repeat_interleave": OLD,
    "Tensor.roll": DEVICE,
    "Tensor.scatter_": "`reduce` may be left out by saying \"none\"",
    "Tensor.std": "on a CPU the real one's default is 0, whatever its documentation says",
    "Tensor.to": "the dtype, the Tensor or the device is told apart by its type",
    "dataset.config.set_enable_autotune": OLD,
    "dataset.transforms.Plugin": "it is not implemented, whatever it is made with",
    "frombuffer": ENGINE,
    "mint.median": "with None as `dim`, the signature without it is meant",
    "mint.nn.Mish": CELL,
    "mint.nn.SELU": CELL,
    "mint.nn.functional.upsample": "it is `interpolate`",
    "mint.randint": "the two signatures that its documentation tells in words",
    "mint.randint_like": "the two signatures that its documentation tells in words",
    "mint.where": "with the condition alone it is the function `nonzero`",
    "nn.DistributedGradReducer": LAYER,
    "nn.EmbeddingLookup": "`vocab_cache_size` of earlier releases is taken too",
    "nn.TransformerDecoder.construct": LAYER,
    "nn.probability.bnn_layers.DenseLocalReparam": DISTRIBUTION,
    "nn.probability.distribution.Bernoulli": DISTRIBUTION,
    "nn.probability.distribution.Cauchy": DISTRIBUTION,
    "nn.probability.distribution.Distribution.cdf": DISTRIBUTION,
    "nn.probability.distribution.Distribution.cross_entropy": DISTRIBUTION,
    "nn.probability.distribution.Distribution.get_dist_type": DISTRIBUTION,
    "nn.probability.distribution.Distribution.kl_loss": DISTRIBUTION,
    "nn.probability.distribution.Distribution.log_cdf": DISTRIBUTION,
    "nn.probability.distribution.Distribution.log_prob": DISTRIBUTION,
    "nn.probability.distribution.Distribution.log_survival": DISTRIBUTION,
    "nn.probability.distribution.Distribution.prob": DISTRIBUTION,
    "nn.probability.distribution.Distribution.survival_function": DISTRIBUTION,
    "nn.probability.distribution.Geometric": DISTRIBUTION,
    "nn.probability.distribution.HalfNormal": DISTRIBUTION,
    "nn.probability.distribution.Laplace": DISTRIBUTION,
    "nn.probability.distribution.Logistic": DISTRIBUTION,
    "nn.probability.distribution.Normal": DISTRIBUTION,
    "ops.AiCPURegOp": REGISTRATION,
    "ops.AiCPURegOp.attr": REGISTRATION,
    "ops.AiCPURegOp.input": REGISTRATION,
    "ops.AiCPURegOp.output": REGISTRATION,
    "ops.BatchNorm": NAMED,
    "ops.CustomRegOp.attr": REGISTRATION,
    "ops.CustomRegOp.input": REGISTRATION,
    "ops.CustomRegOp.output": REGISTRATION,
    "ops.HistogramSummary": NAMED,
    "ops.ImageSummary": NAMED,
    "ops.MultitypeFuncGraph": "`doc_url` of earlier releases is taken too",
    "ops.Partial": NAMED,
    "ops.Primitive.shard": "the keywords that the real one reads, by name",
    "ops.Print": NAMED,
    "ops.ScalarSummary": NAMED,
    "ops.TBERegOp": REGISTRATION,
    "ops.TBERegOp.input": REGISTRATION,
    "ops.TBERegOp.output": REGISTRATION,
    "ops.TensorSummary": NAMED,
    "ops.TupleToArray": NAMED,
    "ops.grad": "`sens_param` is not taken: call `GradOperation` with it",
}

# The names among the 1,500 that programs use most which are not implemented; their reasons stand in `api.reasons`.
MISSING = """
Node Node.create_call_cell ScopedValue SymbolTree boost.GradientAccumulation dataset.DatasetCache
load_distributed_checkpoint merge_pipeline_strategys nn.AdaSumByDeltaWeightWrapCell nn.AdaSumByGradWrapCell nn.thor
ops.ApplyRotaryPosEmb ops.BasicLSTMCell ops.BatchISendIRecv ops.DynamicShape ops.ExtractGlimpse ops.FusedAdaFactor
ops.FusedAdaFactorWithGlobalNorm ops.GeSwitch ops.GetNext ops.GroupTopk ops.PagedAttention ops.PagedAttentionMask
ops.Push ops.ReshapeAndCache train.ConvertModelUtils train.build_searched_strategy train.load_distributed_checkpoint
transform_checkpoints unified_safetensors
""".split()

# Names that a program of the census takes, and that mindshim has not: members that only MindSpore's own code calls, ...
UNUSED = """
Parameter.__iadd__ Parameter.__imul__ Parameter.__isub__ Tensor.convert_bytes_to_tensor Tensor.hooks Tensor.index
Tensor.remove_hook Tensor.storage Tensor.untyped_storage dataset.Dataset.parse dataset.Dataset.pre_process
dataset.Dataset.set_init_step dtype.typing.Number.is_floating_point nn.layer.conv._check_input_3d
nn.wrap.loss_scale._grad_overflow nn.wrap.loss_scale.shard_grad_scale
""".split()

# ... and those that no release of MindSpore has: PyTorch's, those of libraries that patch MindSpore, and errors.
NEVER = """
CellList FloatTensor LongTensor Parameter.__idiv__ Parameter.grad Size Tensor.corr Tensor.is_cuda Tensor.randn
Tensor.to_tensor Type.is_complex Type.is_floating_point Type.itemsize _c_expression.AnyTypeNode
_c_expression.NoneTypeNode _c_expression.SequenceNode _c_expression.TensorNode _c_expression._collect_host_info
_check_checkpoint_param _dynamo.is_compiling add all amp.init_status any arange autocast autograd.Function
autograd.Variable autograd.grad bmm cat common.initializer.random_normal common.type.float16 common.type.float32
communication.ReduceOp communication.all_gather communication.all_reduce communication.broadcast compression.quant
cuda.empty_cache cumsum dataset.Dataset.add_sampler dataset.Dataset.build_vocab dataset.Dataset.classes
dataset.Dataset.dataset dataset.Dataset.transform dataset.batch dataset.create_dict_iterator
dataset.create_tuple_iterator dataset.evaluate dataset.get_col_names dataset.get_dataset_size dataset.map
dataset.output_shapes dataset.py_transforms.Compose dataset.save dataset.text.asnumpy dataset.text.to
dataset.transforms.Normalize dataset.transforms.PyTensorOperation dataset.transforms.ToTensor
dataset.transforms.vision.c_transforms.HWC2CHW dataset.transforms.vision.c_transforms.Rescale
dataset.transforms.vision.c_transforms.Resize dataset.vision.Cifar10Dataset dataset.vision.ComposeOp
dataset.vision.ImageFolderDataset dataset.vision.Tensor dataset.vision.py_transforms.pil_loader device enable_grad
eq exp expand_dims experimental.llm_boost.register eye finfo flip full fx.Proxy get_autocast_gpu_dtype
get_default_dtype image.resize is_autocast_enabled isfinite isnan matmul max maximum mean mindspore.nn mint.Argmax
mint.interpolate mint.pad mint.relu mm ms.float32 mul nn.AdamW nn.AdaptiveAvgPool2D nn.BCEloss nn.Cell._modules
nn.Cell.add_module nn.ClipByNorm_ nn.ConvTranspose2d nn.ConvTranspose3d nn.DataParallel nn.Embedding.from_pretrained
nn.GraphKernel nn.LearningRateSchedule nn.LongTensor nn.Module nn.ModuleList nn.Optimizer.add_param_group
nn.Optimizer.param_groups nn.Parameter nn.ParameterList nn.PixelShuffel nn.RMSprop nn.Relu nn.Sequential nn.Softplus
nn.Tensor nn.UpsamplingBilinear2d nn.float32 nn.functional.dropout nn.functional.elu nn.functional.interpolate
nn.functional.linear nn.functional.one_hot nn.functional.pad nn.functional.relu
nn.functional.scaled_dot_product_attention nn.functional.sigmoid nn.functional.softmax nn.functional.tanh
nn.generator.get_rng_state nn.generator.manual_seed nn.generator.set_rng_state nn.init.constant_
nn.init.kaiming_normal_ nn.init.kaiming_uniform_ nn.init.normal_ nn.init.uniform_ nn.init.xavier_normal_
nn.init.xavier_uniform_ nn.init.zeros_ nn.layer.basic.check_dense_input_shape nn.loss.loss.Loss nn.metric.Accuracy
nn.optim.SparseAdam nn.parameter.Parameter nn.save nn.sigmoid nn.tensor nn.utils.clip_grad_norm nn.utils.weight_norm
no_grad nonzero numpy.argsort numpy.astype numpy.chunk numpy.clamp numpy.complexfloating numpy.concat numpy.dtype
numpy.finfo numpy.flatnonzero numpy.floating numpy.from_numpy numpy.ge numpy.issubdtype numpy.lib.stride_tricks
numpy.linalg.det numpy.linalg.matrix_power numpy.linalg.norm numpy.linalg.solve numpy.linalg.svd numpy.load
numpy.random.mtrand numpy.random.normal numpy.random.uniform numpy.randperm numpy.save numpy.shape ones ones_like
ops.BNTrainingReduce ops.BufferAppend ops.BufferGetItem ops.BufferSample ops.CosineSimilarity ops.IsInstance
ops.MaxPool2D ops.SELU ops.Sum ops.Uniform ops.Upsample ops._grad.grad_base ops._selected_ops.ReduceMean
ops.as_tensor ops.concatcat ops.concatenate ops.context ops.empty ops.finfo ops.nn_func.multi_head_attention_forward
ops.no_grad ops.normalize ops.numpy.randn ops.ops ops.power ops.random_ops.normal ops.set_seed ops.tensordot
optim.lr_scheduler outer parallel._recovery_context._get_recovery_context profiler.tensor_board_trace_handler randn
randn_like randperm rsqrt save set_offload_context sigmoid sparse.mm sparse_coo_tensor sparse_tensor.SparseTensor
sparse_tensor.to_dense spmm sqrt squeeze stack sum topk train.SummaryStep train.accuracy.Accuracy train.append
train.loss.Loss train.metric.EvaluationBase transpose triu where zeros zeros_like
""".split()
