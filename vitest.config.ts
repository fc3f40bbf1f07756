import { defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/longest-first.ts'

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'node',
          // A module is loaded once for all files that need it: most of what a file of pure tests takes is its imports.
          isolate: false,
          maxWorkers: 2,
          globalSetup: 'scripts/trained-once.setup.ts',
          setupFiles: 'scripts/seeded.setup.ts',
          include: [
            'packages/{protocol,relay,sound,bot,client}/src/**/*.test.ts',
            'scripts/**/*.test.ts',
            'box/**/*.test.ts',
            'bench/**/*.test.ts',
            'eval/**/*.test.ts',
            'demo/**/*.test.ts',
            'testing/**/*.test.ts',
            'services/*/src/**/*.test.ts',
            'journeys/engine/**/*.test.ts',
          ],
        },
      },
      './packages/gateway',
      './journeys',
      './journeys/calls',
      './chaos',
    ],
  },
})
