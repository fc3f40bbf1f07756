import { CANARY, inventoryOf, PAYLOADS } from '@baton/client/testing/payloads'
import { expect } from 'chai'
import { render } from 'lit'
import { messageText } from './conversation/message-text.ts'
import { dictionaries } from './locale/locale.ts'
import { speechOf } from './locale/speech.ts'
import { board, brief, item, NOW, offer, profile, view } from './testing/cast.ts'
import { ROUTES } from './testing/channels.ts'
import { BOT, CUSTOMER, LogWriter, SYSTEM } from './testing/log.ts'
import { type Stage, stage } from './testing/stage.ts'

/** What only grows is met where messages are rendered one by one. */
const LINES = PAYLOADS.filter((text) => text.length < 300)

/** A conversation of which everything anybody could write is one of `texts`, and a floor where everybody is called so. */
function hostile(scene: Stage, texts: readonly string[]): void {
  const log = new LogWriter()
  for (const text of texts) {
    const agent = { role: 'agent', id: 'wei', name: text } as const
    const evidence = [{ fact: text, value: text, words: [text] }]
    const name = { en: text, 'zh-CN': text, 'zh-TW': text }
    log.says(NOW - 9_000, CUSTOMER, text)
    log.add('message', NOW - 9_000, BOT, {
      text,
      turn: `t-${text}`,
      citations: [{ article: text, title: text, url: text }],
      options: [{ label: text, text }],
      marks: [{ kind: text, start: 0, end: 1 }],
    })
    log.add('bot.decided', NOW - 9_000, BOT, {
      turn: `t-${text}`,
      snapshot: text,
      outcome: 'answer',
      intent: { id: text, confidence: 0.5, name },
      recognised: true,
      mood: { level: 'angry', words: [text], negative: 1 },
      locale: 'en',
      entities: [],
      flow: null,
      why: [{ step: 'intent', code: text, detail: text }],
    })
    log.add('message', NOW - 9_000, CUSTOMER, {
      text,
      via: ROUTES.whatsapp.via,
      attachments: [{ kind: 'file' }],
      place: { latitude: 1, longitude: 2, name: text },
    })
    const file = { id: 'f_1', name: text, type: 'application/pdf', bytes: 9 }
    log.add('attachment.arrived', NOW - 9_000, SYSTEM, { ref: log.events.length, index: 0, file })
    log.says(NOW - 8_000, agent, text)
    log.add('note', NOW - 8_000, agent, { text })
    log.add('action.started', NOW - 8_000, BOT, { turn: text, action: text, key: text, input: { [text]: text } })
    log.add('action.finished', NOW - 8_000, BOT, { turn: text, action: text, key: text, ok: false, code: text })
    log.add('rule.fired', NOW - 8_000, SYSTEM, {
      rule: text,
      name,
      ruleVersion: '1',
      evidence,
      mode: 'handoff',
      reason: 'asked',
      priority: 0,
    })
    log.add('baton.passed', NOW - 8_000, agent, {
      from: 'queue',
      to: 'agent:wei',
      fence: 3,
      reason: 'accepted',
      agent: { id: 'wei', name: text },
    })
    log.add('case.closed', NOW - 8_000, agent, { caseId: text, reason: 'resolved', resolution: text })
    log.add('case.summarised', NOW - 8_000, SYSTEM, {
      caseId: text,
      want: text,
      outcome: text,
      agents: [text],
      messages: 1,
      openedAt: 1,
      closedAt: 2,
    })
    log.add('case.rated', NOW - 8_000, CUSTOMER, { caseId: text, score: 1, tags: [], comment: text })
  }
  const said = {
    ...brief,
    want: texts.join('\n'),
    facts: texts.map((text) => ({ label: text, value: text, verified: 'said' as const })),
    tried: texts.map((id) => ({ id })),
    moodWords: [...texts],
    marks: [...texts],
    firing: {
      rule: 'x',
      ruleVersion: '1',
      evidence: texts.map((text) => ({ fact: text, value: text, words: [text] })),
    },
    orders: texts.map((text) => ({
      number: text,
      status: text,
      placedAt: text,
      total: { amount: 1, currency: text.slice(0, 3) },
      items: [{ title: text, quantity: 2 }],
    })),
  }
  const [first = ''] = texts
  const who = {
    ...profile,
    id: first,
    hostId: texts.at(-1) ?? null,
    name: first,
    tier: first,
    attributes: Object.fromEntries(texts.map((text) => [text, text])),
  }
  scene.take(
    'open',
    { item: item('open', { customer: first, want: first, tier: first }) },
    {
      events: log.events,
      view: view({ staff: { profile: who, brief: said } }),
      typing: [{ ...CUSTOMER, name: first }],
    },
  )
  scene.floor.setBoard({
    ...board(),
    mine: scene.floor.snapshot.board?.mine ?? [],
    offers: texts.slice(0, 40).map((text, at) => offer(`o${at}`, { customer: text, want: text, tier: text })),
    queue: texts.map((text, at) => item(`q${at}`, { customer: text, want: text, tier: text })),
    agents: texts.map((text, at) => ({ id: `a${at}`, name: text, presence: 'online', load: 1, capacity: 2 })),
  })
  void scene.store.request({ type: 'select', session: 'open' })
}

const owned = (): unknown => (window as { __owned?: unknown }).__owned
const called = (): string[] =>
  performance.getEntriesByType('resource').flatMap(({ name }) => (new URL(name).hostname === CANARY ? [name] : []))

describe('T-01 T-02 what others wrote, at the desk', () => {
  it(`is text, whichever of ${PAYLOADS.length} ways it was written to be more`, () => {
    for (const text of PAYLOADS) {
      const place = document.createElement('div')
      document.body.append(place)
      render(messageText(text, undefined, dictionaries.en), place)
      const { tags, hrefs } = inventoryOf(place)
      expect(
        tags.filter((tag) => tag !== 'a'),
        text,
      ).to.deep.equal([])
      expect(
        hrefs.filter((href) => !/^https:\/\/[^@/]+/.test(href)),
        text,
      ).to.deep.equal([])
      expect(place.textContent, text).to.equal(text)
      place.remove()
    }
    expect(owned()).to.equal(undefined)
  }).timeout(60_000)

  it('adds no element, no attribute and no link to the page in any place that shows it, runs nothing and calls nobody', async () => {
    const calm = await stage()
    hostile(calm, ['hello', 'https://shop.example/x'])
    await calm.settle()
    const plain = inventoryOf(document.body)
    calm.close()
    const scene = await stage()
    hostile(scene, LINES)
    await scene.settle()
    await new Promise((resolve) => setTimeout(resolve, 500))
    const found = inventoryOf(document.body)
    const shown = (text: string) => JSON.stringify(found).includes(text) || deepText(document.body).includes(text)
    expect(shown('<svg onload='), 'the log is on the page').to.equal(true)
    expect(found.tags.filter((tag) => !plain.tags.includes(tag))).to.deep.equal([])
    expect(found.attributes.filter((name) => !plain.attributes.includes(name))).to.deep.equal([])
    expect(found.hrefs.length).to.be.greaterThan(10)
    expect(found.hrefs.filter((href) => !/^(https:\/\/|mailto:|tel:)/.test(href))).to.deep.equal([])
    expect(owned()).to.equal(undefined)
    expect(called()).to.deep.equal([])
    scene.close()
  }).timeout(60_000)

  it('T-01 an order in no currency is shown as it came, and the brief with it', () => {
    for (const currency of ['$$$', '<b>', '', '€', 'EURO', '1e9'])
      expect(speechOf('en').money({ amount: 5, currency })).to.equal(`5 ${currency}`)
    expect(speechOf('en').money({ amount: 500, currency: 'EUR' })).to.equal('€5.00')
  })

  it('T-31 reads the longest message in 20 ms, and 64 KiB in as many times that as it is longer', () => {
    const grown = (part: string) => (length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length)
    const worst = ['https://', 'https://a.example ', 'https://a@b ', 'xhttps://a.example/.', '.', 'h', 'http'].map(
      grown,
    )
    const ends = [')', '.', ',.)'].map((end) => (length: number) => `https://a.example/${grown(end)(length)}`)
    const took = (text: string): number =>
      Math.min(
        ...[1, 2, 3].map(() => {
          const start = performance.now()
          messageText(text, undefined, dictionaries.en)
          return performance.now() - start
        }),
      )
    for (const make of [...worst, ...ends]) {
      expect(took(make(4_000)), make(24)).to.be.lessThan(20)
      expect(took(make(64 * 1024)), make(24)).to.be.lessThan(24 * took(make(8 * 1024)) + 100)
    }
  }).timeout(60_000)
})

function deepText(root: ParentNode): string {
  return [...root.querySelectorAll('*')]
    .map((element) =>
      element.shadowRoot ? deepText(element.shadowRoot) : element.children.length === 0 ? element.textContent : '',
    )
    .join(' ')
}
