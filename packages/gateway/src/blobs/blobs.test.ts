import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { blobsOf } from './blobs.ts'

const bytes = new TextEncoder().encode('{}')
const sha256 = () => crypto.subtle.digest('SHA-256', bytes)

test('all of a workspace lies under its name, in the bucket of its jurisdiction', async () => {
  const shop = `b-${crypto.randomUUID().slice(0, 18)}`
  await blobsOf(env, shop)?.put('snapshots/1.json', bytes, await sha256())
  await blobsOf(env, `${shop}@eu`)?.put('snapshots/2.json', bytes, await sha256())
  const keys = async (bucket: R2Bucket) => (await bucket.list({ prefix: shop })).objects.map(({ key }) => key)
  expect(await keys(env.BLOBS)).toEqual([`${shop}/snapshots/1.json`])
  expect(await keys(env.BLOBS_EU)).toEqual([`${shop}@eu/snapshots/2.json`])
})

test('a jurisdiction without a bucket of its own has no blobs, also when it is the deployment’s', () => {
  expect(blobsOf(env, 'shop@us')).toBeNull()
  expect(blobsOf({ ...env, JURISDICTION: 'fedramp' }, 'shop')).toBeNull()
})

test('what arrives damaged is refused', async () => {
  const blobs = blobsOf(env, `b-${crypto.randomUUID().slice(0, 18)}`)
  await expect(blobs?.put('x', new TextEncoder().encode('[]'), await sha256())).rejects.toThrow()
  expect(await blobs?.get('x')).toBeNull()
})
