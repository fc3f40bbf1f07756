import { writeFileSync } from 'node:fs'
import { root } from '@baton/box/root'

/** By package, where the gateway has its decoder. */
export const DECODERS = {
  'opus-decoder': `${root}packages/gateway/src/call/opus/opus.wasm`,
  'mpg123-decoder': `${root}packages/gateway/src/call/speech/mp3/mpg123.wasm`,
} as const
export type Decoder = keyof typeof DECODERS

const OPENED: Record<Decoder, () => Promise<unknown>> = {
  'opus-decoder': async () => new (await import('opus-decoder')).OpusDecoder().ready,
  'mpg123-decoder': async () => new (await import('mpg123-decoder')).MPEGDecoder().ready,
}

/** Node has it; its types do not. */
interface Compiler {
  compile(bytes: Uint8Array): Promise<unknown>
}

/**
 * The decoder of a package, which packs it into its script and compiles it when it is first used. workerd compiles nothing at run
 * time and wants a file; a new version of a package makes another, by `node scripts/decoder-wasm.ts`.
 */
export async function decoderWasm(decoder: Decoder): Promise<Uint8Array> {
  const compiled: Uint8Array[] = []
  const { WebAssembly } = globalThis as unknown as { WebAssembly: Compiler }
  const { compile } = WebAssembly
  WebAssembly.compile = (bytes) => {
    compiled.push(bytes)
    return compile(bytes)
  }
  try {
    await OPENED[decoder]()
  } finally {
    WebAssembly.compile = compile
  }
  // The other one unpacks it.
  return compiled.reduce((largest, each) => (each.length > largest.length ? each : largest))
}

if (import.meta.main)
  for (const [decoder, file] of Object.entries(DECODERS) as [Decoder, string][])
    writeFileSync(file, await decoderWasm(decoder))
