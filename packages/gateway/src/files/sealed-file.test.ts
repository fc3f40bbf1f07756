import { expect, test } from 'vitest'
import { openFile, sealFile } from './sealed-file.ts'

const freshKey = (): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', crypto.getRandomValues(new Uint8Array(32)), 'AES-GCM', false, ['encrypt', 'decrypt'])
const key = { kid: 'k_1', key: await freshKey() }
const place = { workspace: 'shop', session: 's_1', blob: 'files/f_1' }
const MIB = 1024 * 1024

function random(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  return bytes
}

/** As a store gives it: in pieces that have nothing to do with segments. */
const streamOf = (bytes: Uint8Array, piece = 70_001): ReadableStream<Uint8Array> => {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, at + piece))
      at += piece
    },
  })
}

async function open(sealed: Uint8Array, by = key, at = place): Promise<Uint8Array | null> {
  const plain = await openFile(streamOf(sealed), by, at)
  return plain && new Uint8Array(await new Response(plain).arrayBuffer())
}

test.each([1, MIB - 1, MIB, MIB + 1, 3 * MIB, 3 * MIB + 17])(
  'what was sealed opens again, of %i bytes',
  async (length) => {
    const plain = random(length)
    const sealed = await sealFile(plain, key, place)
    expect(sealed.length).toBe(16 + length + Math.ceil(length / MIB) * 28)
    expect(await open(sealed)).toEqual(plain)
  },
)

test('nothing of it is readable, and the same bytes are sealed differently each time', async () => {
  const plain = new TextEncoder().encode('canary 4111 1111 1111 1111')
  const [one, two] = [await sealFile(plain, key, place), await sealFile(plain, key, place)]
  expect(new TextDecoder('latin1').decode(one)).not.toContain('canary')
  expect(one).not.toEqual(two)
})

test('it opens in its own place only', async () => {
  const sealed = await sealFile(random(100), key, place)
  const other = { kid: 'k_1', key: await freshKey() }
  for (const elsewhere of [{ workspace: 'inn' }, { session: 's_2' }, { blob: 'files/f_2' }]) {
    expect(await open(sealed, key, { ...place, ...elsewhere })).toBeNull()
  }
  expect(await open(sealed, other)).toBeNull()
  expect(await open(sealed, { ...key, kid: 'k_2' })).toBeNull()
})

test('a segment that is changed, dropped, swapped or added breaks it', async () => {
  const plain = random(2 * MIB + 100)
  const sealed = await sealFile(plain, key, place)
  const segment = (n: number): Uint8Array => sealed.slice(16 + n * (MIB + 28), 16 + (n + 1) * (MIB + 28))
  const of = (...parts: Uint8Array[]): Uint8Array => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of parts) {
      whole.set(part, at)
      at += part.length
    }
    return whole
  }
  const salt = sealed.slice(0, 16)
  expect(await open(of(salt, segment(0), segment(1), segment(2)))).toEqual(plain)
  const changed = sealed.slice()
  changed[16 + MIB + 28 + 40] = (changed[16 + MIB + 28 + 40] ?? 0) ^ 1
  for (const wrong of [
    changed,
    of(salt, segment(0), segment(1)),
    of(salt, segment(0), segment(2)),
    of(salt, segment(0), segment(1), segment(1), segment(2)),
    of(sealed, new Uint8Array([0])),
  ]) {
    await expect(open(wrong)).rejects.toThrow()
  }
  expect(await open(of(salt, segment(1), segment(0), segment(2)))).toBeNull()
  expect(await open(new Uint8Array(10))).toBeNull()
})
