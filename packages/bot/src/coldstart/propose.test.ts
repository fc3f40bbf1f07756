import { expect, test } from 'vitest'
import { PAST, pastCsv } from '../fixtures/past-dialogues.ts'
import { shop } from '../fixtures/shop.ts'
import { train } from '../training/index.ts'
import { readDialogues } from './dialogues.ts'
import { lacking, lessonsOf, propose } from './propose.ts'

const plain = (text: string) => text
const { dialogues } = readDialogues(pastCsv(), 'csv')
const proposal = propose(dialogues, plain, null)
const textsOf = (at: number) => Object.values(proposal.intents[at]?.phrasings ?? {}).flat()

test('what customers asked for is found, in both languages, and hardly mixed', () => {
  const groups = proposal.intents.map((_, at) => textsOf(at))
  const topics = Object.entries(PAST)
  const majority = groups.map((texts) => {
    const counts = topics.map(([name, said]) => ({ name, count: texts.filter((text) => said.includes(text)).length }))
    return counts.reduce((best, each) => (each.count > best.count ? each : best))
  })
  expect(new Set(majority.map(({ name }) => name))).toEqual(new Set(Object.keys(PAST)))
  const kept = groups.flat().length
  expect(kept).toBeGreaterThanOrEqual(30)
  expect(majority.reduce((sum, { count }) => sum + count, 0) / kept).toBeGreaterThan(0.9)
})

test('an intent is named by what its texts say and others do not', () => {
  const terms = proposal.intents.flatMap((each) => each.terms)
  for (const word of ['parcel', 'refund', 'password', '发票', '地址']) expect(terms).toContain(word)
  const ids = proposal.intents.map(({ id }) => id)
  expect(ids.some((id) => id.startsWith('parcel'))).toBe(true)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/)
})

test('every conversation is accounted for', () => {
  const inIntents = proposal.intents.reduce((sum, { size }) => sum + size, 0)
  expect(inIntents + proposal.left.count + proposal.silent + proposal.beyond).toBe(dialogues.length)
})

test('greetings and numbers alone ask for nothing; the same words again are one', () => {
  const told = propose(
    [
      { said: ['hello'] },
      { said: ['12345678'] },
      { said: ['hi', 'where is my parcel'] },
      { said: ['Where is my parcel??'] },
    ],
    plain,
    null,
  )
  expect(told).toMatchObject({ silent: 2, repeated: 1, intents: [], left: { count: 2 } })
})

test('everything passes the mask first', () => {
  const masked = propose(
    Array.from({ length: 6 }, (_, n) => ({ said: [`refund card 4111 1111 1111 111${n} please, number ${n}`] })),
    (text) => text.replace(/4111[\d ]+/, '[card ••••] '),
    null,
  )
  expect(JSON.stringify(masked)).not.toContain('4111')
  expect(JSON.stringify(masked)).toContain('[card ••••]')
})

test('a long number is left out of a phrasing: whose it is teaches nothing', () => {
  const said = Array.from({ length: 6 }, (_, n) => ({ said: [`track parcel SF100200${n} ${'please '.repeat(n)}`] }))
  const text = JSON.stringify(propose(said, plain, null))
  expect(text).toContain('track parcel SF…')
  expect(text).not.toContain('100200')
})

test('the intent and the article of a pack that are nearest are suggested, and none where none is near', () => {
  const known = Array.from({ length: 8 }, (_, n) => ({
    said: [
      `${['where is my order', '我的订单到哪了'][n % 2]} ${['please', 'now', 'today', '谢谢', '急', 'thx', 'asap', '呢'][n]}`,
    ],
  }))
  const { intents } = propose(known, plain, shop)
  expect(intents.map(({ like }) => like?.intent)).toContain('order-status')
  expect(proposal.intents.every(({ like, article }) => like === null && article === null)).toBe(true)
})

test('a proposal can be trained on, and the report says how well its intents are told apart', () => {
  const { report } = train(lessonsOf(proposal))
  expect(report.accuracy).toBeGreaterThan(0.7)
  expect(report.phrasings).toBeGreaterThan(25)
})

test('languages in which an intent has too few phrasings for a pack are named', () => {
  const parcel = proposal.intents.find(({ terms }) => terms.includes('parcel'))
  if (!parcel) throw new Error('parcels are asked for')
  expect(lacking(parcel)).toEqual(['zh-CN'])
})

test('the same dialogues give the same proposal', () => {
  expect(propose(dialogues, plain, shop)).toEqual(propose(dialogues, plain, shop))
})

test('thousands are looked at evenly, in bounded time, and the rest is told', () => {
  const word = (n: number) => String.fromCodePoint(...[0, 1, 2].map((place) => 97 + (Math.floor(n / 26 ** place) % 26)))
  const many = Array.from({ length: 5_200 }, (_, n) => ({ said: [`where is parcel ${word(n)} number ${word(n * 7)}`] }))
  const { beyond } = propose(many, plain, null)
  expect(beyond).toBe(200)
}, 60_000)

test('the same question with other numbers is one text that many asked', () => {
  const many = Array.from({ length: 5_200 }, (_, n) => ({ said: [`where is parcel ${n}, ordered 11/${n % 30}`] }))
  expect(propose(many, plain, null)).toMatchObject({ repeated: 5_199, intents: [{ size: 5_200 }] })
})
