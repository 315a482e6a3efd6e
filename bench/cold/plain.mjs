// What a program without a library would have: a product of lists of lists.
export const tensor = (rows) => rows;

export function matmul(a, b) {
  const rows = a.map((row) => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));
  return { item: () => rows[0][0] };
}
