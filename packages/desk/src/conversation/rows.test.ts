import { expect } from 'chai'
import { brief, NOW } from '../testing/cast.ts'
import { BOT, CUSTOMER, LIN, LogWriter, SYSTEM } from '../testing/log.ts'
import { segmentsOf } from './message-text.ts'
import { rowsOf } from './rows.ts'

describe('rows of the log', () => {
  it('groups one speaker within two minutes', () => {
    const { events } = new LogWriter()
      .says(NOW, CUSTOMER, 'a')
      .says(NOW + 120_000, CUSTOMER, 'b')
      .says(NOW + 240_001, CUSTOMER, 'c')
      .says(NOW + 240_002, LIN, 'd')
    const groups = rowsOf(events).flatMap((row) =>
      row.kind === 'group' ? [row.messages.map(({ body }) => body.text)] : [],
    )
    expect(groups).to.deep.equal([['a', 'b'], ['c'], ['d']])
  })

  it('begins each day with its date', () => {
    const { events } = new LogWriter().says(NOW, CUSTOMER, 'a').says(NOW + 86_400_000, CUSTOMER, 'b')
    expect(rowsOf(events).map((row) => row.kind)).to.deep.equal(['day', 'group', 'day', 'group'])
  })

  it('says of a case that moved that it goes on, and not that somebody was silent', () => {
    const { events } = new LogWriter()
      .says(NOW, CUSTOMER, 'a')
      .add('case.closed', NOW, SYSTEM, { caseId: 'k_1', reason: 'silence' })
      .add('case.closed', NOW, SYSTEM, { caseId: 'k_2', reason: 'silence' })
      .add('session.linked', NOW, SYSTEM, { link: 'l_1', session: 's2', as: 'earlier' })
    const [, , closed] = events
    if (closed) closed.id = 'l_1:closed'
    const lines = rowsOf(events).flatMap((row) => (row.kind === 'line' ? [[row.event.kind, row.event.id]] : []))
    expect(lines).to.deep.equal([
      ['case.closed', 'e_2'],
      ['session.linked', 'e_4'],
    ])
  })

  it('tells a promotion in two rows, whatever is said while the customer waits', () => {
    const { events } = new LogWriter()
      .says(NOW, CUSTOMER, 'A person, please')
      .add('bot.decided', NOW, BOT, {
        turn: 't_1',
        snapshot: '9f2c',
        outcome: 'handoff',
        intent: null,
        recognised: true,
        mood: { level: 'calm', words: [], negative: 0 },
        locale: 'en',
        entities: [],
        flow: null,
        why: [],
      })
      .add('rule.fired', NOW, SYSTEM, {
        rule: 'asked-for-person',
        ruleVersion: '9f2c',
        evidence: [],
        mode: 'handoff',
        reason: 'asked',
        priority: 0,
        handoffId: 'h_1',
      })
      .add('handoff.requested', NOW, SYSTEM, { handoffId: 'h_1', asked: true })
      .add('brief.written', NOW, SYSTEM, { handoffId: 'h_1', brief: { ...brief, ordersState: 'asked' } })
      .add('baton.passed', NOW, SYSTEM, { from: 'bot', to: 'queue', fence: 2, reason: 'requested' })
      .add('brief.written', NOW, SYSTEM, { handoffId: 'h_1', brief })
      .says(NOW + 1, CUSTOMER, 'Hello?')
      .add('baton.passed', NOW + 2, LIN, { from: 'queue', to: 'agent:lin', fence: 3, reason: 'accepted' })
    const rows = rowsOf(events)
    expect(rows.map((row) => row.kind)).to.deep.equal(['day', 'group', 'rule', 'group', 'pass'])
    const [rule] = rows.filter((row) => row.kind === 'rule')
    expect(rule?.decision?.body.turn).to.equal('t_1')
    const [pass] = rows.filter((row) => row.kind === 'pass')
    expect([pass?.through?.body.from, pass?.event.body.from, pass?.event.body.to]).to.deep.equal([
      'bot',
      'queue',
      'agent:lin',
    ])
  })

  it('shows a wait that nobody has ended yet', () => {
    const { events } = new LogWriter().add('baton.passed', NOW, SYSTEM, {
      from: 'bot',
      to: 'queue',
      fence: 2,
      reason: 'requested',
    })
    expect(rowsOf(events).at(-1)).to.deep.include({ kind: 'pass', through: null })
  })

  it('draws an action once, with how it ended', () => {
    const started = { turn: 't', action: 'order.get', key: 'k', input: {} }
    const log = new LogWriter().add('action.started', NOW, BOT, started)
    expect(rowsOf(log.events).at(-1)).to.deep.include({ kind: 'action', finished: null })
    log.add('action.finished', NOW + 100, BOT, { turn: 't', action: 'order.get', key: 'k', ok: false, code: 'timeout' })
    const actions = rowsOf(log.events).filter((row) => row.kind === 'action')
    expect(actions).to.have.length(1)
    expect(actions[0]?.finished?.body.code).to.equal('timeout')
  })
})

describe('text of a message', () => {
  it('finds links without the punctuation after them', () => {
    expect(segmentsOf('See https://a.example/x?y=1, or（https://b.example/路）。')).to.deep.equal([
      { kind: 'plain', text: 'See ' },
      { kind: 'link', text: 'https://a.example/x?y=1' },
      { kind: 'plain', text: ', or（' },
      { kind: 'link', text: 'https://b.example/路' },
      { kind: 'plain', text: '）。' },
    ])
  })

  it('never makes a link of anything but http', () => {
    expect(segmentsOf('javascript:alert(1) data:text/html,x')).to.deep.equal([
      { kind: 'plain', text: 'javascript:alert(1) data:text/html,x' },
    ])
  })

  it('keeps masked places apart and ignores marks that do not fit', () => {
    const marks = [
      { kind: 'card', start: 3, end: 9 },
      { kind: 'phone', start: 5, end: 99 },
    ]
    expect(segmentsOf('my [card] ok', marks)).to.deep.equal([
      { kind: 'plain', text: 'my ' },
      { kind: 'mark', text: '[card]', mark: { kind: 'card', start: 3, end: 9 } },
      { kind: 'plain', text: ' ok' },
    ])
  })
})
