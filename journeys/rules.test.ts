import type { QueuedSession, SessionClient } from '@baton/client'
import type { Brief, Rule } from '@baton/protocol'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Lang } from './customer.ts'
import { fault } from './fault.ts'
import { operatorOf } from './operator.ts'
import { agentAtDesk, type Seat } from './participants.ts'
import { Visitor } from './visitor.ts'

/** What the rules API promises: a change counts in open sessions within five seconds. */
const IN_FORCE_MS = 5_000

let chen: Seat
beforeAll(async () => {
  const { gateway, workspace, agents } = inject('product')
  const { email = '', password = '' } = agents[1] ?? {}
  chen = await agentAtDesk({ gateway, workspace, email, password })
})
afterAll(() => chen?.leave())
afterEach(() => fault('none'))

const briefOf = ({ snapshot }: SessionClient): Brief | undefined =>
  snapshot.events.findLast((event) => event.kind === 'brief.written')?.body.brief

/** The offer and the brief of who waits, as Chen has them; the case is settled then, so that the next journey finds nobody. */
async function asChenHasIt(visitor: Visitor): Promise<{ item: QueuedSession; brief: Brief }> {
  await visitor.waitsForPerson()
  const { item, session } = await chen.take(visitor.id)
  await expect.poll(() => briefOf(session), { timeout: 20_000 }).toBeDefined()
  const brief = briefOf(session)
  if (!brief) throw new Error('the brief has gone again')
  session.send({ kind: 'resolve', resolution: 'Settled.' })
  await expect.poll(() => visitor.session.snapshot.view?.case?.open, { timeout: 20_000 }).toBe(false)
  visitor.leave()
  return { item, brief }
}

interface Journey {
  lang: Lang
  customer?: string
  /** Only the last of it brings a person. */
  says: readonly string[]
  /** What the bot says to the last. */
  told: RegExp
  rule: string
  name: string
  reason: QueuedSession['reason']
  priority: number
  fact: string
  /** The customer's words that stand as evidence. */
  words?: readonly string[]
}

async function play(visitor: Visitor, { lang, says, told, rule, name, reason, priority, fact, words }: Journey) {
  for (const text of says.slice(0, -1)) {
    await visitor.say(text)
    expect(visitor.holder, `${text} brings nobody yet`).toBe('bot')
  }
  expect((await visitor.say(says.at(-1) ?? '')).text).toMatch(told)
  const { item, brief } = await asChenHasIt(visitor)
  expect(item).toMatchObject({ reason, priority })
  expect(brief.firing?.rule).toBe(rule)
  expect(brief.firing?.name?.[lang]).toBe(name)
  const evidence = brief.firing?.evidence.find((each) => each.fact === fact)
  expect(evidence, `${fact} is the evidence`).toBeDefined()
  if (words) expect(evidence?.words).toEqual(words)
}

const JOURNEYS: Record<string, Journey> = {
  'C3 zh-CN: a second negative word': {
    lang: 'zh-CN',
    says: ['物流太慢了', '客服也让人失望'],
    told: /抱歉.*人工客服接手/,
    rule: 'negative-words',
    name: '同一事项中出现两次负面用语',
    reason: 'mood',
    priority: 3,
    fact: 'case.negativeWords',
    words: ['太慢', '失望'],
  },
  'C3 en: a second negative word': {
    lang: 'en',
    says: ['the delivery is too slow', 'I am disappointed with the support'],
    told: /sorry.*A person takes over/,
    rule: 'negative-words',
    name: 'Two negative words in one case',
    reason: 'mood',
    priority: 3,
    fact: 'case.negativeWords',
    words: ['too slow', 'disappointed'],
  },
  'C4: three messages in a row that are not understood': {
    lang: 'zh-CN',
    says: ['奥特曼打怪兽', '春天的诗句怎么背', '火星上有水吗'],
    told: /没能处理好.*人工客服/,
    rule: 'not-understood',
    name: '连续三次没有听懂',
    reason: 'not_understood',
    priority: 2,
    fact: 'case.misses',
    words: ['奥特曼打怪兽', '春天的诗句怎么背', '火星上有水吗'],
  },
  'C5: still unsure after one clarifying question': {
    lang: 'en',
    says: ['that one over there', 'no, the other thing'],
    told: /A person takes over/,
    rule: 'unsure',
    name: 'Still unsure after a clarifying question',
    reason: 'unsure',
    priority: 2,
    fact: 'case.clarified',
  },
  'C6: the same question a third time': {
    lang: 'en',
    says: ['how much is shipping', 'how much does shipping cost', 'so, how much is shipping'],
    told: /not getting this right/,
    rule: 'repeated-question',
    name: 'The same question comes again',
    reason: 'repeated',
    priority: 2,
    fact: 'case.repeats',
  },
  'C7: asked on past what the articles say': {
    lang: 'en',
    says: ['how long is the warranty', 'does it cover hinges'],
    told: /My articles say no more/,
    rule: 'follow-up-too-deep',
    name: 'The follow-up goes deeper than the articles',
    reason: 'out_of_scope',
    priority: 2,
    fact: 'turn.deeper',
  },
}

test.each(Object.entries(JOURNEYS))('%s', async (_title, journey) => {
  await play(new Visitor(journey.lang, journey.customer), journey)
})

test('C7: what no bot may settle is a person’s, who starts from two answers', async () => {
  const visitor = new Visitor('zh-CN')
  expect((await visitor.say('怎么申请赔偿')).options).toContain('订单或包裹')
  await visitor.say('订单或包裹')
  expect(visitor.holder, 'one more is asked').toBe('bot')
  expect((await visitor.say('送来的桌子有很深的划痕')).text).toMatch(/转人工/)
  const { item, brief } = await asChenHasIt(visitor)
  expect(item).toMatchObject({ reason: 'out_of_scope', priority: 3 })
  expect(brief.firing).toMatchObject({ rule: 'complaint', name: { 'zh-CN': '投诉或纠纷' } })
  const known = brief.facts.map(({ value }) => value)
  expect(known).toEqual(expect.arrayContaining(['订单或包裹', '送来的桌子有很深的划痕']))
})

test('C15: the business system fails twice, and a person takes over', async () => {
  await fault('down')
  const visitor = new Visitor('en')
  expect((await visitor.say('where is order SO10042')).text).toMatch(/does not answer right now/)
  expect(visitor.holder).toBe('bot')
  await visitor.say('and where is order SO10041')
  const { item, brief } = await asChenHasIt(visitor)
  expect(item).toMatchObject({ reason: 'bot_failed', priority: 3 })
  expect(brief.firing).toMatchObject({ rule: 'action-errors', evidence: [{ fact: 'case.actionErrors', value: 2 }] })
})

describe('changed at run time, in sessions that are open', () => {
  const operator = operatorOf(inject('product'))
  const school = {
    id: 'keyword-school',
    name: { en: 'Speaks of a school', 'zh-CN': '提到学校', 'zh-TW': '提到學校' },
    enabled: true,
    at: 'reading',
    when: { fact: 'message.text', is: 'contains_any', value: ['学校', 'our school'] },
    mode: 'immediate',
    reason: 'out_of_scope',
    priority: 2,
    window: {},
    cooldownS: 0,
    alert: false,
  } satisfies Rule

  let before = 0
  let teacher: Visitor
  let buyer: Visitor
  beforeAll(async () => {
    teacher = new Visitor('zh-CN')
    buyer = new Visitor('en')
    await teacher.say('我们学校要订一百张桌子')
    await buyer.say('I need an invoice')
    for (const { holder } of [teacher, buyer]) expect(holder, 'nothing of it fires yet').toBe('bot')
    const { number, rules } = await operator.rules()
    before = number
    await operator.changeRules([...rules, school], 'schools have an account manager')
    await operator.flag(['invoice'], 'found wanting in the review of the day')
    await new Promise((resolve) => setTimeout(resolve, IN_FORCE_MS))
  })
  afterAll(() => operator.rollBackRules(before))

  test('C11: a word that an operator has chosen', async () => {
    await play(teacher, {
      lang: 'zh-CN',
      says: ['学校的桌子什么时候能送'],
      told: /人工客服/,
      rule: 'keyword-school',
      name: '提到学校',
      reason: 'out_of_scope',
      priority: 2,
      fact: 'message.text',
      words: ['学校'],
    })
  })

  test('C13: what the bot was found not capable of', async () => {
    await play(buyer, {
      lang: 'en',
      says: ['how do I get an invoice'],
      told: /A person does this better than I do/,
      rule: 'not-capable',
      name: 'The bot is not capable of this',
      reason: 'out_of_scope',
      priority: 2,
      fact: 'intent.flagged',
    })
  })
})
