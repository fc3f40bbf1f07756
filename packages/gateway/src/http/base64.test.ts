import { expect, test } from 'vitest'
import { base64Of, bytesOfBase64 } from './base64.ts'

test('pieces of any length give the text that the whole gives', async () => {
  for (const [total, piece] of [
    [0, 1],
    [1, 1],
    [100, 7],
    [200_003, 65_536],
  ] as const) {
    const bytes = Uint8Array.from({ length: total }, (_, at) => (at * 31) % 256)
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < total; at += piece) controller.enqueue(bytes.subarray(at, at + piece))
        controller.close()
      },
    })
    let text = ''
    for await (const each of base64Of(stream)) text += each
    expect(bytesOfBase64(text)).toEqual(bytes)
  }
})

test('what is no base64, or has something in it that is none, gives no bytes', () => {
  const long = btoa('a'.repeat(99_999))
  expect(bytesOfBase64(long)).toHaveLength(99_999)
  for (const wrong of [
    'a',
    'abc',
    'ab=c',
    '????',
    'QUFB QUF',
    `QUI=${long}`,
    `${long.slice(0, 50_000)}    ${long.slice(50_004)}`,
  ])
    expect(bytesOfBase64(wrong)).toBe(null)
})
