import { fileURLToPath } from 'node:url'
import { alikePairs } from '@baton/bot/training'
import { loadPack } from '@baton/scripts/pack'
import { beforeAll, expect, test } from 'vitest'

const shipped = fileURLToPath(new URL('../packs/ecommerce', import.meta.url))

let pairs: { intents: string[]; texts: string[]; cosine: number }[]
let count = 0
beforeAll(async () => {
  const pack = await loadPack(shipped)
  const all = pack.intents.flatMap(({ id, phrasings }) =>
    Object.values(phrasings)
      .flat()
      .map((text) => ({ id, text })),
  )
  count = all.length
  pairs = alikePairs(
    all.map(({ text }) => text),
    0.85,
  ).map(({ first, second, cosine }) => {
    const both = [all[first], all[second]].flatMap((each) => each ?? [])
    return { intents: both.map(({ id }) => id), texts: both.map(({ text }) => text), cosine }
  })
})

test('no two intents of the shipped pack are taught the same words, in whatever script', () => {
  expect(pairs.filter(({ intents: [one, other], cosine }) => one !== other && cosine > 0.95)).toEqual([])
})

test('hardly any phrasing of the shipped pack says again what another says', () => {
  expect(pairs.length).toBeLessThan(count / 200)
})
