import { fileURLToPath } from 'node:url'
import { type FlowStep, LOCALES, type Localized, type Pack } from '@baton/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadPack } from './pack.ts'

/** Numbers that hold in Taiwan alone: hotlines, what is deducted there, how long a shop there keeps a parcel. */
const TAIWAN: Record<string, readonly string[]> = {
  'fraud-warning': ['165'],
  'lamp-bulbs': ['220'],
  'return-shipping-fee': ['40'],
  installation: ['30'],
  complaint: ['1950'],
  'pickup-point': ['7'],
}

const shipped = fileURLToPath(new URL('../packs/ecommerce', import.meta.url))

describe('the e-commerce pack', () => {
  let pack: Pack
  beforeAll(async () => {
    pack = await loadPack(shipped)
  })
  const ids = (locale: string) => pack.articles.filter((each) => each.locale === locale).map((each) => each.id)
  const wordings = (): Localized[] => {
    const { variants = {}, ...plain } = pack.wording
    const others = Object.values(variants).flatMap((ways) => Object.values(ways ?? {}))
    return [...Object.values(plain), ...others.flatMap((ways) => ways ?? [])]
  }
  const texts = (): Localized[] => [...wordings(), ...pack.flows.flatMap(({ steps }) => steps.flatMap(stepTexts))]

  test('holds at least 80 articles, each in all three languages', () => {
    expect(ids('en').length).toBeGreaterThanOrEqual(80)
    for (const locale of LOCALES) expect(ids(locale).sort(), locale).toEqual(ids('en').sort())
  })

  test('asks each article in at least three ways', () => {
    for (const { id, locale, questions } of pack.articles)
      expect(questions.length, `${id} (${locale})`).toBeGreaterThanOrEqual(3)
  })

  test('gives the same numbers in every language', () => {
    for (const { id, locale, body } of pack.articles) {
      if (locale === 'en') continue
      const english = numbers(pack.articles.find((each) => each.id === id && each.locale === 'en')?.body ?? '')
      const here = numbers(body)
      if (locale === 'zh-CN') expect(here, id).toEqual(english)
      // What does not concern Taiwan may be left out.
      else
        expect(
          here.filter((each) => !english.includes(each) && !TAIWAN[id]?.includes(each)),
          id,
        ).toEqual([])
    }
  })

  test('has at least 28 intents with 20, 20 and 8 phrasings', () => {
    expect(pack.intents.length).toBeGreaterThanOrEqual(28)
    for (const { id, phrasings } of pack.intents) {
      expect(phrasings.en.length, id).toBeGreaterThanOrEqual(20)
      expect(phrasings['zh-CN'].length, id).toBeGreaterThanOrEqual(20)
      expect(phrasings['zh-TW'].length, id).toBeGreaterThanOrEqual(8)
    }
  })

  test('tags intents with words that its rules can know, and leaves none to a person without one', () => {
    for (const { id, serve, tags } of pack.intents) {
      for (const tag of tags) expect(['complaint', 'high-risk', 'emergency', 'forbidden'], id).toContain(tag)
      if ('person' in serve) expect(tags, id).not.toEqual([])
    }
    const tagged = (tag: string) => pack.intents.filter(({ tags }) => tags.includes(tag)).map(({ id }) => id)
    expect(tagged('complaint')).toEqual(expect.arrayContaining(['complaint', 'compensation']))
    expect(tagged('emergency')).toEqual(
      expect.arrayContaining(['payment_failed', 'charged_twice', 'account_security', 'safety_incident']),
    )
    expect(tagged('high-risk')).toContain('refund_request')
    expect(tagged('forbidden')).toContain('health_advice')
  })

  test('teaches no phrasing to two intents, nor twice to one in one language', () => {
    const owners = new Map<string, string>()
    for (const { id, phrasings } of pack.intents) {
      for (const locale of LOCALES) {
        const list = phrasings[locale].map((each) => each.toLowerCase())
        expect(new Set(list).size, `${id} (${locale})`).toBe(list.length)
        for (const each of list) {
          expect(owners.get(each) ?? id, each).toBe(id)
          owners.set(each, id)
        }
      }
    }
  })

  test('serves intents with articles that all three languages have', () => {
    for (const { id, serve } of pack.intents) {
      if (!('article' in serve)) continue
      for (const locale of LOCALES) expect(ids(locale), `${id} (${locale})`).toContain(serve.article)
    }
  })

  test('fills its texts only from slots, results and dictionaries of the same flow', () => {
    for (const { id, steps, words } of pack.flows) {
      const known = new Set(
        steps.flatMap((step) => (step.do === 'ask' ? [step.slot] : step.do === 'act' ? [step.into] : [])),
      )
      for (const text of steps.flatMap(stepTexts).flatMap((each) => Object.values(each))) {
        for (const [, path = '', dictionary] of text.matchAll(/\{([^}|]+)(?:\|([^}]+))?\}/g)) {
          expect(known, `${id}: ${text}`).toContain(path.split('.')[0])
          if (dictionary) expect(Object.keys(words), `${id}: ${text}`).toContain(dictionary)
        }
      }
    }
  })

  test('fills the same places in every language', () => {
    const places = (text: string) => [...text.matchAll(/\{[^}]+\}/g)].map(([place]) => place).sort()
    for (const text of texts()) {
      for (const locale of LOCALES) expect(places(text[locale]), text.en).toEqual(places(text.en))
    }
  })

  test('reaches every step of every flow, and asks and acts where a step follows', () => {
    for (const { id, steps } of pack.flows) {
      const reached = new Set<string>()
      const waiting = [0]
      for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
        const step = steps[at]
        expect(step, `${id}: no step follows ${steps[at - 1]?.id}`).toBeDefined()
        if (!step || reached.has(step.id)) continue
        reached.add(step.id)
        if (step.do === 'ask' || step.do === 'confirm' || step.do === 'act') waiting.push(at + 1)
        for (const target of targets(step)) waiting.push(steps.findIndex((each) => each.id === target))
      }
      expect(
        steps.map((each) => each.id).filter((each) => !reached.has(each)),
        id,
      ).toEqual([])
    }
  })

  test('gives actions every input their path names', () => {
    const actions = new Map(pack.actions.map((each) => [each.id, each]))
    for (const { steps } of pack.flows) {
      for (const step of steps) {
        if (step.do !== 'act') continue
        const named = [...(actions.get(step.action)?.path.matchAll(/\{(\w+)\}/g) ?? [])].map(([, name]) => name)
        expect(Object.keys(step.input)).toEqual(expect.arrayContaining(named))
      }
    }
  })

  test('reads order and tracking numbers as customers write them', () => {
    const find = (type: string, text: string) => {
      const found = pack.entities.find((each) => each.type === type)
      return new RegExp(found?.pattern ?? '(?!)', 'iu').exec(text)?.[0]
    }
    expect(find('order_number', '我的订单so10042到哪了')).toBe('so10042')
    expect(find('order_number', 'where is so 10042?')).toBe('so 10042')
    expect(find('order_number', 'so-20817, please')).toBe('so-20817')
    expect(find('order_number', 'so 12 people came')).toBeUndefined()
    expect(find('order_number', 'miso10042')).toBeUndefined()
    expect(find('order_number', 'so1234567890')).toBeUndefined()
    expect(find('tracking_number', '单号sf1234567890123')).toBe('sf1234567890123')
    expect(find('tracking_number', 'yt 12345678901')).toBe('yt 12345678901')
  })

  test('searches long hostile text for numbers in linear time', () => {
    const started = performance.now()
    // A quadratic pattern needs billions of steps here, a linear one some hundred thousand.
    for (const { pattern } of pack.entities) new RegExp(pattern, 'iu').test('so-'.repeat(50_000) + '1'.repeat(50_000))
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  test('keeps to the voice of the product: no exclamation marks', () => {
    const said = [...pack.articles.map((each) => each.body), ...texts().flatMap((each) => Object.values(each))]
    expect(said.filter((each) => /[!！]/.test(each))).toEqual([])
  })
})

/** The numbers a text gives, each once: 95 折 is 5 % off, 1 米 8 is 1.8 m, 1,000 is 1000. */
function numbers(text: string): string[] {
  const plain = text
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/(\d+) ?折/g, (_, paid: string) => `${100 - Number(paid)}`)
    .replace(/(\d) 米 (\d)/g, '$1.$2')
  return [...new Set([...plain.matchAll(/\d+(?:\.\d+)?/g)].map(([each]) => `${Number(each)}`))].sort()
}

function stepTexts(step: FlowStep): Localized[] {
  switch (step.do) {
    case 'ask':
      return [
        step.prompt,
        step.reprompt,
        ...(step.invalid ? [step.invalid] : []),
        ...(step.name ? [step.name] : []),
        ...(Array.isArray(step.choices) ? step.choices.map(({ label }) => label) : []),
        ...step.options.flatMap(({ label, text }) => [label, text]),
      ]
    case 'confirm':
      return [step.prompt]
    case 'say':
      return [step.text, ...step.options.flatMap(({ label, text }) => [label, text])]
    case 'handoff':
      return [step.text]
    case 'act':
    case 'branch':
    case 'forget':
      return []
  }
}

function targets(step: FlowStep): string[] {
  switch (step.do) {
    case 'ask':
      return [step.otherwise]
    case 'confirm':
      return [step.no, step.otherwise]
    case 'act':
      return [step.otherwise, ...Object.values(step.errors)]
    case 'branch':
      return [step.otherwise, ...Object.values(step.cases)]
    case 'say':
      return step.next ? [step.next] : []
    case 'forget':
      return [step.next]
    case 'handoff':
      return []
  }
}
