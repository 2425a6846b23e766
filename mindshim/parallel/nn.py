"""`mindspore.parallel.nn`: Cells that split a batch, under the names that they have there."""

from mindshim.nn import GradAccumulationCell, MicroBatchInterleaved, PipelineCell, PipelineGradReducer

GradAccumulation = GradAccumulationCell
Pipeline = PipelineCell

__all__ = ["GradAccumulation", "MicroBatchInterleaved", "Pipeline", "PipelineCell", "PipelineGradReducer"]
