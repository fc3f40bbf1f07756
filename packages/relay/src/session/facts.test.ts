import { type Mood, pack as packSchema, type Reading, type RuleWindow } from '@baton/protocol'
import { describe, expect, test } from 'vitest'
import { fromLog } from '../masking/index.ts'
import { actionFinished, actionStarted, botDecided, botSays } from './bot-turn.ts'
import { factsOf, type Look, memoryOf, STANDING } from './facts.ts'
import { customer, lin, Rig, said, settings } from './testing/rig.ts'
import { joinTurn, type Turn } from './turn.ts'

const name = { en: 'x', 'zh-CN': 'x', 'zh-TW': 'x' }
const intents = packSchema.shape.intents.parse([
  {
    id: 'complain',
    name,
    phrasings: { en: ['a', 'b', 'c'], 'zh-CN': ['a', 'b', 'c'], 'zh-TW': [] },
    serve: { person: true },
    tags: ['complaint'],
  },
])
const calm: Mood = { level: 'calm', words: [], negative: 0 }
const read = (over: Partial<Reading> = {}): Reading => ({
  text: 'words',
  locale: 'en',
  mood: calm,
  wantsPerson: [],
  intent: null,
  entities: [],
  nearest: [],
  repeats: 0,
  recognised: true,
  ...over,
})
const lookAt = (reading: Reading, over: Partial<Look> = {}): Look => ({ ...STANDING, reading, messages: 1, ...over })

/** A session with the bot, answered turn by turn. */
class Talk extends Rig {
  flagged: string[] = []

  facts(look: Look, window: RuleWindow = {}) {
    return factsOf(this.state, look, { intents, flagged: this.flagged }, this.now)(window)
  }

  turn(): Turn {
    return joinTurn(null, this.state.head, this.state, settings, this.now)
  }

  /** The customer writes, and the bot has read and answered. */
  answered(reading: Partial<Reading> = {}, cited: { article: string }[] = []): void {
    this.now += 1_000
    this.say(customer, reading.text ?? 'words')
    const turn = this.turn()
    const body = read(reading)
    const snapshot = { version: 'v', pack: { intents } as never }
    const outcome = body.recognised ? 'answer' : 'abstain'
    const citations = cited.map((each) => ({ ...each, title: each.article }))
    this.append([
      botDecided(turn, snapshot, body, outcome, null, []),
      botSays(turn, said('answer'), 'en', { citations }),
    ])
  }
}

describe('what the rules count', () => {
  test('misses in a row, up to the message itself', () => {
    const talk = new Talk()
    talk.answered({ recognised: false })
    talk.answered()
    talk.answered({ recognised: false, text: 'first' })
    talk.answered({ recognised: false, text: 'second' })
    talk.say(customer, 'third')
    const sheet = talk.facts(lookAt(read({ recognised: false })))
    expect(sheet.values['case.misses']).toBe(3)
    expect(sheet.words['case.misses']).toEqual(['first', 'second', 'third'])
    expect(talk.facts(lookAt(read())).values['case.misses']).toBe(0)
    expect(talk.facts(lookAt(read({ recognised: false })), { turns: 2 }).values['case.misses']).toBe(2)
  })

  test('negative words, with the words, over the window of the rule', () => {
    const talk = new Talk()
    talk.answered({ mood: { level: 'negative', words: ['slow'], negative: 1 } })
    talk.now += 10 * 60_000
    talk.answered()
    const look = lookAt(read({ mood: { level: 'negative', words: ['late'], negative: 1 } }))
    expect(talk.facts(look).values['case.negativeWords']).toBe(2)
    expect(talk.facts(look).words['case.negativeWords']).toEqual(['slow', 'late'])
    expect(talk.facts(look, { turns: 2 }).values['case.negativeWords']).toBe(1)
    expect(talk.facts(look, { turns: 3 }).values['case.negativeWords']).toBe(2)
    expect(talk.facts(look, { minutes: 5 }).values['case.negativeWords']).toBe(1)
  })

  test('failures of the business system, those of the live turn too, and never a plain no', () => {
    const talk = new Talk()
    const act = (key: string, code: string) => {
      const turn = talk.turn()
      talk.append([actionStarted(turn, 'look', key, fromLog({})), actionFinished(turn, 'look', key, code)])
    }
    talk.say(customer, 'one')
    act('k1', 'timeout')
    talk.answered()
    act('k2', 'not_found')
    act('k3', 'unavailable')
    expect(talk.facts(lookAt(read())).values['case.actionErrors']).toBe(2)
  })

  test('a question asked again, as far back as the window reaches', () => {
    const talk = new Talk()
    for (const text of ['a', 'b', 'a']) talk.answered({ text })
    talk.say(customer, 'a')
    const look = lookAt(read({ repeats: 2, repeated: [1, 3] }))
    expect(talk.facts(look).values['case.repeats']).toBe(2)
    expect(talk.facts(look, { turns: 3 }).values['case.repeats']).toBe(1)
    talk.now += 10 * 60_000
    expect(talk.facts(look, { minutes: 5 }).values['case.repeats']).toBe(0)
  })
})

describe('a window begins anew', () => {
  const upset: Partial<Reading> = { recognised: false, mood: { level: 'negative', words: ['slow'], negative: 1 } }
  const again = lookAt(read({ ...upset, repeats: 3, repeated: [1, 2, 3] }))
  const atOne = { 'case.misses': 1, 'case.negativeWords': 1, 'case.repeats': 0, 'case.turns': 1 }

  test('when an agent hands back: what was said before, and to the agent, is no evidence', () => {
    const talk = new Talk()
    for (let n = 0; n < 3; n++) talk.answered(upset)
    talk.send(customer, { kind: 'handoff.request' })
    talk.say(customer, 'words')
    talk.pass(lin)
    talk.say(customer, 'words')
    talk.send(lin, { kind: 'handback', note: said('') })
    talk.say(customer, 'words')
    expect(talk.facts(again).values).toMatchObject(atOne)
    expect(talk.facts(again).values['case.clarified']).toBe(false)
    expect(talk.state.case?.scores).toEqual([])
  })

  test('when the customer will not wait for a person any longer', () => {
    const talk = new Talk()
    for (let n = 0; n < 3; n++) talk.answered(upset)
    talk.send(customer, { kind: 'handoff.request' })
    talk.send(customer, { kind: 'handoff.cancel' })
    talk.say(customer, 'words')
    expect(talk.facts(again).values).toMatchObject(atOne)
  })

  test('when a case opens again', () => {
    const talk = new Talk()
    for (let n = 0; n < 3; n++) talk.answered(upset)
    talk.append([
      {
        kind: 'case.closed',
        id: 'x',
        by: customer,
        audience: 'all',
        body: { caseId: 'k', reason: 'silence' },
      } as never,
    ])
    talk.say(customer, 'words')
    expect(talk.facts(again).values).toMatchObject(atOne)
  })
})

describe('what is known', () => {
  test('of the customer, by the signed token', () => {
    const talk = new Talk()
    const of = (tier: string | null, attributes: Record<string, string | number | boolean>) => {
      const profile = { id: 'c', hostId: 'h', name: null, verified: true, locale: 'en', tier, attributes } as const
      talk.state = { ...talk.state, profile }
      return talk.facts(STANDING).values
    }
    expect(of('VIP', {})).toMatchObject({ 'customer.vip': true, 'customer.tier': 'VIP', 'customer.verified': true })
    expect(of('gold', { vip: true, assets: 600_000 })).toMatchObject({
      'customer.vip': true,
      'attribute.assets': 600_000,
    })
    expect(of(null, { vip: 'yes' })).toMatchObject({ 'customer.vip': false })
    expect(of(null, {})).not.toHaveProperty('customer.tier')
  })

  test('of an intent, its tags and who serves it, only when it is sure', () => {
    const talk = new Talk()
    talk.flagged = ['complain']
    const of = (confidence: number) => talk.facts(lookAt(read({ intent: { id: 'complain', confidence } }))).values
    expect(of(0.8)).toMatchObject({ 'intent.tags': ['complaint'], 'intent.person': true, 'intent.flagged': true })
    expect(of(0.79)).toMatchObject({ 'intent.id': 'complain', 'intent.confidence': 0.79 })
    expect(of(0.79)).not.toHaveProperty('intent.tags')
  })

  test('of a voice, when there was one', () => {
    const talk = new Talk()
    expect(talk.facts(lookAt(read())).values).not.toHaveProperty('voice.arousal')
    const look = lookAt(read(), { voice: { arousal: 0.9, rate: 1.4 } })
    expect(talk.facts(look).values).toMatchObject({ 'voice.arousal': 0.9, 'voice.rate': 1.4 })
  })

  test('an agitated voice is told beside the mood it made worse, and beside no calm one', () => {
    const talk = new Talk()
    const voice = { arousal: 0.9, rate: 1.4, loudness: 1, interruptions: 2 }
    const of = (level: 'calm' | 'angry', how = voice) =>
      talk.facts(lookAt(read({ mood: { level, words: [], negative: 0 } }), { voice: how })).beside?.['mood.level']
    expect(of('angry')).toEqual([
      { fact: 'voice.arousal', value: 0.9, words: [] },
      { fact: 'voice.rate', value: 1.4, words: [] },
      { fact: 'voice.interruptions', value: 2, words: [] },
    ])
    expect(of('calm')).toBeUndefined()
    expect(of('angry', { ...voice, arousal: 0.2 })).toEqual([])
  })

  test('of a follow-up that goes deeper than the article', () => {
    const talk = new Talk()
    const near = { nearest: [{ article: 'kettle', score: 0.3 }] }
    const deeper = (look: Look) => talk.facts(look).values['turn.deeper']
    expect(deeper(lookAt(read(near), { outcome: 'abstain' }))).toBe(false)
    talk.answered({}, [{ article: 'kettle' }])
    expect(deeper(lookAt(read(near), { outcome: 'abstain' }))).toBe(true)
    expect(deeper(lookAt(read({ nearest: [{ article: 'tea', score: 0.3 }] }), { outcome: 'abstain' }))).toBe(false)
    expect(deeper(lookAt(read(near), { outcome: 'answer' }))).toBe(false)
  })
})

test('an offer is remembered until the baton passes, a rule that fired for longer', () => {
  const talk = new Talk()
  talk.answered()
  const body = {
    rule: 'R',
    ruleVersion: 'v',
    evidence: fromLog([]),
    mode: 'offer',
    reason: 'repeated',
    priority: 2,
  } as const
  talk.append([{ kind: 'rule.fired', id: 'r', by: { role: 'system', id: 'session' }, audience: 'staff', body }])
  expect(memoryOf(talk.state)).toEqual({ fired: { R: talk.now }, offer: { priority: 2, turnsAgo: 1 } })
  talk.answered()
  expect(memoryOf(talk.state).offer).toEqual({ priority: 2, turnsAgo: 2 })
  talk.send(customer, { kind: 'handoff.request' })
  expect(memoryOf(talk.state).offer).toBeNull()
  expect(memoryOf(talk.state).fired).toHaveProperty('R')
})
