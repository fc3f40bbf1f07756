import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DECODERS, type Decoder, decoderWasm } from './decoder-wasm.ts'

test.each(Object.entries(DECODERS) as [Decoder, string][])(
  "the gateway's copy of the decoder in %s is the package's own, byte by byte",
  async (decoder, file) => {
    expect(Buffer.from(await decoderWasm(decoder)).equals(readFileSync(file))).toBe(true)
  },
)
