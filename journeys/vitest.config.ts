import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'journeys',
    include: ['**/*.test.ts'],
    // The engine needs no product, and runs with the pure tests; calls are a project of their own.
    exclude: ['engine/**', 'calls/**', '**/node_modules/**'],
    globalSetup: './product.ts',
    // One product, two cores: pages of different journeys must not compete for both.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
