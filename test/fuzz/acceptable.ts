// Which nonsense may be done, and why: everything else that a call does with it is a fault.
import type { Finding, Report } from './bad-inputs.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Parameters and options, by name, that take text. */
const TEXT = words('prefix name note samples samples[last] dir');

/** Those that take a function. */
const FUNCTIONS = words('onBatch onEpoch fn closure metric avgFn collate scaleFn lrLambda activation open rename');

/** Those that are true or false, or take a boolean among other values. */
const FLAGS = words(`
  value data data[last] samples[last] mode on requiresGrad retainGraph createGraph allowUnused keepdim training affine
  trackRunningStats elementwiseAffine batchFirst bias isCausal needWeights averageAttnWeights logTarget scaleGradByFreq
  includeLastOffset ceilMode countIncludePad errorIfNonfinite shuffle dropLast replacement cycleMomentum threePhase useBuffers
  dropIntermediate strict persistent raiseException descending stable largest sorted nesterov maximize centered amsgrad adjusted
  addBiasKv addZeroAttn bidirectional normFirst useInputStats logInput full swap zeroInfinity right asTuple returnInverse
  returnCounts multiClass setToNone sampleWeight`);

/** Those for which null stands for none. */
const NULLABLE = words(`
  min max bias weight posWeight sampleWeight attnMask keyPaddingMask offsets perSampleWeights paddingIdx maxNorm stride
  divisorOverride outputSize outputSize[last] momentum roundingMode lineSearchFn scale sorter scaleFactor alignCorners generator
  runningMean runningVar inputNames outputNames batchDims tensor nan posinf neginf weights hr c size dim dims kdim vdim numClasses srcMask srcKeyPaddingMask hx side`);

/** Those that take a number which is no integer; what is true of 0.5 is not of those that count. */
const REAL = words(`
  a b x other value data data[last] samples[last] end start step high low mean std min max p metric param clipGradNorm ema mixup clipValue maxNorm
  weights[last] fractions[last] alpha atol rtol baseLr baseMomentum beta delta divFactor dropout dropoutP endFactor eps etaMin
  factor finalDivFactor gain gamma labelSmoothing lr margin maxFpr maxLr maxMomentum maxVal minLr minVal momentum
  negativeSlope normType pctStart power scale startFactor stepSizeDown stepSizeUp swaLr threshold correction ...rest t0 tMax
  weightDecay momentumDecay lambd rho dampening initialAccumulatorValue lrDecay toleranceGrad toleranceChange slope exponent
  weight input self nan posinf neginf scaleFactor values src base smooth temperature q k layerNormEps lower upper
  zeroDivision seed init zLoss softcap`);

/** Single cases, by call and parameter. */
const SINGLE: Record<string, RegExp> = {
  // what has a length is a dataset to those that only count
  'data.DistributedSampler dataset': /^\[|^sparse|^cyclic|Array|^custom|^new String/,
  'data.RandomSampler dataset': /^\[|^sparse|^cyclic|Array|^custom|^new String/,
  'data.SequentialSampler dataset': /^\[|^sparse|^cyclic|Array|^custom|^new String/,
  // whatever is iterated is a sampler; what it gives is checked when it is drawn
  'data.DataLoader { sampler }': /^\[|^sparse|^cyclic|Array|^map|^set|^new String/,
  'data.defaultCollate samples[last]': /^Object.create|^map|^fake|^\['a'\]|^\[\{\}\]|^\{/,
  'data.defaultCollate samples': /^\['a'\]|^\[\{\}\]/,
  // a state is any object of tensors, numbers and text
  'saveSafetensors state': /^Object.create|^throwing proxy|^fake|^\{/,
  'saveCheckpoint { extra }': /./,
  'saveTorch value': /./,
  'onnx.toOnnx { inputNames }': /^\['a'\]/,
  'onnx.toOnnx { outputNames }': /^\['a'\]/,
  'onnx.toOnnx { batchDims }': /^\[null\]/,
  'Generator seed': /^1n/,
  'manualSeed seed': /^1n/,
  'Generator.manualSeed seed': /^1n/,
  // as in PyTorch, which lets it stand in for any layer
  'nn.Identity one too many': /./,
  // as JavaScript's own of these names, they are called by whoever likes to
  'Tensor.dispose one too many': /./,
  'Tensor.toString one too many': /./,
  'Module.dispose one too many': /./,
  'Module.toString one too many': /./,
  'Optimizer.dispose one too many': /./,
};

/** What was accepted though nothing says that it may be. */
export function unacceptable({ accepted }: Report): Finding[] {
  return accepted
    .filter(({ call, what, label, kind }) => {
      if (SINGLE[`${call} ${what}`]?.test(label)) return false;
      const name = what.replace(/^\{ | \}$/g, '');
      if (kind === 'word') return !TEXT.has(name);
      if (kind === 'callback') return !FUNCTIONS.has(name);
      if (kind === 'boolean') return !FLAGS.has(name);
      if (kind === 'null') return !NULLABLE.has(name);
      if (kind === 'number') return /^(0\.5|NaN)$/.test(label) && !REAL.has(name);
      return kind === 'never' || kind === 'extra' || kind === 'unknown';
    })
    .map(({ call, what, label }) => ({ call, what, label, wrong: 'was accepted' }));
}
