"""PyTorch, ONNX and TensorFlow, asked for the same problem: by its settings, and by the code that is printed for it."""
