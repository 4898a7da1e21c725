// run.mjs NODE_MODULES: answers one job a line. An ONNX model is run by onnxruntime-node; what `tf` wrote down is done by
// TensorFlow.js, by its layers where it has them and by its functions otherwise (a line is an image of height 1, a dilated
// kernel of a transposed convolution one with zeros in between, groups are convolutions of their own).
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import path from 'node:path';

const find = createRequire(path.join(path.resolve(process.argv[2]), 'here.js'));
const load = (name) => {
  try {
    return find(name);
  } catch {
    return null;
  }
};
console.log = console.info = console.warn = () => {}; // greetings
const ort = load('onnxruntime-node');
const tf = load('@tensorflow/tfjs');
const versions = {};
if (ort) versions.ONNX = `onnxruntime-node ${find('onnxruntime-node/package.json').version}`;
if (tf) {
  versions.TensorFlow = `TensorFlow.js ${find('@tensorflow/tfjs/package.json').version}`;
  await tf.setBackend('cpu');
}

const bytes = (text) => {
  const buffer = Buffer.from(text, 'base64');
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.length);
};
const values = ({ type, data }) =>
  type === 'int64' ? new BigInt64Array(bytes(data)) : new Float32Array(bytes(data));
const base64 = (data) => Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');

async function onnx({ model, feeds }) {
  const session = await ort.InferenceSession.create(Buffer.from(model, 'base64'), { logSeverityLevel: 4 });
  const inputs = {};
  for (const [name, feed] of Object.entries(feeds)) inputs[name] = new ort.Tensor(feed.type, values(feed), feed.dims);
  const outputs = await session.run(inputs);
  const answer = {};
  for (const [name, { dims, type, data }] of Object.entries(outputs)) answer[name] = { dims, type, data: base64(data) };
  await session.release();
  return answer;
}

const every = (value, rank) => (Array.isArray(value) ? value : Array(rank).fill(value));
const refuse = (condition, why) => {
  if (condition) throw new Error(why);
};
// A line as an image of height 1.
const flat = (numbers, rank, height) => (rank === 1 ? [height, ...numbers] : numbers);
const as_image = (x, rank) => (rank === 1 ? x.expandDims(1) : x);
const as_line = (y, rank) => (rank === 1 ? y.squeeze([1]) : y);

function pooled(kind, rank, settings, x) {
  const name = { Max: 'maxPooling', Average: 'averagePooling' }[kind] + `${rank}d`;
  const { pool_size, strides, padding } = settings;
  return tf.layers[name]({ poolSize: every(pool_size, rank), strides: strides && every(strides, rank), padding }).apply(x);
}

function global_pooled(kind, rank, x) {
  const axes = [...Array(rank).keys()].map((axis) => axis + 1);
  return kind === 'Max' ? tf.max(x, axes, true) : tf.mean(x, axes, true);
}

function with_bias(y, settings, feeds) {
  refuse((settings.use_bias ?? true) !== Boolean(feeds.b), 'the printed layer has another bias');
  return feeds.b ? y.add(feeds.b) : y;
}

function convolved(rank, x, w, { strides = 1, padding = 'valid', dilation_rate = 1, groups = 1 }) {
  const [stride, dilation] = [every(strides, rank), every(dilation_rate, rank)];
  // TensorFlow's own rule; TensorFlow.js has it in some functions only.
  refuse(stride.some((s) => s > 1) && dilation.some((d) => d > 1), 'strides and dilations are not both above 1');
  refuse(x.shape.at(-1) % groups !== 0 || w.shape.at(-1) % groups !== 0, 'groups do not divide the channels');
  const parts = groups === 1 ? [x] : tf.split(x, groups, -1);
  const weights = groups === 1 ? [w] : tf.split(w, groups, -1);
  const one = (part, i) => {
    if (rank === 3) return tf.conv3d(part, dense(weights[i], dilation), stride, padding, 'NDHWC', [1, 1, 1]);
    const image = as_image(part, rank);
    const kernel = rank === 1 ? weights[i].expandDims(0) : weights[i];
    return as_line(tf.conv2d(image, kernel, flat(stride, rank, 1), padding, 'NHWC', flat(dilation, rank, 1)), rank);
  };
  return tf.concat(parts.map(one), -1);
}

// The kernel with zeros where a dilated one reads nothing.
function dense(w, dilation) {
  let kernel = w;
  dilation.forEach((d, axis) => {
    if (d === 1) return;
    const taps = tf.unstack(kernel, axis);
    const zeros = tf.zerosLike(taps[0]);
    kernel = tf.stack(taps.flatMap((tap, i) => (i === 0 ? [tap] : [...Array(d - 1).fill(zeros), tap])), axis);
  });
  return kernel;
}

// `shape`: of the output; it must be one that the convolution brings back to x.
function transposed(rank, x, w, shape, stride, padding, dilation) {
  refuse(stride.some((s) => s > 1) && dilation.some((d) => d > 1), 'strides and dilations are not both above 1');
  const kernel = dense(w, dilation);
  for (let a = 0; a < rank; ++a) {
    const last = padding.toLowerCase() === 'same' ? 1 : kernel.shape[a];
    refuse(Math.ceil((shape[a + 1] - last + 1) / stride[a]) !== x.shape[a + 1], 'no such output size');
  }
  const pad = padding.toLowerCase();
  if (rank === 3) return tf.conv3dTranspose(x, kernel, shape, stride, pad);
  if (rank === 2) return tf.conv2dTranspose(x, kernel, shape, stride, pad);
  const [n, length, c] = shape;
  return as_line(tf.conv2dTranspose(as_image(x, 1), kernel.expandDims(0), [n, 1, length, c], [1, ...stride], pad), 1);
}

// Keras's size: deconv_output_length.
function transposed_layer(rank, x, w, { strides = 1, padding = 'valid', dilation_rate = 1 }) {
  const [stride, dilation] = [every(strides, rank), every(dilation_rate, rank)];
  const sizes = stride.map((s, a) => {
    const span = (w.shape[a] - 1) * dilation[a] + 1;
    return x.shape[a + 1] * s + (padding === 'same' ? 0 : Math.max(span - s, 0));
  });
  return transposed(rank, x, w, [x.shape[0], ...sizes, w.shape.at(-2)], stride, padding, dilation);
}

function layer({ name, args, settings }, x, feeds) {
  const [, base, digit, end] = name.match(/^([A-Za-z]+?)([123])D(Transpose)?$/);
  const rank = Number(digit);
  refuse(x.shape.length !== rank + 2, 'the layer takes a batch');
  if (base.startsWith('Global')) return global_pooled(base.startsWith('GlobalMax') ? 'Max' : 'Average', rank, x);
  if (base === 'MaxPool') return pooled('Max', rank, settings, x);
  if (base === 'AveragePooling') return pooled('Average', rank, settings, x);
  const filters = settings.filters ?? args[0];
  const kernel = every(settings.kernel_size, rank);
  refuse(String(feeds.w.shape.slice(0, rank)) !== String(kernel), 'the printed layer has another kernel');
  refuse(feeds.w.shape.at(end ? -2 : -1) !== filters, 'the printed layer has other filters');
  const y = (end ? transposed_layer : convolved)(rank, x, feeds.w, settings);
  return with_bias(y, settings, feeds);
}

const functions = {
  pad: ([x, pairs], { mode = 'CONSTANT', constant_values = 0 }) =>
    mode === 'CONSTANT' ? tf.pad(x, pairs, constant_values) : tf.mirrorPad(x, pairs, mode.toLowerCase()),
  reverse: ([x, axes]) => tf.reverse(x, axes),
  convolution: ([x, w], { strides = 1, padding, dilations = 1 }) =>
    convolved(x.shape.length - 2, x, w, {
      strides,
      padding: padding.toLowerCase(),
      dilation_rate: dilations,
      groups: x.shape.at(-1) / w.shape.at(-2), // as XLA and the GPU have it
    }),
};
for (const rank of [1, 2, 3])
  functions[`conv${rank}d_transpose`] = ([x, w, shape], { strides, padding, dilations = 1 }) =>
    transposed(rank, x, w, shape, every(strides, rank), padding, every(dilations, rank));

function made(node, feeds) {
  const is_node = (value) => value !== null && typeof value === 'object' && 'do' in value;
  switch (node.do) {
    case 'feed':
      return feeds[node.name];
    case 'neg':
      return tf.neg(made(node.of, feeds));
    case 'add':
      return tf.add(made(node.of, feeds), made(node.and, feeds));
    case 'layer':
      return layer(node, made(node.of, feeds), feeds);
    default:
      return functions[node.do](node.args.map((arg) => (is_node(arg) ? made(arg, feeds) : arg)), node.settings);
  }
}

async function tensorflow({ y, feeds }) {
  const answer = tf.tidy(() => {
    const tensors = {};
    for (const [name, feed] of Object.entries(feeds)) tensors[name] = tf.tensor(values(feed), feed.dims, 'float32');
    return made(y, tensors);
  });
  refuse(answer.shape.some((size) => size < 0), 'a negative size'); // which TensorFlow says itself
  const data = answer.dataSync();
  const dims = answer.shape;
  answer.dispose();
  return { dims, data: base64(Float32Array.from(data)) };
}

process.stdout.write(JSON.stringify(versions) + '\n');
for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  let answer;
  try {
    answer = { answer: await (job.kind === 'onnx' ? onnx(job) : tensorflow(job)) };
  } catch (error) {
    answer = { refused: String(error.message ?? error) };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
