import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import { expect, test } from 'vitest'

test('the operations guide names every metric there is, and no other', async () => {
  const [source, guide] = await Promise.all(
    ['packages/gateway/src/metrics/metrics.ts', 'docs/operations.md'].map((file) => readFile(join(root, file), 'utf8')),
  )
  const there = [...(source ?? '').matchAll(/name: '(baton_\w+)'/g)].map(([, name]) => name)
  const told = [...(guide ?? '').matchAll(/^\| `(baton_\w+)` +\|/gm)].map(([, name]) => name)
  expect(there.length).toBeGreaterThan(10)
  expect(told.toSorted()).toEqual(there.toSorted())
})
