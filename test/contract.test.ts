// Every name that users rely on is there, as a function, a class or a method: a floor, not a ceiling.
import { expect, it } from 'vitest';
import { find } from './support/library.ts';

/** A group of names under one prefix. */
const names = (prefix: string, list: string): string[] =>
  list.split(' ').map((name) => (prefix === '' ? name : `${prefix}.${name}`));

const OPS =
  'add sub mul div pow neg abs sign exp expm1 log log1p sqrt rsqrt square reciprocal floor ceil round sin cos tanh erf ' +
  'sigmoid relu clamp maximum minimum where eq ne lt le gt ge isnan isfinite logicalAnd logicalOr logicalNot ' +
  'sum mean max min amax amin argmax argmin prod var std logsumexp all any norm cumsum topk sort ' +
  'matmul mm mv dot outer bmm addmm t transpose permute reshape view flatten squeeze unsqueeze expand narrow select slice ' +
  'split chunk gather scatterAdd indexSelect maskedFill contiguous clone detach';

const CONTRACT = [
  ...names(
    '',
    'init shutdown backend memory manualSeed Generator scope keep noGrad detectAnomaly gradcheck fit DisposedError ' +
      'OutOfMemoryError saveSafetensors loadSafetensors',
  ),
  ...names(
    '',
    'tensor zeros ones full zerosLike onesLike arange linspace eye rand randn randint randperm bernoulli cat stack oneHot',
  ),
  ...names('', OPS),
  ...names('Tensor', `${OPS} size item tolist toTypedArray toString to dispose requiresGrad_ backward retainGrad`),
  ...names('Tensor', 'zero_ fill_ copy_ add_ sub_ mul_ div_ normal_ uniform_'),
  ...names('autograd', 'grad'),
  ...names(
    'F',
    'relu relu6 sigmoid tanh logsigmoid hardsigmoid silu mish hardswish softsign selu leakyRelu elu gelu softplus hardtanh ' +
      'softmax logSoftmax nllLoss crossEntropy linearCrossEntropy mseLoss l1Loss smoothL1Loss huberLoss klDiv binaryCrossEntropy ' +
      'binaryCrossEntropyWithLogits linear conv2d maxPool2d avgPool2d adaptiveAvgPool2d layerNorm batchNorm embedding embeddingBag dropout',
  ),
  ...names(
    'nn',
    'Module Parameter Linear Embedding EmbeddingBag Sequential ModuleList Flatten Identity Dropout ReLU LeakyReLU GELU SiLU ' +
      'Tanh Sigmoid ELU SELU Softplus Mish Hardtanh ReLU6 Hardswish Hardsigmoid LogSigmoid Softsign Softmax LogSoftmax LayerNorm ' +
      'BatchNorm1d BatchNorm2d Conv2d MaxPool2d AvgPool2d AdaptiveAvgPool2d NLLLoss CrossEntropyLoss BCELoss BCEWithLogitsLoss MSELoss ' +
      'L1Loss SmoothL1Loss HuberLoss KLDivLoss LinearCrossEntropyLoss',
  ),
  ...names(
    'nn.init',
    'uniform_ normal_ constant_ zeros_ ones_ xavierUniform_ xavierNormal_ kaimingUniform_ kaimingNormal_ calculateGain',
  ),
  ...names('nn.utils', 'clipGradNorm_ clipGradValue_ parametersToVector'),
  ...names('optim', 'SGD Adam AdamW RMSprop Adagrad'),
  ...names(
    'optim.lrScheduler',
    'StepLR MultiStepLR ConstantLR LinearLR ExponentialLR PolynomialLR CosineAnnealingLR ' +
      'CosineAnnealingWarmRestarts OneCycleLR LambdaLR ReduceLROnPlateau SequentialLR',
  ),
  ...names('data', 'TensorDataset Subset randomSplit SequentialSampler RandomSampler WeightedRandomSampler DataLoader'),
  ...names('metrics', 'accuracy confusionMatrix precisionRecallF1'),
];

it.each(CONTRACT)('%s can be called', (name) => expect(typeof find(name)).toBe('function'));
