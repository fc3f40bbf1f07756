import { expect, test } from 'vitest'
import { shop } from '../fixtures/shop.ts'
import { decodeModel, encodeModel, ModelUnreadable, train } from './index.ts'

/** This package is for every engine, and its tests run in Node. */
declare const Buffer: { from(bytes: Uint8Array): Uint8Array }

const model = train(shop)
const bytes = encodeModel(model)

test('a stored model is the model', () => {
  const read = decodeModel(bytes)
  expect(encodeModel(read)).toEqual(bytes)
  expect(read.vocabulary).toEqual(model.vocabulary)
  expect(read.separators).toEqual(model.separators)
  expect(read.report).toEqual(model.report)
})

test('it may lie anywhere in a larger buffer', () => {
  const buffer = new Uint8Array(bytes.length + 7)
  buffer.set(bytes, 3)
  expect(decodeModel(buffer.subarray(3, 3 + bytes.length)).intents).toEqual(model.intents)
})

test("it may come as Node's buffers do, whose slices are views", () => {
  expect(decodeModel(Buffer.from(bytes)).separators).toEqual(model.separators)
})

test('what is damaged, cut short or of another format is refused with a code', () => {
  const flipped = (at: number): Uint8Array => bytes.map((byte, index) => (index === at ? byte ^ 4 : byte))
  for (const damaged of [flipped(0), flipped(4), flipped(9), flipped(200), flipped(bytes.length - 1)])
    expect(() => decodeModel(damaged)).toThrow(ModelUnreadable)
  for (const length of [0, 3, 15, 16, 400, bytes.length - 1])
    expect(() => decodeModel(bytes.subarray(0, length))).toThrow(ModelUnreadable)
  expect(new ModelUnreadable('').code).toBe('model_unreadable')
})
