import { fileURLToPath } from 'node:url'
import { ground, splitSentences } from '@baton/bot'
import { loadPack } from '@baton/scripts/pack'
import { expect, test } from 'vitest'

const shipped = fileURLToPath(new URL('../packs/ecommerce', import.meta.url))

test('what an article says stands on the article, sentence by sentence', async () => {
  const { articles } = await loadPack(shipped)
  const held = articles.flatMap(({ id, locale, title, body }) =>
    ground(splitSentences(body), { texts: [title, body] }).held.map((each) => [id, locale, each]),
  )
  expect(articles.length).toBeGreaterThan(100)
  expect(held).toEqual([])
})
