import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import { readWranglerConfig } from '@baton/box/wrangler-config'
import { expect, test } from 'vitest'

test('every binding that is declared is used by the Worker', async () => {
  const folder = join(root, 'packages/gateway/src')
  const files = (await readdir(folder, { recursive: true })).filter((name) => /(?<!\.test|\.d)\.ts$/.test(name))
  const product = files.filter((name) => !name.split('/').includes('testing') && name !== 'env.ts')
  const source = (await Promise.all(product.map((name) => readFile(join(folder, name), 'utf8')))).join('\n')
  const { durable_objects, r2_buckets, queues, ratelimits, version_metadata, assets, secrets } =
    await readWranglerConfig()
  const names = [
    ...durable_objects.bindings.map(({ name }) => name),
    ...r2_buckets.map(({ binding }) => binding),
    ...queues.producers.map(({ binding }) => binding),
    ...ratelimits.map(({ name }) => name),
    version_metadata.binding,
    assets.binding,
    ...secrets.required,
  ]
  expect(names).toHaveLength(17)
  expect(names.filter((name) => !new RegExp(`env\\.${name}\\b`).test(source))).toEqual([])
})
