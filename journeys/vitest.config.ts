import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'journeys',
    include: ['**/*.test.ts'],
    // Needs no product; runs with the pure tests.
    exclude: ['engine/**', '**/node_modules/**'],
    globalSetup: './product.ts',
    // One product, two cores: pages of different journeys must not compete for both.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
