import { createHash } from 'node:crypto'
import type { AuditEntry, AuditHead, AuditRecord } from '@baton/protocol'
import { canonical, firstBreak, GENESIS, type Hash, link } from '@baton/relay/audit'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const sha256: Hash = (text) => createHash('sha256').update(text).digest('hex')

const entry = (n: number): AuditEntry => ({
  id: `entry-${n}`,
  at: 1_000 + n,
  by: { role: 'supervisor', id: 'amy' },
  action: 'session.reveal',
  on: { session: `s${n}`, seq: String(n) },
  ...(n % 2 === 0 && { reason: `核对 ${n}` }),
})

function logOf(length: number): { records: AuditRecord[]; head: AuditHead } {
  const records: AuditRecord[] = []
  let head = GENESIS
  for (let n = 1; n <= length; n += 1) {
    const record = link(entry(n), head, sha256)
    records.push(record)
    head = { n, hash: record.hash }
  }
  return { records, head }
}

/** Read back as an export is: what was not JSON any more is null. */
const read = (lines: readonly string[]): (AuditRecord | null)[] =>
  lines.map((line) => {
    try {
      return JSON.parse(line)
    } catch {
      return null // what the verifier is to find
    }
  })

test('a log as it was written has no break, in whatever order its keys are read', () => {
  const { records, head } = logOf(20)
  expect(firstBreak(records, sha256, head)).toBeNull()
  const turned = records.map((record) => Object.fromEntries(Object.entries(record).reverse()) as unknown as AuditRecord)
  expect(firstBreak(turned, sha256, head)).toBeNull()
  expect(firstBreak([], sha256)).toBeNull()
})

test('T-21 one byte of any record that is another names that record', () => {
  const { records } = logOf(12)
  const lines = records.map((record) => JSON.stringify(record))
  fc.assert(
    fc.property(fc.nat(11), fc.nat(), fc.integer({ min: 1, max: 127 }), (at, place, flip) => {
      const line = lines[at] ?? ''
      const bytes = new TextEncoder().encode(line)
      const where = place % bytes.length
      bytes[where] = (bytes[where] ?? 0) ^ flip
      const changed = new TextDecoder().decode(bytes)
      const flipped = read(lines.with(at, changed))
      // Space between two words of JSON says nothing: the record is the same.
      fc.pre(canonical(flipped[at]) !== canonical(records[at]))
      expect(firstBreak(flipped, sha256)?.n).toBe(at + 1)
    }),
    { numRuns: 2_000 },
  )
})

test('T-21 a record that is missing, moved or put in names its place', () => {
  const { records, head } = logOf(9)
  for (const [at, record] of records.entries()) {
    const without = records.toSpliced(at, 1)
    expect(firstBreak(without, sha256, head)).toEqual({ n: at + 1, reason: at === 8 ? 'end' : 'number' })
    const twice = records.toSpliced(at, 0, record)
    expect(firstBreak(twice, sha256, head)?.n).toBe(at + 2)
    for (let other = at + 1; other < records.length; other += 1) {
      const swapped = [...records]
      swapped[at] = records[other] as AuditRecord
      swapped[other] = record
      expect(firstBreak(swapped, sha256, head)?.n).toBe(at + 1)
    }
    // A forger who numbers and hashes it anew still cannot join it to what follows.
    const forged = link(
      { ...entry(at + 1), reason: 'forged' },
      { n: at, hash: records[at - 1]?.hash ?? GENESIS.hash },
      sha256,
    )
    expect(firstBreak(records.with(at, forged), sha256, head)?.n).toBe(at === 8 ? 9 : at + 2)
  }
})

test('T-21 an end that was cut off is told by a head that is remembered elsewhere, and by nothing else', () => {
  const { records, head } = logOf(6)
  const cut = records.slice(0, 4)
  expect(firstBreak(cut, sha256, head)).toEqual({ n: 5, reason: 'end' })
  expect(firstBreak(cut, sha256)).toBeNull()
  expect(firstBreak(records, sha256, { n: 4, hash: 'f'.repeat(64) })).toEqual({ n: 4, reason: 'end' })
})

test('a canonical text is one way only', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonical(JSON.parse(JSON.stringify(value)))).toBe(canonical(value))
      expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value))
    }),
  )
  expect(canonical({ b: 1, a: [{ d: undefined, c: 'x' }] })).toBe('{"a":[{"c":"x"}],"b":1}')
})
