import { Random } from '@baton/bench/random'
import { type Parsed, parseFrame } from '@baton/gateway/parse-frame'
import { clientFrame, ERRORS, floorClientFrame, LIMITS } from '@baton/protocol'
import { goldenFrames } from './golden.ts'
import { type Case, MARK, mutated } from './mutate.ts'

export const parseAs = {
  session: (raw: string | ArrayBuffer) => parseFrame(clientFrame, raw),
  floor: (raw: string | ArrayBuffer) => parseFrame(floorClientFrame, raw),
} as const

/** As the runtime hands it over. */
export const asReceived = (raw: Case['raw']): string | ArrayBuffer =>
  typeof raw === 'string' ? raw : Uint8Array.from(raw).buffer

export interface Fuzzed {
  cases: number
  refused: number
  /** What went wrong, and how each came about. */
  escapes: string[]
}

/** Puts many frames before the one function that every frame passes. */
export function fuzzInProcess(count: number, seed: number): Fuzzed {
  const random = new Random(seed)
  const valid = { session: goldenFrames('session'), floor: goldenFrames('floor') }
  const escapes: string[] = []
  let refused = 0
  for (let at = 0; at < count; at += 1) {
    const room = random.next() < 0.7 ? 'session' : 'floor'
    const { how, raw } = mutated(valid[room], random)
    const note = (what: string): void => void escapes.push(`case ${at}, ${room}, ${how}: ${what}`)
    try {
      const parsed = parseAs[room](asReceived(raw))
      if (!parsed.ok) refused += 1
      for (const what of faultsOf(parsed, raw)) note(what)
    } catch (error) {
      note(`threw ${error instanceof Error ? error.name : typeof error}`)
    }
    if ('polluted' in {}) note('every object is polluted')
  }
  return { cases: count, refused, escapes }
}

function faultsOf(parsed: Parsed<object>, raw: Case['raw']): string[] {
  const faults: string[] = []
  if (parsed.ok) {
    const size = typeof raw === 'string' ? Buffer.byteLength(raw) : raw.byteLength
    if (size > LIMITS.frameBytes) faults.push('a frame larger than allowed was taken')
    if (typeof raw !== 'string') faults.push('a binary frame was taken')
    if (hasOddKey(parsed.frame)) faults.push('a key that is not of the frame came through')
  } else {
    if (!(parsed.code in ERRORS)) faults.push('the refusal has no code')
    // The type and the id are the only things of a frame that a refusal may repeat.
    const { of = '', id = '', code: _, ok: __, ...more } = parsed
    if (of.length > 32 || JSON.stringify(more).includes(MARK) || id.includes(MARK)) faults.push('the refusal echoes')
  }
  return faults
}

/** Unknown keys are dropped; these would be more than unknown. */
const hasOddKey = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(
    ([key, inner]) => key === '__proto__' || key === 'constructor' || key.includes(MARK) || hasOddKey(inner),
  )
