import { expect, test } from 'vitest'
import { base64Of } from './base64.ts'

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
    expect(Uint8Array.from(atob(text), (char) => char.charCodeAt(0))).toEqual(bytes)
  }
})
