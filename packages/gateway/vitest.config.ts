import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// The assets' folder is made by `npm start`; the tests bring their own files, but the runtime wants it to be there.
mkdirSync(here('./dist/assets'), { recursive: true })

// `wrangler.jsonc` demands these; the plugin looks for them here.
process.env.BATON_SECRET = 'a secret of tests only, forty characters long'
process.env.ADMIN_TOKEN = 'an admin token of tests only, quite long too'

export default defineConfig({
  plugins: [
    cloudflareTest(({ inject }) => ({
      main: './src/worker.ts',
      wrangler: { configPath: here('./wrangler.jsonc') },
      miniflare: {
        // A jurisdiction's bucket is the operator's to add.
        r2Buckets: { BLOBS: 'baton-blobs', BLOBS_EU: 'baton-blobs-eu' },
        queueConsumers: { 'baton-rounds': { maxBatchSize: 20, maxBatchTimeout: 0.05 } },
        // The vendors are started before the runtime is, so their port need not be known beforehand.
        bindings: { CHANNEL_HOSTS: inject('channelHosts'), TRUSTED_ORIGINS: inject('vendorsUrl') },
      },
    })),
  ],
  test: {
    name: 'gateway',
    include: ['src/**/*.test.ts'],
    setupFiles: [
      '../../scripts/seeded.setup.ts',
      './src/testing/light-passwords.setup.ts',
      './src/testing/patience.setup.ts',
    ],
    // The runtime has an environment of its own: without this `BATON_SEED` would not be seen there.
    env: process.env.BATON_SEED ? { BATON_SEED: process.env.BATON_SEED } : {},
    globalSetup: [
      './src/testing/business-server.ts',
      './src/testing/model-server.ts',
      './src/testing/vendors-server.ts',
      './src/testing/listener-server.ts',
      './src/testing/speech-server.ts',
      './src/testing/carrier-door.ts',
    ],
    // Every test has a workspace of its own name, so files need no runtime of their own; a start costs two seconds each.
    isolate: false,
    // Both cores: much of it waits for timers and the disk.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 60_000,
  },
})
