import { readFile } from 'node:fs/promises'
import { trainedOnce } from '@baton/scripts/trained-once'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Heard, play } from './play.ts'
import { type Line, type Script, scriptsOf } from './script.ts'
import { type OpenStage, openStage } from './stage.ts'

const read = async (file: string): Promise<Script[]> =>
  scriptsOf(parse(await readFile(new URL(file, import.meta.url), 'utf8')))
const scripts = [...(await read('en.yaml')), ...(await read('zh.yaml'))]

/** One rule at least of each of the fifteen ways by which the baton passes. */
const WAYS = [
  'asked-for-person',
  'angry',
  'negative-words',
  'not-understood',
  'unsure',
  'repeated-question',
  'complaint',
  'valued-customer',
  'high-risk',
  'emergency',
  'keyword-law-or-public',
  'bad-rating',
  'not-capable',
  'forbidden-topic',
  'action-errors',
]
/** More is not read in a chat. */
const LONGEST_REPLY = 600
const CLAIMS_TO_BE_HUMAN = /\bI am (?:a human|a person|a real person)\b|我是(?:真人|人工)|我是專人/u

const list = <T>(one: T | readonly T[] | undefined): readonly T[] =>
  one === undefined ? [] : Array.isArray(one) ? one : [one as T]

let stage: OpenStage
beforeAll(async () => {
  stage = await openStage(trainedOnce)
}, 180_000)
afterAll(() => stage.close())

describe('as customers talk, the bot does what a support lead would have it do', () => {
  test.each(scripts.map((script) => [script.name, script] as const))('%s', async (_, script) => {
    let last = ''
    await play(stage, script, (line, heard) => {
      asExpected(line, heard)
      withManners(line, heard, last)
      last = heard.text || last
    })
  })
})

test('they are as many in Chinese as in English, from Taiwan too, and pass the baton in each of fifteen ways', () => {
  const chinese = scripts.filter(({ locale }) => locale !== 'en')
  expect(chinese.length).toBeGreaterThanOrEqual(25)
  expect(scripts.length - chinese.length).toBeGreaterThanOrEqual(25)
  expect(chinese.some(({ locale }) => locale === 'zh-TW')).toBe(true)
  const fired = new Set(scripts.flatMap(({ lines }) => lines.flatMap(({ rule }) => list(rule))))
  expect(WAYS.filter((rule) => !fired.has(rule))).toEqual([])
})

function asExpected(line: Line, heard: Heard): void {
  const at = `after ${JSON.stringify(line)} it said ${JSON.stringify(heard.text)}`
  if (line.does) expect(list(line.does), at).toContain(heard.does)
  if (line.intent) expect(heard.intent, at).toBe(line.intent)
  if (line.article) expect(heard.articles, at).toContain(line.article)
  if (line.flow !== undefined) expect(heard.flow, at).toBe(line.flow)
  if (line.did) expect(heard.did, at).toEqual(line.did)
  // Nobody is called whom the script does not call.
  expect(heard.rules.map(({ rule }) => rule).sort(), at).toEqual([...list(line.rule)].sort())
  for (const { evidence } of heard.rules) expect(evidence, at).not.toBe('')
  for (const words of list(line.says)) expect(heard.text, at).toMatch(new RegExp(words, 'iu'))
  for (const words of list(line.never)) expect(heard.text, at).not.toMatch(new RegExp(words, 'iu'))
}

function withManners({ same }: Line, { text, options }: Heard, last: string): void {
  if (text === '') return
  if (!same) expect(text, 'says the very same twice').not.toBe(last)
  expect(text.length, text).toBeLessThanOrEqual(LONGEST_REPLY)
  expect(text).not.toMatch(CLAIMS_TO_BE_HUMAN)
  expect(text).not.toMatch(/undefined|null|NaN|\[object|[{}]/u)
  expect(options, 'offers the same twice').toEqual([...new Set(options)])
}
