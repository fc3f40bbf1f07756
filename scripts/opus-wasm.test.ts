import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { OPUS_WASM, opusWasm } from './opus-wasm.ts'

test("the gateway's Opus decoder is the package's own, byte by byte", async () => {
  expect(Buffer.from(await opusWasm()).equals(readFileSync(OPUS_WASM))).toBe(true)
})
