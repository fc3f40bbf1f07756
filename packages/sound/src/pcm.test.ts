import { expect, test } from 'vitest'
import { bytesOf, samplesOf, toFloat32, toInt16 } from './pcm.ts'

const EDGES = Int16Array.of(0, 1, -1, 255, 256, 32_767, -32_768)

test('16-bit samples come back from floats as they were', () => {
  expect(toInt16(toFloat32(EDGES))).toEqual(EDGES)
})

test('what is louder than full scale is held at its edge', () => {
  expect([...toInt16(Float32Array.of(1, 1.7, -1, -9, Number.NaN))]).toEqual([32_767, 32_767, -32_768, -32_768, 0])
})

test('bytes are little-endian', () => {
  expect([...bytesOf(Int16Array.of(0x0102, -2))]).toEqual([0x02, 0x01, 0xfe, 0xff])
})

test('samples are read from bytes that begin at an odd place, without half a sample at the end', () => {
  const bytes = new Uint8Array(EDGES.length * 2 + 2)
  bytes.set(bytesOf(EDGES), 1)
  expect(samplesOf(bytes.subarray(1))).toEqual(EDGES)
})

test('a buffer that is given is written to, and no other is made', () => {
  const into = new Int16Array(4)
  expect(toInt16(Float32Array.of(0.5), into)).toBe(into)
  expect(into[0]).toBe(16_384)
})
