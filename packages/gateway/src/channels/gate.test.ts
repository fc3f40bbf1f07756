import { expect, test } from 'vitest'
import { Gate, type GateRules } from './gate.ts'

const RULES: GateRules = { least: 2, most: 6, first: 4, bytes: 1_000, goalMs: 200, placeMs: 10_000 }

function aGate(rules: Partial<GateRules> = {}) {
  const clock = { now: 0 }
  return { gate: new Gate({ ...RULES, ...rules }, () => clock.now), clock }
}

const enterAll = (gate: Gate, bytes = 0) => {
  const passes = []
  for (let pass = gate.enter(bytes); pass; pass = gate.enter(bytes)) passes.push(pass)
  return passes
}

test('lets in as many as it says, and one more for each who leaves', () => {
  const { gate } = aGate()
  const passes = enterAll(gate)
  expect(passes).toHaveLength(4)
  passes[0]?.leave()
  expect(gate.enter(0)).not.toBeNull()
  expect(gate.enter(0)).toBeNull()
})

test('holds no more bytes than it may, those that are declared and those that arrive', () => {
  const { gate } = aGate()
  const large = gate.enter(900)
  expect(gate.enter(101)).toBeNull()
  const small = gate.enter(50)
  expect(small?.hold(50)).toBe(true)
  expect(small?.hold(1)).toBe(false)
  large?.leave()
  expect(small?.hold(900)).toBe(true)
  small?.leave()
  expect(gate.enter(1_000)).not.toBeNull()
})

test('who leaves twice frees one place', () => {
  const { gate } = aGate()
  const [first] = enterAll(gate)
  first?.leave(1)
  first?.leave(1)
  expect(enterAll(gate)).toHaveLength(1)
})

test('a place nobody comes back to is free after its time, with its bytes', () => {
  const { gate, clock } = aGate()
  enterAll(gate, 250)
  clock.now = 9_999
  expect(gate.enter(0)).toBeNull()
  clock.now = 10_000
  expect(enterAll(gate, 250)).toHaveLength(4)
})

test('a lost place that is left late takes nothing from whoever has come since', () => {
  const { gate, clock } = aGate()
  const [lost] = enterAll(gate, 250)
  clock.now = 10_000
  enterAll(gate, 250)
  lost?.leave(1)
  expect(lost?.hold(1)).toBe(false)
  expect(gate.enter(0)).toBeNull()
})

test('fewer are let in when it takes too long, once for all who were in together, and never fewer than the least', () => {
  const { gate, clock } = aGate()
  for (const pass of enterAll(gate)) pass.leave(201)
  expect(gate.limit).toBe(3)
  for (let round = 0; round < 10; round += 1) {
    clock.now += 200
    for (const pass of enterAll(gate)) pass.leave(500)
  }
  expect(gate.limit).toBe(2)
})

test('one more is let in for each round that was quick, and never more than the most', () => {
  const { gate } = aGate()
  for (let round = 0; round < 3; round += 1) for (const pass of enterAll(gate)) pass.leave(10)
  expect(gate.limit).toBe(5)
  for (let round = 0; round < 40; round += 1) for (const pass of enterAll(gate)) pass.leave(10)
  expect(gate.limit).toBe(6)
})

test('a house that is nearly empty learns nothing', () => {
  const { gate } = aGate()
  for (let n = 0; n < 100; n += 1) gate.enter(0)?.leave(10)
  expect(gate.limit).toBe(4)
})

test('who left without a word of how long it took has told nothing', () => {
  const { gate } = aGate()
  for (let round = 0; round < 10; round += 1) for (const pass of enterAll(gate)) pass.leave()
  expect(gate.limit).toBe(4)
})
