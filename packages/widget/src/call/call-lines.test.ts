import { expect } from 'chai'
import { BOT, CUSTOMER, eventOf, LogBuilder, SYSTEM } from '../testing/events.ts'
import { mount, textOf, unmountAll, until } from '../testing/mount.ts'

describe('what a call leaves in the conversation', () => {
  afterEach(unmountAll)

  it('marks what was spoken, and shows of what was spoken over as much as was heard', async () => {
    const spoken = { call: 'call_1', turn: 't', startMs: 0, endMs: 900 }
    const answer = 'Your order left our warehouse yesterday and is on its way.'
    const events = new LogBuilder()
      .add(CUSTOMER, 'call.started', { call: 'call_1', direction: 'in', channel: 'widget' })
      .say(CUSTOMER, 'Where is my order?', { spoken })
      .say(BOT, answer, { spoken })
      .add(CUSTOMER, 'call.cut', { call: 'call_1', ref: 3, heard: 29, playedMs: 1_900 })
      .say(CUSTOMER, 'HP20418')
      .add(SYSTEM, 'call.ended', { call: 'call_1', reason: 'hung_up', durationMs: 134_000 }).events
    const { widget } = await mount({ events })
    expect(textOf('.notice', widget)).to.deep.equal(['You called', 'Call ended · 2:14'])
    expect(textOf('.bubble', widget)).to.deep.equal([
      'Where is my order?',
      'Your order left our warehouse …',
      'HP20418',
    ])
    expect(textOf('.fate', widget)).to.deep.equal(['Spoken', 'Spoken'])
  })

  it('is not read out while it is heard', async () => {
    const { widget, session } = await mount()
    const spoken = { call: 'call_1', turn: 't', startMs: 0, endMs: 900 }
    session.arrive(eventOf(1, Date.now(), BOT, 'message', { text: 'Heard already.', spoken }))
    session.arrive(eventOf(2, Date.now(), BOT, 'message', { text: 'Written.' }))
    const told = (): string => textOf('dialog .unseen[role=status]', widget).join()
    await until(() => told().includes('Written.'), 'the written one is told')
    expect(told()).to.not.contain('Heard')
  })
})
