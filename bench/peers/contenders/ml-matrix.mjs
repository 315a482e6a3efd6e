// ml-matrix: products in float64; it has no gradients.
import { Matrix } from 'ml-matrix';
import { layersOf, numbers } from '../data.mjs';

const matrix = (data, rows, columns) => Matrix.from1DArray(rows, columns, data);
const flat = (m) => Float32Array.from(m.to1DArray());

const works = {
  matmul({ layout, m, k, n }) {
    const a = layout === 'TN' ? matrix(numbers(m * k, 1), k, m) : matrix(numbers(m * k, 1), m, k);
    const b = layout === 'NT' ? matrix(numbers(k * n, 2), n, k) : matrix(numbers(k * n, 2), k, n);
    const product = () => (layout === 'TN' ? a.transpose() : a).mmul(layout === 'NT' ? b.transpose() : b);
    return { run: () => void product(), values: () => flat(product()) };
  },
  forward({ sizes, batch }) {
    const layers = layersOf(sizes).map(({ k, n, w, b }) => ({ w: matrix(w, n, k).transpose(), b: Array.from(b) }));
    const x = matrix(numbers(batch * sizes[0], 1), batch, sizes[0]);
    const forward = () =>
      layers.reduce((a, { w, b }, l) => {
        const z = a.mmul(w).addRowVector(b);
        if (l === layers.length - 1) return z;
        for (let i = 0; i < z.rows; i++) for (let j = 0; j < z.columns; j++) if (z.get(i, j) < 0) z.set(i, j, 0);
        return z;
      }, x);
    return { run: () => void forward(), values: () => flat(forward()) };
  },
};

export const open = () => works;
