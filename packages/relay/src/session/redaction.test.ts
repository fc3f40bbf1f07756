import type { Mark, SessionEvent } from '@baton/protocol'
import { sessionEvent } from '@baton/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromLog, type Redacted } from '../masking/index.ts'
import { type Actor, type EventDraft, fold, initialState, prepare, redactLog, SYSTEM, windowAfter } from './index.ts'
import { decideRedact } from './redact.ts'
import { chen, customer, lin, Rig, said } from './testing/rig.ts'

const digitsOf = (value: unknown): string => JSON.stringify(value).replaceAll(/[^0-9]/g, '')
const task = (text: string) => ({
  flow: 'track',
  step: 'ask',
  slots: { order: text },
  results: { found: { number: text } },
  tries: 0,
})
const turnOf = (text: string): Extract<EventDraft, { kind: 'bot.decided' }>['body'] => ({
  turn: 't_1_1',
  snapshot: 's',
  outcome: 'answer',
  intent: { id: 'orders', confidence: 0.9 },
  recognised: true,
  mood: fromLog({ level: 'calm', words: [], negative: 0 }),
  locale: 'en',
  entities: fromLog([{ type: 'number', value: text.replaceAll(/\D/g, ''), text }]),
  flow: fromLog({
    ...task(text),
    outer: task(text),
    said: [`I look for ${text}.`],
    besides: { sentences: [`${text}:`], citations: [], options: [{ label: text, text: `where is ${text}` }] },
    offers: { order: text },
  }),
  why: fromLog([{ step: 'intent', code: 'nearest', detail: text }]),
})

/** A rig whose customers write through the door, with everything that follows in one log. */
class Told extends Rig {
  write(text: string, actor = customer): void {
    const id = `m_${this.log.length}`
    const own = this.log.filter(({ by }) => by.role === actor.role && by.id === actor.id)
    const prepared = prepare({ kind: 'message', text }, actor, [], () => own.reduce(windowAfter, []), this.now)
    const [first] = prepared.removals
    if (first) {
      const said = { id, own: false, by: SYSTEM, cause: 'split' } as const
      const done = redactLog(this.log.slice(first.seq - 1), prepared.removals, said)
      for (const event of done.rewritten) this.log[event.seq - 1] = event
      this.state = this.log.reduce(fold, initialState)
      this.send(actor, prepared.command, id)
      this.append(done.drafts)
    } else this.send(actor, prepared.command, id)
    this.now += 1_000
  }

  quote(text: string): void {
    const by = { role: 'bot', id: 'bot' } as const
    this.append([
      {
        kind: 'action.started',
        id: `a_${this.log.length}`,
        by,
        audience: 'staff',
        body: { turn: 't', action: 'find', key: 'k', input: fromLog({ order: text }) },
      },
      { kind: 'bot.decided', id: `d_${this.log.length}`, by, audience: 'staff', body: turnOf(text) },
      {
        kind: 'message',
        id: `b_${this.log.length}`,
        by,
        audience: 'all',
        body: { text: said(`I do not find ${text}, sorry.`) },
      },
    ])
  }
}

describe('a number that is completed later', () => {
  test('goes out of every event, of the state, and of what quoted it in other writing', () => {
    const rig = new Told()
    rig.write('my card is 4111 1111')
    rig.quote('41111111')
    rig.send(customer, { kind: 'handoff.request' })
    rig.write('1111 1111, thanks')
    expect(digitsOf(rig.log)).not.toContain('41111111')
    expect(digitsOf(rig.state)).not.toContain('41111111')
    expect(rig.state.case).toMatchObject({ want: 'my card is [card ••••]', marks: ['card'], facts: [] })
    expect(rig.state.case?.asking).toEqual(['[••••]'])
    expect(rig.log.reduce(fold, initialState)).toEqual(rig.state)
    const texts = rig.log.flatMap((event) => (event.kind === 'message' ? [event.body.text] : []))
    expect(texts).toEqual(['my card is [card ••••]', 'I do not find [card ••••], sorry.', '[card •••• 1111], thanks'])
  })

  test('goes out in its beginning too, when the rest was known by its word alone', () => {
    const rig = new Told()
    rig.write('卡号 41111')
    rig.quote('41111')
    rig.write('卡号 1111 1111 111')
    expect(JSON.stringify([rig.log, rig.state])).not.toContain('41111')
    const texts = rig.log.flatMap((event) => (event.kind === 'message' ? [event.body.text] : []))
    expect(texts).toEqual(['卡号 [account ••••]', 'I do not find [account ••••], sorry.', '卡号 [account ••••]'])
    expect(rig.log.reduce(fold, initialState)).toEqual(rig.state)
  })

  test('tells readers of each event that reads otherwise, and no more of it than they may see', () => {
    const rig = new Told()
    rig.write('my card is 4111 1111')
    rig.quote('4111 1111')
    rig.write('1111 1111')
    const told = rig.log.filter((event) => event.kind === 'event.redacted')
    const ref = (event: SessionEvent) => (event.kind === 'event.redacted' ? rig.log[event.body.ref - 1] : undefined)
    expect(told.map((event) => [ref(event)?.kind, event.audience])).toEqual([
      ['message', 'all'],
      ['action.started', 'staff'],
      ['bot.decided', 'staff'],
      ['message', 'all'],
    ])
    for (const event of told) {
      const { ref: _, cause, ...patch } = event.body
      expect(cause).toBe('split')
      expect(ref(event)?.body).toMatchObject(patch)
      expect(sessionEvent.parse(event)).toEqual(event)
    }
  })

  test('keeps what a customer wrote for sealing, under numbers nothing else has; of staff nothing', () => {
    const window = (text: string, role: 'customer' | 'agent', marks?: Mark[]): SessionEvent => ({
      seq: 1,
      id: 'm1',
      at: 0,
      by: { role, id: 'x' },
      audience: 'all',
      kind: 'message',
      body: { text, ...(marks && { marks }) },
    })
    const before = window('[email a••••@b.example] 4111 1111', 'customer', [
      { kind: 'email', start: 0, end: 22, original: 0 },
    ])
    const prepared = prepare({ kind: 'message', text: '1111 1111' }, customer, [], () => windowAfter([], before), 1_000)
    expect(prepared.originals.map(({ number, handle }) => [number, handle.open()])).toEqual([[0, '1111 1111']])
    const said = { id: 'm2', own: false, by: SYSTEM, cause: 'split' } as const
    const { originals, rewritten } = redactLog([before], prepared.removals, said)
    expect(originals.map((each) => each.originals.map(({ number, handle }) => [number, handle.open()]))).toEqual([
      [[1, '4111 1111']],
    ])
    expect(rewritten[0]?.body).toMatchObject({
      marks: [
        { kind: 'email', original: 0 },
        { kind: 'card', original: 1 },
      ],
    })
    const staff = window('4111 1111', 'agent')
    const theirs = prepare({ kind: 'note', text: '1111 1111' }, lin, [], () => windowAfter([], staff), 1_000)
    expect(theirs.originals).toEqual([])
    const ofStaff = redactLog([staff], theirs.removals, said)
    expect(ofStaff.originals).toEqual([])
    expect(JSON.stringify(ofStaff.rewritten)).not.toContain('original')
  })

  test('however it is cut, and whatever is said in between, no piece of it stays and the log folds to the state', () => {
    const card = '4111111111111111'
    const cuts = fc.uniqueArray(fc.integer({ min: 4, max: 12 }), { minLength: 1, maxLength: 2 })
    const between = fc.array(fc.constantFrom('wait', 'ok', 'quote', 'handoff'), { maxLength: 3 })
    fc.assert(
      fc.property(cuts, between, fc.constantFrom('', 'it is ', '是 '), (at, words, lead) => {
        const rig = new Told()
        const sorted = [0, ...at.sort((a, b) => a - b), card.length]
        const parts = sorted.slice(1).map((end, index) => card.slice(sorted[index], end))
        for (const [index, part] of parts.entries()) {
          rig.write(`${lead}${part}`)
          if (index < parts.length - 1)
            for (const word of words.slice(0, 2)) {
              if (word === 'quote') rig.quote(part)
              else if (word === 'handoff') rig.send(customer, { kind: 'handoff.request' })
              else rig.write(word)
            }
        }
        const stored = JSON.stringify([rig.log, rig.state])
        for (const part of parts.slice(0, -1)) {
          if (part.length >= 5) expect(stored).not.toContain(part)
        }
        expect(digitsOf(rig.log.flatMap((event) => (event.kind === 'message' ? event.body.text : [])))).not.toContain(
          card,
        )
        expect(rig.log.reduce(fold, initialState)).toEqual(rig.state)
      }),
      { numRuns: 200 },
    )
  })
})

describe('what staff take out', () => {
  const removed = (rig: Rig, seq: number, actor: Actor = { ...chen, rank: 'senior' }, id = 'gone') => {
    const removing = decideRedact(id, seq, actor, rig.log.slice(seq - 1))
    if (!removing.ok) return removing.code
    for (const event of removing.log.rewritten) rig.log[event.seq - 1] = event
    rig.state = rig.log.reduce(fold, initialState)
    rig.append(removing.log.drafts)
    return 'ok'
  }

  test('is gone with every word of it that was taken up', () => {
    const rig = new Told()
    rig.write('I am Wang Wei, the key is under the mat')
    const body = {
      ...turnOf('x'),
      entities: fromLog([{ type: 'name', value: 'Wang Wei', text: 'wang wei' }]),
      flow: null,
      why: fromLog([]),
    }
    rig.append([{ kind: 'bot.decided', id: 'd', by: { role: 'bot', id: 'bot' }, audience: 'staff', body }])
    rig.send(customer, { kind: 'handoff.request' })
    rig.write('order SO10042')
    expect(removed(rig, 2)).toBe('ok')
    expect(JSON.stringify([rig.log, rig.state])).not.toMatch(/the mat|wang/i)
    expect(rig.state.case).toMatchObject({ want: '[removed]', earlier: ['[removed]', 'order SO10042'] })
    expect(rig.log.reduce(fold, initialState)).toEqual(rig.state)
    const own = rig.log.find(({ id }) => id === 'gone')
    expect(own).toMatchObject({ kind: 'event.redacted', by: { id: 'chen' }, body: { ref: 2, cause: 'removed' } })
    expect(removed(rig, 2)).toBe('not_found')
  })

  test('is gone from what an earlier removal has put in place, too', () => {
    const rig = new Told()
    rig.write('the key is under the mat')
    rig.write('the code is on the wall')
    const why = [
      { step: 'intent', code: 'nearest', detail: 'the key is under the mat' },
      { step: 'intent', code: 'nearest', detail: 'the code is on the wall' },
    ] as const
    const body = { ...turnOf('x'), entities: fromLog([]), flow: null, why: fromLog([...why]) }
    rig.append([{ kind: 'bot.decided', id: 'd', by: { role: 'bot', id: 'bot' }, audience: 'staff', body }])
    expect(removed(rig, 2)).toBe('ok')
    expect(JSON.stringify(rig.log)).toContain('the wall')
    expect(removed(rig, 3, undefined, 'gone again')).toBe('ok')
    expect(JSON.stringify([rig.log, rig.state])).not.toMatch(/the mat|the wall/)
    expect(rig.log.reduce(fold, initialState)).toEqual(rig.state)
  })

  test('is for seniors, and for what somebody wrote', () => {
    const rig = new Told()
    rig.write('hello')
    expect(removed(rig, 2, { ...lin, rank: 'senior' })).toBe('ok')
    rig.write('hello again')
    expect(removed(rig, 4, { ...lin, rank: 'agent' })).toBe('forbidden')
    expect(removed(rig, 1)).toBe('not_found')
    expect(removed(rig, 99)).toBe('not_found')
  })
})

test('a mark made later of an earlier message is in its place among the kinds of the case', () => {
  const rig = new Rig()
  const mark = (kind: string): Mark[] => [{ kind, start: 0, end: 1 }]
  rig.send(customer, { kind: 'message', text: 'x' as Redacted, marks: mark('phone'), locale: undefined })
  rig.send(customer, { kind: 'message', text: 'y' as Redacted, marks: mark('card'), locale: undefined })
  expect(rig.state.case?.marks).toEqual(['card', 'phone'])
})
