import { expect } from 'chai'
import { BOT, CUSTOMER, LogBuilder, MEI, SYSTEM, WECHAT } from '../testing/events.ts'
import { FakeSession, VIEW } from '../testing/fake-session.ts'
import { openOptions, timeline, unreadCount } from './timeline.ts'

const MINUTE = 60_000
const shape = (log: LogBuilder): string[] =>
  timeline(new FakeSession({ events: log.events }).snapshot).map((item) => {
    if (item.kind === 'group') return `${item.by.role}:${item.bubbles.map(({ text }) => text).join('+')}`
    return item.kind === 'notice' ? item.notice.kind : item.kind
  })

describe('timeline', () => {
  it('groups one speaker within two minutes, and parts at a longer gap, another speaker, or a system line', () => {
    const log = new LogBuilder()
      .say(CUSTOMER, 'a', {}, MINUTE)
      .say(CUSTOMER, 'b', {}, 2 * MINUTE + 1)
      .say(CUSTOMER, 'c', {}, 1)
      .say(BOT, 'd', {}, 1)
      .say(MEI, 'e', {}, 1)
      .add(SYSTEM, 'case.closed', { caseId: 'k', reason: 'resolved' })
      .say(MEI, 'f')
    expect(shape(log)).to.deep.equal(['time', 'customer:a+b', 'customer:c', 'bot:d', 'agent:e', 'closed', 'agent:f'])
  })

  it('knows by which channel each message came, and by which an answer went out besides', () => {
    const email = { channel: 'email', route: 'r_email' } as const
    const log = new LogBuilder()
      .say(BOT, 'a')
      .say(CUSTOMER, 'b', { via: email })
      .say(CUSTOMER, 'c', { via: WECHAT })
      .say(CUSTOMER, 'd', { via: WECHAT })
      .say(BOT, 'e')
      .say(MEI, 'f')
      .say(MEI, 'g', { to: { route: email.route } })
      .say(CUSTOMER, 'h')
      .say(MEI, 'i')
      .say(MEI, 'j', { to: { route: 'never heard of here' } })
      .say(CUSTOMER, 'k', { via: WECHAT })
      .add(SYSTEM, 'session.unlinked', { link: 'l', session: 's_other' })
      .say(MEI, 'l')
    const found = timeline(new FakeSession({ events: log.events }).snapshot).flatMap((item) =>
      item.kind === 'group' ? [`${item.bubbles.map(({ text }) => text).join('+')} ${item.channel ?? 'page'}`] : [],
    )
    expect(found).to.deep.equal([
      'a page',
      'b email',
      'c+d wechat',
      'e wechat',
      'f wechat',
      'g email',
      'h page',
      'i+j page',
      'k wechat',
      'l page',
    ])
  })

  it('writes the time where twenty minutes passed', () => {
    const log = new LogBuilder().say(BOT, 'a', {}, 21 * MINUTE).say(BOT, 'b')
    expect(shape(log)).to.deep.equal(['time', 'bot:a', 'time', 'bot:b'])
  })

  it('tells each pass of the baton once', () => {
    const face = { id: 'mei', name: 'Mei' }
    const log = new LogBuilder()
      .add(SYSTEM, 'case.opened', { caseId: 'k', reopened: false })
      .add(SYSTEM, 'handoff.requested', { handoffId: 'h', asked: true })
      .add(SYSTEM, 'baton.passed', { from: 'bot', to: 'queue', fence: 2, reason: 'requested' })
      .add(SYSTEM, 'baton.passed', { from: 'queue', to: 'agent:mei', fence: 3, reason: 'accepted', agent: face })
      .add(SYSTEM, 'baton.passed', { from: 'agent:mei', to: 'queue', fence: 4, reason: 'dropped' })
      .add(SYSTEM, 'baton.passed', { from: 'queue', to: 'bot', fence: 5, reason: 'cancelled' })
      .add(SYSTEM, 'handoff.requested', { handoffId: 'i', asked: false })
      .add(SYSTEM, 'baton.passed', { from: 'agent:mei', to: 'bot', fence: 6, reason: 'handed_back' })
      .add(SYSTEM, 'case.rated', { caseId: 'k', score: 4, tags: [], comment: '' })
    expect(shape(log)).to.deep.equal([
      'time',
      'asked',
      'joined',
      'agentLeft',
      'stoppedWaiting',
      'promoted',
      'backToBot',
      'rated',
    ])
  })

  it('asks for a rating where the case ended, once, until it is given', () => {
    const summary = { caseId: 'k', want: '', outcome: '', agents: [], messages: 1, openedAt: 0, closedAt: 0 }
    const log = new LogBuilder()
      .add(SYSTEM, 'case.closed', { caseId: 'k', reason: 'resolved' })
      .add(SYSTEM, 'case.summarised', { ...summary, caseId: 'j' })
      .add(SYSTEM, 'case.summarised', summary)
      .add(SYSTEM, 'case.opened', { caseId: 'k', reopened: true })
      .say(CUSTOMER, 'Thanks')
    const state = { id: 'k', openedAt: 0, open: true, rated: false, summarised: true }
    const kinds = (change: Partial<typeof state>, from = 0): string[] =>
      timeline(
        new FakeSession({ events: log.events.slice(from), view: { ...VIEW, case: { ...state, ...change } } }).snapshot,
      ).map(({ kind }) => kind)
    const end = ['time', 'notice', 'summary', 'summary', 'rating', 'notice', 'group']
    expect(kinds({})).to.deep.equal(end)
    expect(kinds({ open: false })).to.deep.equal(end)
    expect(kinds({ rated: true })).to.deep.equal(end.filter((kind) => kind !== 'rating'))
    expect(kinds({ summarised: false })).to.deep.equal(end.filter((kind) => kind !== 'rating'))
    expect(kinds({}, 3)).to.deep.equal(['rating', 'time', 'notice', 'group'])
  })

  it('shows an unsent message once, also while its event is already here', () => {
    const log = new LogBuilder().say(CUSTOMER, 'stored')
    const send = (id: string, text: string) => ({
      id,
      command: { kind: 'message', text } as const,
      at: Date.now(),
      problem: null,
    })
    const { snapshot } = new FakeSession({
      events: log.events,
      pending: [send('event-1', 'stored'), send('client-2', 'waiting')],
    })
    const bubbles = timeline(snapshot).flatMap((item) => (item.kind === 'group' ? item.bubbles : []))
    expect(bubbles.map(({ text, pending }) => [text, pending !== null])).to.deep.equal([
      ['stored', false],
      ['waiting', true],
    ])
  })

  it('offers options under the newest message only', () => {
    const options = [{ label: 'Yes', text: 'yes' }]
    const log = new LogBuilder().say(BOT, 'Solved?', { options })
    const session = new FakeSession({ events: log.events })
    expect(openOptions(session.snapshot)).to.deep.equal(options)
    session.send({ kind: 'message', text: 'yes' })
    expect(openOptions(session.snapshot)).to.deep.equal([])
    expect(openOptions(new FakeSession({ events: log.say(BOT, 'And?').events }).snapshot)).to.deep.equal([])
  })

  it('counts what others said after the last seq shown', () => {
    const log = new LogBuilder().say(BOT, 'a').say(CUSTOMER, 'b').say(BOT, 'c').say(MEI, 'd')
    const { snapshot } = new FakeSession({ events: log.events, view: { ...VIEW, reads: { customer: 1, staff: 0 } } })
    expect(unreadCount(snapshot, 0)).to.equal(2)
    expect(unreadCount(snapshot, 3)).to.equal(1)
    expect(unreadCount(snapshot, 4)).to.equal(0)
  })
})
