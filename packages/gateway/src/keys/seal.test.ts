import { describe, expect, test } from 'vitest'
import { type SealedAt, seal, sealingKey, unseal } from './seal.ts'

const fresh = () => sealingKey({ kid: 'k', key: crypto.getRandomValues(new Uint8Array(32)) })
const bytes = (text: string) => new TextEncoder().encode(text)
const HERE: SealedAt = { workspace: 'shop@eu', session: 'abc', seq: 7, field: 'text:0', kid: 'k' }
const GONE = { code: 'sealed_gone' }

test('what was sealed opens in its place, and no two sealings look alike', async () => {
  const { key } = await fresh()
  const [one, two] = [await seal(key, HERE, bytes('4111 1111')), await seal(key, HERE, bytes('4111 1111'))]
  expect(one).not.toEqual(two)
  expect(new TextDecoder().decode(await unseal(key, HERE, one))).toBe('4111 1111')
  expect(new TextDecoder().decode(await unseal(key, HERE, two))).toBe('4111 1111')
})

describe('it is refused', () => {
  test.each([
    ['workspace', { ...HERE, workspace: 'shop' }],
    ['session', { ...HERE, session: 'abd' }],
    ['event', { ...HERE, seq: 8 }],
    ['field', { ...HERE, field: 'text:1' }],
    ['key id', { ...HERE, kid: 'l' }],
  ])('in the place of another %s', async (_, elsewhere) => {
    const { key } = await fresh()
    const sealed = await seal(key, HERE, bytes('original'))
    await expect(unseal(key, elsewhere, sealed)).rejects.toMatchObject(GONE)
  })

  test('when two rows were swapped, in both places', async () => {
    const { key } = await fresh()
    const there = { ...HERE, seq: 9 }
    const [here, other] = [await seal(key, HERE, bytes('mine')), await seal(key, there, bytes('yours'))]
    await expect(unseal(key, HERE, other)).rejects.toMatchObject(GONE)
    await expect(unseal(key, there, here)).rejects.toMatchObject(GONE)
  })

  test('whichever bit of it was flipped, or when its end is cut off', async () => {
    const { key } = await fresh()
    const sealed = await seal(key, HERE, bytes('original'))
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = sealed.slice()
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      await expect(unseal(key, HERE, flipped), `bit ${bit}`).rejects.toMatchObject(GONE)
    }
    for (const length of [0, 11, 12, sealed.length - 1])
      await expect(unseal(key, HERE, sealed.slice(0, length))).rejects.toMatchObject(GONE)
  })

  test('by another key', async () => {
    const sealed = await seal((await fresh()).key, HERE, bytes('original'))
    await expect(unseal((await fresh()).key, HERE, sealed)).rejects.toMatchObject(GONE)
  })
})
