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
  '(?:\\d[ -]?){6,}',
  '(?:[ -]?\\d){10,13}(?!\\d)',
  '(?:ab?b)+',
  '(?:a?)+',
  '(?:[a-z]\\d{1,3})+',
  '(?:绝对|保证).{0,4}(?:正品|退款成功)',
  '(?:一[定]?会[，,]?){2,}',
  '(?:(?=\\d)\\d-?)+',
  '(?:aa?){1,3}',
  '(?:ab|cd){20}',
])('%s is matched in bounded time', (source) => {
  expect(patternFault(source, 'iu')).toBeNull()
})

test.each(['(a+)+', '(?:a*b)*', '((ab+)c)+', '(a|aa)+', '(?:\\d+,?){2,}', '(?<x>[a-z]+)*', '((a|aa))+', '(?:a+){9}'])(
  '%s may take a message for ever and is refused',
  (source) => {
    expect(patternFault(source, 'iu')).toMatch(/^a repeat/)
  },
)

test.each([
  '(aa?)+',
  '(?:a?b?)+',
  '(?:a{1,2})*',
  '(?:a{1,2}){9,}',
  '(?:a|aa){20}',
  '(?:aa?){20}',
  '(?:a?){20}',
  '(?:(?:(?:bac{0,3})?){5}){4}',
  '(?:(?:aa?){4}){4}',
  '(?:\\d?[0-9])+',
  '(?:[a-c]k?K)+c?(?:[A-C][b]?)+',
  '(?:x(?:ab?)?a?b?)+',
  '(?:退款?款?)+',
  '(?:[\\u4e00-\\u9fff]退?)+',
  '(?:\\p{Script=Han}{1,2})+',
  'x(?=(?:aa?)+b)',
  '(?<=(?:aa?)+)x',
])('%s can match the same text in two ways, each of which is tried, and is refused', (source) => {
  expect(patternFault(source, 'iu')).toMatch(/two ways/)
})

test('what the engine refuses is told in its words', () => {
  expect(patternFault('(', 'iu')).toMatch(/group/i)
})
