import { writeFileSync } from 'node:fs'
import { root } from '@baton/box/root'

/** Where the gateway has it. */
export const OPUS_WASM = `${root}packages/gateway/src/call/opus/opus.wasm`

/** Node has it; its types do not. */
interface Compiler {
  compile(bytes: Uint8Array): Promise<unknown>
}

/**
 * The decoder of `opus-decoder`, which packs it into its script and compiles it when it is first used. workerd compiles nothing at
 * run time and wants a file; a new version of the package makes another, by `node scripts/opus-wasm.ts`.
 */
export async function opusWasm(): Promise<Uint8Array> {
  const compiled: Uint8Array[] = []
  const { WebAssembly } = globalThis as unknown as { WebAssembly: Compiler }
  const { compile } = WebAssembly
  WebAssembly.compile = (bytes) => {
    compiled.push(bytes)
    return compile(bytes)
  }
  try {
    const { OpusDecoder } = await import('opus-decoder')
    await new OpusDecoder().ready
  } finally {
    WebAssembly.compile = compile
  }
  // The other one unpacks it.
  return compiled.reduce((largest, each) => (each.length > largest.length ? each : largest))
}

if (import.meta.main) writeFileSync(OPUS_WASM, await opusWasm())
