/** The modules that PyTorch has as well, and their names there. */
import { failType } from '../errors.ts';
import * as nn from '../nn/index.ts';
import type { Module } from '../nn/module.ts';
import { keywords } from './python.ts';

/** Modules of this library without a counterpart in PyTorch, and what to use instead. */
const OURS: Readonly<Record<string, string>> = {
  LinearCrossEntropyLoss: 'nn.Linear with nn.CrossEntropyLoss',
};

/** Whether a module's class has the library's method; while it is traced, a field may hide the method. */
const runs = (module: Module, as: abstract new (...args: never[]) => Module): boolean =>
  module instanceof as && (Object.getPrototypeOf(module) as Module).forward === (as.prototype as Module).forward;

/** A list or a chain, whose parts may be custom modules. */
export const isContainer = (module: Module): boolean => runs(module, nn.Sequential) || runs(module, nn.ModuleList);

/** Whether a module's class is exported by the library, and not a custom one. */
export function isLeaf(module: Module): boolean {
  const { name } = module.constructor;
  const known = (nn as Record<string, unknown>)[name] === module.constructor;
  if (known && Object.hasOwn(OURS, name))
    failType('toTorch', `expected modules that PyTorch has, got ${name}; use ${OURS[name]}`);
  return known && !isContainer(module);
}

/** Arguments that are PyTorch's defaults. */
const DEFAULTS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...['bias=True', 'inplace=False', 'stride=(1, 1)', 'stride=(1,)', 'padding=0', 'padding=(0,)', 'dilation=1', 'ceil_mode=False'],
  ...['eps=1e-05', 'elementwise_affine=True', 'momentum=0.1', "approximate='none'", 'alpha=1.0'],
]);

/** Where these are the defaults; instance normalisation has the opposite ones. */
const TRACKED: ReadonlySet<string> = /* @__PURE__ */ new Set(['affine=True', 'track_running_stats=True']);

/** Options that are not printed, by class: only MultiheadAttention and the encoders have any. */
const MORE: Readonly<Record<string, (module: never) => Readonly<Record<string, unknown>>>> = {
  AvgPool1d: averaged,
  AvgPool2d: averaged,
  LayerNorm: ({ weight, bias }: nn.LayerNorm) => (weight !== null && bias === null ? { bias: false } : {}),
  RNN: ({ nonlinearity }: nn.RNN) => ({ nonlinearity }),
  RNNCell: ({ nonlinearity }: nn.RNNCell) => ({ nonlinearity }),
  CosineSimilarity: ({ dim, eps }: nn.CosineSimilarity) => ({ dim, eps }),
  PairwiseDistance: ({ p, eps, keepdim }: nn.PairwiseDistance) => ({ p, eps, keepdim }),
  MultiheadAttention: (m: nn.MultiheadAttention) => ({
    embed_dim: m.embedDim,
    num_heads: m.numHeads,
    dropout: m.dropout,
    bias: m.in_proj_bias !== null,
    add_bias_kv: m.bias_k !== null,
    add_zero_attn: m.addZeroAttn,
    kdim: m.kdim,
    vdim: m.vdim,
    batch_first: m.batchFirst,
  }),
  TransformerEncoderLayer: (m: nn.TransformerEncoderLayer) => ({
    d_model: m.self_attn.embedDim,
    nhead: m.self_attn.numHeads,
    dim_feedforward: m.linear1.outFeatures,
    dropout: m.dropout.p,
    activation: activationOf(m),
    layer_norm_eps: m.norm1.eps,
    batch_first: m.self_attn.batchFirst,
    norm_first: m.normFirst,
  }),
};

function averaged(m: nn.AvgPool1d | nn.AvgPool2d): Readonly<Record<string, unknown>> {
  const { ceilMode, countIncludePad, divisorOverride } = m.options as {
    ceilMode?: boolean;
    countIncludePad?: boolean;
    divisorOverride?: number | null;
  };
  return {
    ...(ceilMode && { ceil_mode: true }),
    ...(countIncludePad === false && { count_include_pad: false }),
    ...(divisorOverride && { divisor_override: divisorOverride }),
  };
}

function activationOf({ activation }: nn.TransformerEncoderLayer): string {
  if (activation === nn.functional.relu) return 'relu';
  if (activation === nn.functional.gelu) return 'gelu';
  return failType('toTorch', "expected a TransformerEncoderLayer of activation 'relu' or 'gelu', got another function");
}

/** Options that are printed without quotes. */
const quoted = (argument: string): string =>
  argument.replace(/^(in1?_features|in2_features|out_features)=/, '').replace(/^(padding|mode)=([a-z]+)$/, "$1='$2'");

/** The arguments of PyTorch's constructor: those that the module prints, without defaults, and those that it does not print. */
function argumentsOf(module: Module): string {
  const { name } = module.constructor;
  const isInstanceNorm = name.startsWith('InstanceNorm');
  const printed = name in MORE && /Similarity|Distance|RNNCell/.test(name) ? [] : module.extraRepr().split(/, (?![^(]*\))/);
  const kept = printed.filter((a) => a !== '' && !DEFAULTS.has(a) && (isInstanceNorm || !TRACKED.has(a)));
  const more = (MORE[name] as ((m: Module) => Record<string, unknown>) | undefined)?.(module) ?? {};
  if (module instanceof nn.RNNCell) kept.unshift(`${module.inputSize}, ${module.hiddenSize}${module.bias ? '' : ', bias=False'}`);
  return [...kept.map(quoted), keywords(name, more)].filter((text) => text !== '').join(', ');
}

/** The expression that constructs a leaf there, such as `nn.Linear(20, 3)`. */
export function leafText(module: Module): string {
  if (!(module instanceof nn.TransformerEncoder)) return `nn.${module.constructor.name}(${argumentsOf(module)})`;
  const { layers, numLayers, norm } = module;
  const parts = [
    leafText(layers.at(0) as Module),
    `num_layers=${numLayers}`,
    ...(norm === null ? [] : [`norm=${leafText(norm)}`]),
  ];
  return `nn.TransformerEncoder(${parts.join(', ')})`;
}
