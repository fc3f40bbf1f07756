import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'chaos',
    include: ['**/*.test.ts'],
    // Each suite wants both cores for the gateway it breaks.
    fileParallelism: false,
    testTimeout: 60_000,
  },
})
