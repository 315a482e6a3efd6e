import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/package/**', 'test/browser/**'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
