import fc from 'fast-check'
import { expect, test } from 'vitest'
import { examine } from './examine.ts'
import { bytesOf } from './testing/specimens.ts'

const SCRIPT = '\n<script>alert(1)</script>'
const PLACE = '+31.2304+121.4737/'
const heldBy = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
const u32 = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const le32 = (value: number): number[] => u32(value).reverse()

const page = (flags: number, n: number, body: Uint8Array): Uint8Array => {
  const segments = [...Array<number>(Math.floor(body.length / 255)).fill(255), body.length % 255]
  return bytesOf('OggS', [0, flags], Array(8).fill(0), le32(7), le32(n), le32(0), [segments.length], segments, body)
}
const remark = `LOCATION=${PLACE}`
const tags = bytesOf('OpusTags', le32(4), 'Lavf', le32(1), le32(remark.length), remark)
const ogg = (): Uint8Array =>
  bytesOf(
    page(2, 0, bytesOf('OpusHead', Array(11).fill(1))),
    page(0, 1, tags),
    page(0, 2, bytesOf(Array(300).fill(3))),
    page(4, 3, bytesOf(Array(20).fill(3))),
  )

const box = (name: string, ...parts: (string | ArrayLike<number>)[]): Uint8Array => {
  const body = bytesOf(...parts)
  return bytesOf(u32(8 + body.length), name, body)
}
const handler = (kind: string): Uint8Array => box('hdlr', u32(0), u32(0), kind, Array(13).fill(0))
const mp4 = (kind = 'soun'): Uint8Array =>
  bytesOf(
    box('ftyp', 'M4A ', u32(0), 'mp42'),
    box(
      'moov',
      box('trak', box('mdia', handler(kind)), box('udta', '\xa9xyz', PLACE)),
      box('udta', box('meta', PLACE)),
    ),
    box('uuid', PLACE),
    box('mdat', Array(40).fill(9)),
  )

/** 128 kbit/s at 44.1 kHz: 417 bytes. */
const frame = bytesOf([0xff, 0xfb, 0x90, 0x00], Array(413).fill(5))
const mp3 = (): Uint8Array =>
  bytesOf('ID3', [3, 0, 0, 0, 0, 0, PLACE.length], PLACE, frame, frame, 'TAG', PLACE.padEnd(125))
const amr = (): Uint8Array => bytesOf('#!AMR\n', [0x3c], Array(31).fill(6), [0x3c], Array(31).fill(6))

test.each([
  ['audio/ogg', ogg()],
  ['audio/mp4', mp4()],
  ['video/mp4', mp4('vide')],
  ['audio/mpeg', mp3()],
  ['audio/amr', amr()],
])('T-27 %s is told by its bytes, ends where it ends, and tells no place', (type, whole) => {
  const found = examine(bytesOf(whole, SCRIPT))
  expect(found).toMatchObject({ ok: true, type })
  if (!found.ok) return
  expect(heldBy(found.bytes)).not.toContain('script')
  expect(heldBy(found.bytes)).not.toContain('31.2304')
  expect(examine(found.bytes.slice())).toEqual(found)
})

test('what is heard is kept as it was', () => {
  const found = examine(mp3())
  expect(found.ok && found.bytes).toEqual(bytesOf(frame, frame))
  expect(examine(amr())).toMatchObject({ ok: true, bytes: amr() })
  const sound = examine(ogg())
  expect(sound.ok && heldBy(sound.bytes)).toContain('OpusHead')
  expect(sound.ok && sound.bytes.length).toBe(ogg().length)
  // The sum of a page without its tags, as an implementation of its own has it.
  const silent = page(0, 1, bytesOf('OpusTags', Array(tags.length - 8).fill(0)))
  const at = sound.ok ? heldBy(sound.bytes).indexOf('OpusTags') - 28 : 0
  const view = new DataView(sound.ok ? sound.bytes.buffer : new ArrayBuffer(0))
  expect(view.getUint32(at + 22, true)).toBe(slowSum(silent))
})

/** Bit by bit. */
function slowSum(bytes: Uint8Array): number {
  let sum = 0n
  for (const byte of bytes) {
    sum ^= BigInt(byte) << 24n
    for (let bit = 0; bit < 8; bit++) sum = (sum & 0x80000000n ? (sum << 1n) ^ 0x04c11db7n : sum << 1n) & 0xffffffffn
  }
  return Number(sum)
}

test('what is cut off early, or is of another kind, is refused', () => {
  expect(examine(mp4().slice(0, -10))).toEqual({ ok: false, code: 'file_damaged' })
  expect(examine(mp4('text'))).toEqual({ ok: false, code: 'file_type_refused' })
  expect(examine(ogg().slice(0, 60))).toEqual({ ok: false, code: 'file_damaged' })
  expect(examine(page(2, 0, bytesOf('\x01vorbis', Array(23).fill(1))))).toEqual({
    ok: false,
    code: 'file_type_refused',
  })
  expect(examine(bytesOf('#!AMR\nrm -rf ~'))).toEqual({ ok: false, code: 'file_damaged' })
  expect(examine(bytesOf('ID3', Array(40).fill(0)))).toEqual({ ok: false, code: 'file_damaged' })
})

test('a damaged one never throws, never grows, and is the same when looked at again', () => {
  const change = fc.record({ at: fc.nat(), to: fc.nat(255) })
  fc.assert(
    fc.property(fc.constantFrom(ogg(), mp4(), mp3(), amr()), fc.array(change, { maxLength: 6 }), (file, changes) => {
      const bytes = file.slice()
      for (const { at, to } of changes) bytes[at % bytes.length] = to
      const found = examine(bytes)
      if (!found.ok) return
      expect(found.bytes.length).toBeLessThanOrEqual(file.length)
      expect(examine(found.bytes.slice())).toEqual({ ...found, bytes: found.bytes })
    }),
    { numRuns: 3_000 },
  )
})

test('T-18 it takes linear time, whatever it is made of', () => {
  const fill = (start: Uint8Array, again: Uint8Array): Uint8Array => {
    const bytes = new Uint8Array(4 * 1024 * 1024)
    for (let at = start.length; at + again.length <= bytes.length; at += again.length) bytes.set(again, at)
    bytes.set(start)
    return bytes
  }
  const began = performance.now()
  examine(fill(ogg().slice(0, -48), page(0, 1, new Uint8Array(0))))
  examine(fill(box('ftyp', 'M4A '), box('moov')))
  examine(fill(frame, frame))
  examine(fill(amr(), bytesOf([0x7c])))
  expect(performance.now() - began).toBeLessThan(15_000)
})
