import { expect, test } from 'vitest'
import { flow } from './flow.ts'
import { unfitToPrescreen } from './prescreen.ts'

const both = (text: string) => ({ en: text, 'zh-CN': text, 'zh-TW': text })
const ask = (id: string, slot: string, otherwise = 'end') => ({
  id,
  do: 'ask',
  slot,
  entity: 'text',
  prompt: both('?'),
  reprompt: both('??'),
  otherwise,
})
const say = (id: string, text = 'said', next?: string) => ({ id, do: 'say', text: both(text), next })
const act = (id: string, input: Record<string, string>, otherwise = 'end') => ({
  id,
  do: 'act',
  action: 'order.get',
  input,
  into: 'order',
  otherwise,
})

/** What the schema says against these steps. */
const complaints = (...steps: object[]): string[] =>
  flow.safeParse({ id: 'f', name: both('F'), steps }).error?.issues.map(({ message }) => message) ?? []

test('a flow that asks, acts and tells is sound', () => {
  expect(complaints(ask('which', 'number'), act('get', { number: '{number}' }), say('end', '{order.state}'))).toEqual(
    [],
  )
})

test('names what leads nowhere and what nothing leads to', () => {
  expect(complaints(ask('which', 'number', 'gone'), say('end'))).toEqual(['step which goes to unknown step gone'])
  expect(complaints(say('first'), say('end'))).toEqual(['no step leads to end: it is never reached'])
  expect(complaints(say('a', 'x', 'b'), ask('b', 'x', 'a'))).toContain('step b has no step after it to go on to')
  expect(complaints(say('a'), say('a'))).toEqual(['step ids repeat'])
})

test('names what is used and never filled, and what an action gets before it is', () => {
  expect(complaints(say('end', 'Hello {nobody}.'))).toEqual(['step end uses {nobody}, which no step fills'])
  expect(complaints(say('end', 'Hello {customer.name}.'))).toEqual([])
  const early = complaints(act('get', { number: '{number}' }), ask('which', 'number'), say('end'))
  expect(early).toEqual(['step get uses {number} before it is filled'])
  // Whoever gives up comes to `get` without a number.
  const maybe = complaints(ask('which', 'number', 'get'), act('get', { number: '{number}' }), say('end'))
  expect(maybe).toEqual(['step get uses {number} before it is filled'])
})

test('names rounds in which the customer says nothing', () => {
  const round = complaints(ask('which', 'number'), say('again', 'x', 'which'), say('end'))
  expect(round.join()).toContain('step which comes back to itself without asking')
  const forgetting = [
    ask('which', 'number'),
    say('again', 'x', 'drop'),
    { id: 'drop', do: 'forget', slot: 'number', next: 'which' },
    say('end'),
  ]
  expect(complaints(...forgetting)).toEqual([])
})

test('a pattern that is none is refused with its reason', () => {
  expect(complaints({ ...ask('which', 'number'), accept: { pattern: '(' } }, say('end')).join()).toContain('Invalid')
})

test('a prescreen asks at most two questions and ends with a person', () => {
  const parsed = (...steps: object[]) => flow.parse({ id: 'f', name: both('F'), steps })
  const person = { id: 'person', do: 'handoff', text: both('A person comes.') }
  const one = ask('one', 'product', 'person')
  const two = ask('two', 'problem', 'person')
  expect(unfitToPrescreen(parsed(one, two, person))).toBeNull()
  expect(unfitToPrescreen(parsed(one, two, ask('three', 'more', 'person'), person))).toContain('3 questions')
  expect(unfitToPrescreen(parsed(one, say('end'), person))).toContain('end')
  expect(unfitToPrescreen(parsed(person))).toBe('it asks nothing')
})
