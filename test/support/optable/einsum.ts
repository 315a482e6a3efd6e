// Equations of every kind: products, diagonals, ellipses, outputs left out, sizes of 1 that broadcast.
import { EXACT, type OpRow, rough, SUM, shared, smooth } from '../optable.ts';
import { nd } from '../reference/nd.ts';

/** Equations, and the shapes of their operands. */
const SAMPLES: readonly (readonly [string, ...(readonly number[])[]])[] = [
  ['ij->ji', [3, 4]],
  ['ij->', [4, 5]],
  ['ij->i', [4, 5]],
  ['ba', [3, 4]],
  ['ii', [4, 4]],
  ['ii->i', [4, 4]],
  ['bii->bi', [2, 4, 4]],
  ['iji->j', [3, 2, 3]],
  ['...', [2, 3]],
  ['i...->...', [2, 3]],
  ['...i->i...', [2, 3, 4]],
  ['i...->i', [2, 3, 4]],
  ['', []],
  ['i,i->', [5], [5]],
  ['i,j->ij', [3], [4]],
  ['ij,jk->ik', [3, 5], [5, 2]],
  ['ij,jk', [4, 4], [4, 3]],
  ['i j , j k -> k i', [2, 3], [3, 2]],
  ['bij,bjk->bik', [2, 3, 5], [2, 5, 2]],
  ['ij,ij->i', [3, 4], [3, 4]],
  ['ij,ij->ij', [4, 4], [1, 4]],
  ['ij,jk->ik', [3, 1], [5, 2]],
  ['bhqd,bhkd->bhqk', [2, 3, 4, 5], [2, 3, 2, 5]],
  ['...ij,...jk->...ik', [3, 4, 4], [3, 4, 3]],
  ['...ij,...jk->...ik', [5, 1, 2, 3], [4, 3, 2]],
  ['b...,b->...', [3, 3, 3], [3]],
  [',ij->ji', [], [2, 3]],
  ['Ba,aC', [2, 3], [3, 4]],
  ['ijk,jil->kl', [2, 4, 4], [4, 2, 2]],
  ['ij,jk->ik', [2, 0], [0, 3]],
  ['ij,jk->ik', [0, 2], [2, 3]],
  ['bn,anm,bm->ba', [3, 4], [5, 4, 6], [3, 6]],
  ['ik,jk,lk->ijl', [2, 4], [4, 4], [2, 4]],
  ['a,b,c->abc', [3], [3], [3]],
  ['ij,jk,kl,lm->im', [2, 3], [3, 2], [2, 4], [4, 2]],
];

const zeros = (...shape: number[]) => nd(shape, new Float64Array(shape.reduce((a, b) => a * b, 1)));
const E = /^einsum: expected .*, got /;
/** Equations that are refused for matrices of the given shapes. */
const refused = (equation: string, ...shapes: number[][]) =>
  [[equation, ...shapes.map((s) => zeros(...s))], RangeError, E] as const;

export const einsumRows: OpRow[] = [
  {
    name: 'einsum',
    method: false,
    tolerance: SUM,
    samples: (r) => [
      ...SAMPLES.map(([equation, ...shapes]) => smooth(equation, ...shapes.map((s) => r.real(s)))),
      shared(r.real([3, 3]), (x) => smooth('ij,jk->ik', x, x)),
    ],
    errors: [
      refused('ij,jk->ik', [3, 4], [3, 4]),
      refused('ijk->i', [3, 4]),
      refused('i->i', [3, 4]),
      refused('ij...k->i', [3, 4]),
      refused('ij->i', [3, 4], [3, 4]),
      refused('ij,jk->ik', [3, 4]),
      refused('ij->k', [3, 4]),
      refused('ij->ii', [3, 4]),
      refused('i1->i', [3, 4]),
      refused('i.j->i', [3, 4]),
      refused('......->', [3, 4]),
      refused('ij->......', [3, 4]),
      refused('ij->i,j', [3, 4]),
      refused('ij-i', [3, 4]),
      refused('ii->i', [3, 4]),
      refused('...,...->...', [3, 4], [2, 4]),
      refused('->'),
      [[zeros(2), zeros(2)], TypeError, E],
      [['i', [1, 2]], TypeError, E],
      [['i', nd([2], [1, 0], 'bool')], TypeError, E],
      [['i,i', zeros(2), nd([2], [1, 0], 'int32')], TypeError, E],
    ],
  },
  {
    name: 'einsum',
    method: false,
    tolerance: EXACT,
    samples: (r) => SAMPLES.map(([equation, ...shapes]) => rough(equation, ...shapes.map((s) => r.int(s, -5, 5)))),
  },
];
