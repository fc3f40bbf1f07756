import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { type Beam, type Decoded, Decoder } from '../sphinx/decoder.ts'
import { Ear } from '../sphinx/ear.ts'
import { restored } from '../telephone/restoration.ts'

/** What the recogniser asks of its threads, one at a time. */
export type Order =
  | { kind: 'open'; hash: string; dictionary: string; automaton: string }
  | { kind: 'close'; hash: string }
  | ({ kind: 'decode'; hash: string; beam: Beam } & Sound)
  | { kind: 'open-loop' }
  | ({ kind: 'loop' } & Sound)

/** A whole utterance at 16 kHz. */
export interface Sound {
  samples: Int16Array
  /** It came by telephone, and is to be heard as a microphone would have. */
  isRestored?: boolean
}

export type Answer = { ok: true; result?: Decoded } | { ok: false; reason: string }

/** The model's dictionary must not be empty, though a loop of phones has no words. */
const ANY_WORD = 'word W ER D\n'

const WARM_SAMPLES = 8_000

const decoders = new Map<string, Record<Beam, Decoder>>()
let loop: Decoder | undefined
/** Until somebody calls by telephone nobody needs it. */
let ear: Ear | undefined

const loopOfPhones = (): Decoder =>
  withFiles({ dictionary: ANY_WORD }, ({ dictionary }) => warm(Decoder.ofPhones(dictionary)))

/** The first that a decoder hears takes it several times as long as the next: it is nothing that anybody said. */
function warm(decoder: Decoder): Decoder {
  decoder.decode(Int16Array.from({ length: WARM_SAMPLES }, (_, at) => (at * 7_919) % 401))
  return decoder
}

function heardBy(decoder: Decoder, { samples, isRestored = false }: Sound): Decoded {
  if (!isRestored) return decoder.decode(samples)
  ear ??= new Ear()
  return decoder.decodeCepstra(restored(ear.cepstraOf(samples)))
}

function carriedOut(order: Order): Decoded | undefined {
  switch (order.kind) {
    case 'open':
      if (!decoders.has(order.hash)) {
        const { dictionary, automaton } = order
        decoders.set(
          order.hash,
          withFiles({ dictionary, automaton }, (files) => ({
            narrow: warm(Decoder.ofAutomaton(files.dictionary, files.automaton, 'narrow')),
            wide: warm(Decoder.ofAutomaton(files.dictionary, files.automaton, 'wide')),
          })),
        )
      }
      return undefined
    case 'close':
      for (const decoder of Object.values(decoders.get(order.hash) ?? {})) decoder.close()
      decoders.delete(order.hash)
      return undefined
    case 'decode': {
      const decoder = decoders.get(order.hash)?.[order.beam]
      if (!decoder) throw new Error('nothing is open by that name')
      return heardBy(decoder, order)
    }
    case 'open-loop':
      loop ??= loopOfPhones()
      return undefined
    case 'loop':
      // Another thread had it, if this one was started after that ended.
      loop ??= loopOfPhones()
      return heardBy(loop, order)
  }
}

/** The library reads files only. */
function withFiles<Name extends string, Used>(
  texts: Record<Name, string>,
  use: (files: Record<Name, string>) => Used,
): Used {
  const folder = mkdtempSync(join(tmpdir(), 'baton-speech-'))
  try {
    const names = Object.keys(texts) as Name[]
    for (const name of names) writeFileSync(join(folder, name), texts[name])
    return use(Object.fromEntries(names.map((name) => [name, join(folder, name)])) as Record<Name, string>)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// Of this thread alone, where threads have one: what is said while it listens comes first.
setPriority(2)

parentPort?.on('message', (order: Order) => {
  let answer: Answer
  try {
    const result = carriedOut(order)
    answer = { ok: true, ...(result && { result }) }
  } catch (error) {
    answer = { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(answer)
})
