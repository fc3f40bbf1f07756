import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'calls',
    include: ['**/*.test.ts'],
    globalSetup: fileURLToPath(new URL('../product.ts', import.meta.url)),
    // What is said is heard at the pace it is said at: two calls at a time would make each other late.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
