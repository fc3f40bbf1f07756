import { expect } from 'chai'
import { button, FACE, has, offered, RINGING } from '../testing/called.ts'
import { LogBuilder, MEI, SYSTEM } from '../testing/events.ts'
import { settled, textOf, unmountAll, until } from '../testing/mount.ts'

describe('a call that comes in', () => {
  afterEach(unmountAll)

  it('rings beside the corner button with the panel closed, and is answered', async () => {
    localStorage.setItem('baton:met:pk_test', '1')
    const { widget, placed, asked } = await offered({ view: RINGING }, false)
    await until(() => has('Answer', widget), 'it rings')
    expect(textOf('[role=alert]', widget).join()).to.contain('Mei is calling you')
    expect(has('Call instead of writing', widget)).to.equal(false)
    button('Answer', widget).click()
    await until(() => has('Begin the call', widget), 'what will be asked is told')
    expect(widget.opened).to.equal(true)
    button('Begin the call', widget).click()
    await settled(widget)
    expect(placed).to.have.length(1)
    expect(asked).to.deep.equal(['join'])
  })

  it('is declined, and rings no more', async () => {
    const { widget, session } = await offered({ view: RINGING })
    await until(() => has('Decline', widget), 'it rings')
    button('Decline', widget).click()
    await settled(widget)
    expect(session.sent).to.deep.equal([{ kind: 'call.end', call: 'call_1', reason: 'declined' }])
    expect(has('Answer', widget)).to.equal(false)
  })

  it('is silenced without being declined', async () => {
    const { widget, session } = await offered({ view: RINGING })
    await until(() => has('Silence', widget), 'it rings')
    button('Silence', widget).click()
    await settled(widget)
    expect(button('Silence', widget).hidden).to.equal(true)
    expect(session.sent).to.deep.equal([])
    expect(has('Answer', widget)).to.equal(true)
  })

  it('leaves a line where it was missed, from which it is called back', async () => {
    const events = new LogBuilder()
      .add(MEI, 'call.started', { call: 'call_1', direction: 'out', channel: 'widget', agent: FACE })
      .add(SYSTEM, 'call.ended', { call: 'call_1', reason: 'missed', durationMs: 0 }).events
    const { widget, placed } = await offered({ events })
    await until(() => has('Call back', widget), 'calls are offered')
    expect(textOf('.notice', widget)).to.deep.equal(['Mei called', 'You missed a call Call back'])
    button('Call back', widget).click()
    await until(() => has('Begin the call', widget), 'what will be asked is told')
    expect(placed).to.have.length(0)
  })
})
