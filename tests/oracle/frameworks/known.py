"""What the frameworks that are asked do against the documentation that we follow. core/README.md lists the same."""

POOLS = ("MaxPool", "MinPool", "AvgPool", "LPPool")
PADDED = "constant padding aside, it looks neither further than once over the input nor at what is cropped"


def is_same(problem):
    return problem.get("auto_pad", "none").startswith("same")


def spans(problem):
    return [d * (k - 1) + 1 for d, k in zip(problem.get("dilation"), problem.get("kernel_size"))]


def dilated(problem):
    return any(d != 1 for d in problem.get("dilation", []))


def strides(problem):
    by_default = [1] * problem.rank if problem.settings["convention"] == "ONNX" else problem.get("kernel_size")
    return problem.get("stride") or by_default


def spatial(problem):
    return problem.x.shape[problem.x.ndim - problem.rank:]


def skips_at_same(problem):
    """'same' of a kernel smaller than the stride: less than nothing to pad."""
    if not is_same(problem):
        return False
    transposed = problem.operation == "ConvTranspose"
    added = problem.get("output_padding", [0] * problem.rank)
    for size, stride, span, more in zip(spatial(problem), strides(problem), spans(problem), added):
        windows = size if transposed else -(-size // stride)
        covered = (windows - 1) * stride + span + more
        if covered < (size * stride if transposed else size):
            return True
    return False


def wide(problem):
    return any(pad >= k for pad, k in zip(problem.begins() + problem.ends(), problem.get("kernel_size") * 2))


def reaches_far(problem):
    """Padding by other cells that looks further than once over what there is, or at what a crop has taken."""
    sizes = problem.x.shape[problem.x.ndim - len(problem.get("padding")):]
    mode = problem.get("padding_mode")
    if mode == "constant":
        return False
    far = any(max(begin, end) > (size - 1 if mode == "reflect" else size)
              for size, (begin, end) in zip(sizes, problem.get("padding")))
    return far or crops(problem) or problem.x.size == 0


def crops(problem):
    return any(cells < 0 for cells in problem.begins() + problem.ends())


def beyond_stride(problem):
    """A transposed convolution's output with room for a further window: more cells at the end than the stride less one."""
    wished = problem.get("output_size") or [None] * problem.rank
    added = problem.get("output_padding") or [0] * problem.rank
    for size, out, stride, span, more in zip(spatial(problem), wished, strides(problem), spans(problem), added):
        covered = (size - 1) * stride + span + more
        if more + max(0 if out is None else out - covered, 0) >= stride:
            return True
    return False


def reads_only_padding(problem):
    """Whether a window has no cell of the input."""
    for size, (begin, end), k, stride, d in zip(spatial(problem), problem.get("padding"), problem.get("kernel_size"),
                                                strides(problem), problem.get("dilation")):
        for start in range(-begin, size + end + stride, stride):
            if not any(0 <= start + tap * d < size for tap in range(k)):
                return True
    return False


def circular_without_batch(problem):
    return problem.get("padding_mode") == "circular" and problem.x.ndim == problem.rank + 1


def in_volumes(problem):
    return problem.rank == 3 and skips_at_same(problem)


KNOWN = [
    ("PyTorch", ("Pad",), lambda p: p.get("padding_mode") == "circular" and crops(p),
     "Pad: circular padding that crops, too, reads memory that nothing was written to"),
    ("PyTorch", ("Conv", "ConvTranspose"), lambda p: p.x.size == 0,
     "convolutions: of an empty batch it looks at no setting"),
    ("PyTorch", ("Conv",), circular_without_batch, "Conv: circular padding asks for a batch before 2.1"),
    ("ONNX", POOLS, lambda p: is_same(p) and dilated(p), "pools: auto_pad SAME forgets the dilation"),
    ("ONNX", POOLS, skips_at_same, "pools: auto_pad SAME of a kernel smaller than the stride is refused or shifts"),
    ("ONNX", POOLS, lambda p: p.get("auto_pad") == "valid" and p.get("ceil_mode"),
     "pools: auto_pad VALID with ceil_mode rounds up once more"),
    ("ONNX", POOLS + ("MaxUnpool",), wide, "pools: pads as large as the kernel are refused"),
    ("ONNX", ("AvgPool",), lambda p: not p.get("count_include_pad") and reads_only_padding(p),
     "AveragePool: of a window with nothing to count it makes 0"),
    ("ONNX", ("Conv",), lambda p: is_same(p) and dilated(p), "Conv: auto_pad SAME with dilations is refused"),
    ("ONNX", ("ConvTranspose",), skips_at_same, "ConvTranspose: auto_pad SAME of a kernel smaller than the stride makes less"),
    ("ONNX", ("ConvTranspose",), beyond_stride, "ConvTranspose: an end with room for a further window is refused"),
    ("ONNX", ("Fold",), lambda p: p.rank != 2 and dilated(p), "Col2Im: dilations outside two axes give other cells"),
    ("ONNX", ("MaxUnpool",), lambda p: bool(p.get("output_size")), "MaxUnpool: indices count in output_shape"),
    ("ONNX", ("Pad",), reaches_far, "Pad: " + PADDED),
    ("TensorFlow", ("Pad",), crops, "TensorFlow.js crops where TensorFlow refuses"),
    ("TensorFlow", POOLS + ("Conv", "ConvTranspose"), in_volumes,
     "TensorFlow.js: 'same' in three axes of a kernel smaller than the stride shifts the windows"),
]


def against_documentation(framework, problem):
    """What this framework is known for here; empty where it does as it says."""
    for name, operations, condition, words in KNOWN:
        if name == framework and problem.operation in operations and condition(problem):
            return words
    return ""
