import { expect, test } from 'vitest'
import { patternFault } from './pattern-fault.ts'

test.each([
  '(?<![a-z0-9])so[- ]?\\d{5,8}(?!\\d)',
  'a+b*c{2,}',
  '(?:ab|cd)?',
  '(?:ab){2,5}',
  '[(+*)]+',
  '\\(\\)+',
  '(?:ab|cd){1,3}x+',
])('%s is matched in bounded time', (source) => {
  expect(patternFault(source, 'iu')).toBeNull()
})

test.each(['(a+)+', '(?:a*b)*', '((ab+)c)+', '(a|aa)+', '(?:\\d+,?){2,}', '(?<x>[a-z]+)*', '((a|aa))+', '(?:a+){9}'])(
  '%s may take a message for ever and is refused',
  (source) => {
    expect(patternFault(source, 'iu')).toMatch(/^a repeat/)
  },
)

test('what the engine refuses is told in its words', () => {
  expect(patternFault('(', 'iu')).toMatch(/group/i)
})
