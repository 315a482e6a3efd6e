// The flowers.csv of the pages' programs.

/** Three kinds of flowers that their petals tell apart. */
export function flowers(): string {
  const kinds: [string, number[]][] = [
    ['setosa', [5, 3.4, 1.5, 0.2]],
    ['versicolor', [5.9, 2.8, 4.3, 1.3]],
    ['virginica', [6.6, 3, 5.6, 2.1]],
  ];
  const lines = Array.from({ length: 150 }, (_, i) => {
    const [name, sizes] = kinds[i % 3]!;
    return [...sizes.map((size, j) => (size * (1 + 0.05 * Math.sin(7 * i + 3 * j))).toFixed(1)), name].join(',');
  });
  return `${lines.join('\n')}\n`;
}
