"""The trained tagger; needs onnxruntime, tokenizers and numpy, nothing else."""
