import { expect } from 'chai'
import { NOW } from '../testing/cast.ts'
import { BOT, CUSTOMER, LIN, LogWriter } from '../testing/log.ts'
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
      { kind: 'mark', text: '[card]', mark: 'card' },
      { kind: 'plain', text: ' ok' },
    ])
  })
})
