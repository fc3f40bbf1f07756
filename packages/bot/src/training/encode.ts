import type { EvidenceRow, Model } from '../intent/model.ts'
import { FORMAT } from './examples.ts'

/** Bytes that are no model: damaged, cut short, or of another version. */
export class ModelUnreadable extends Error {
  readonly code = 'model_unreadable'
}

interface Head extends Pick<Model, 'intents' | 'calibration' | 'report'> {
  terms: number
  unseen: number
  /** Weights that are not 0. */
  weights: number
  /** Rows of evidence and features in each. */
  rows: number
  features: number
}

const MAGIC = 'BTNM'
/** Magic, format, checksum of all that follows, length of the head. */
const PREAMBLE = 16
const CHECKED_FROM = 12
const SOURCES = ['phrasing', 'stranger', 'label'] as const satisfies EvidenceRow['from'][]

/**
 * A model as bytes: a preamble, a head in JSON, then the arrays one after the other, little-endian. Linear.
 * About 3 bytes a weight and 18 a term.
 */
export function encodeModel(model: Model): Uint8Array {
  const { vocabulary, separators, evidence, intents, calibration, report } = model
  const features = evidence[0]?.features.length ?? 0
  const head: Head = {
    intents,
    calibration,
    report,
    terms: vocabulary.terms.length,
    unseen: vocabulary.unseen,
    weights: separators.weights.length,
    rows: evidence.length,
    features,
  }
  const parts = [
    new TextEncoder().encode(JSON.stringify(head)),
    new TextEncoder().encode(`${vocabulary.terms.join('\n')}\n`),
    bytesOf(vocabulary.idf),
    bytesOf(separators.scale),
    bytesOf(separators.bias),
    bytesOf(separators.starts),
    bytesOf(separators.classes),
    bytesOf(separators.weights),
    bytesOf(Int16Array.from(evidence.flatMap(({ truth, guess }) => [truth, guess]))),
    Uint8Array.from(evidence, ({ from }) => SOURCES.indexOf(from)),
    bytesOf(Float32Array.from(evidence.flatMap((row) => row.features))),
  ]
  const bytes = new Uint8Array(PREAMBLE + parts.reduce((sum, { length }) => sum + length, 0))
  let at = PREAMBLE
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  const preamble = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode(MAGIC))
  preamble.setUint32(4, FORMAT, true)
  preamble.setUint32(12, parts[0]?.length ?? 0, true)
  preamble.setUint32(8, checksum(bytes.subarray(CHECKED_FROM)), true)
  return bytes
}

/** The model of `encodeModel`. Throws `ModelUnreadable`. */
export function decodeModel(bytes: Uint8Array): Model {
  if (bytes.length < PREAMBLE || new TextDecoder().decode(bytes.subarray(0, 4)) !== MAGIC)
    throw new ModelUnreadable('These bytes are no model.')
  const preamble = new DataView(bytes.buffer, bytes.byteOffset, PREAMBLE)
  const format = preamble.getUint32(4, true)
  if (format !== FORMAT) throw new ModelUnreadable(`The model is of format ${format}, and ${FORMAT} is understood.`)
  if (checksum(bytes.subarray(CHECKED_FROM)) !== preamble.getUint32(8, true))
    throw new ModelUnreadable('The model is damaged.')
  // A copy of its own, whatever it comes in: `slice` of Node's buffers is a view of memory that others share.
  const body = new Uint8Array(bytes.subarray(PREAMBLE))
  let at = preamble.getUint32(12, true)
  const head = JSON.parse(new TextDecoder().decode(body.subarray(0, at))) as Head
  const take = (length: number): ArrayBuffer => {
    at += length
    return body.buffer.slice(at - length, at)
  }
  const terms = readTerms(body.subarray(at), head.terms)
  take(terms.bytes)
  const vocabulary = { terms: terms.terms, idf: new Float32Array(take(4 * head.terms)), unseen: head.unseen }
  const scale = new Float32Array(take(4 * head.intents.length))
  const bias = new Float32Array(take(4 * head.intents.length))
  const starts = new Uint32Array(take(4 * (head.terms + 1)))
  const classes = new Uint16Array(take(2 * head.weights))
  const weights = new Int8Array(take(head.weights))
  const labels = new Int16Array(take(4 * head.rows))
  const sources = new Uint8Array(take(head.rows))
  const features = new Float32Array(take(4 * head.rows * head.features))
  const evidence = Array.from(
    sources,
    (source, row): EvidenceRow => ({
      truth: labels[2 * row] ?? -1,
      guess: labels[2 * row + 1] ?? 0,
      features: [...features.subarray(row * head.features, (row + 1) * head.features)],
      from: SOURCES[source] ?? 'phrasing',
    }),
  )
  const { intents, calibration, report } = head
  return { intents, calibration, report, vocabulary, separators: { starts, classes, weights, scale, bias }, evidence }
}

const NEWLINE = 10

/** Terms end with a newline, which none of them holds. */
function readTerms(bytes: Uint8Array, count: number): { terms: string[]; bytes: number } {
  let end = 0
  for (let left = count; left > 0; left -= 1) end = bytes.indexOf(NEWLINE, end) + 1
  const text = new TextDecoder().decode(bytes.subarray(0, end))
  return { terms: count === 0 ? [] : text.slice(0, -1).split('\n'), bytes: count === 0 ? 1 : end }
}

const bytesOf = (array: Float32Array | Int8Array | Int16Array | Uint16Array | Uint32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

/** FNV-1a, 32 bits: finds damage, not malice. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
