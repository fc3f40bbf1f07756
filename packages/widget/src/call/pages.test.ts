import { expect } from 'chai'
import { button, called, has, offered, rootOf } from '../testing/called.ts'
import { find, findAll, mount, settled, textOf, unmountAll, until } from '../testing/mount.ts'
import type { BatonCallEndEvent, BatonCallStartEvent } from './call-events.ts'

describe('before a call, and after it', () => {
  afterEach(unmountAll)

  it('is offered only where the business takes calls', async () => {
    const { widget } = await mount()
    await settled(widget)
    expect(has('Call', widget)).to.equal(false)
    unmountAll()
    const offering = await offered()
    await until(() => has('Call', offering.widget), 'the header offers it')
    expect(has('Call instead of writing', offering.widget)).to.equal(true)
  })

  it('is not offered where the browser could not hear', async () => {
    const { getUserMedia } = MediaDevices.prototype
    Object.defineProperty(MediaDevices.prototype, 'getUserMedia', { value: undefined, configurable: true })
    try {
      const { widget } = await offered()
      await import('./calls.ts')
      await settled(widget)
      expect(has('Call', widget)).to.equal(false)
    } finally {
      Object.defineProperty(MediaDevices.prototype, 'getUserMedia', { value: getUserMedia, configurable: true })
    }
  })

  it('says what the browser will ask before it asks, and takes no for an answer', async () => {
    const { widget, placed } = await offered()
    await until(() => has('Call', widget), 'calls are offered')
    button('Call', widget).click()
    await until(() => has('Not now', widget), 'what will be asked is told')
    expect(placed).to.have.length(0)
    expect(find('baton-call', widget).shadowRoot?.activeElement?.id).to.equal('title')
    expect(find('baton-composer', widget).inert).to.equal(true)
    button('Not now', widget).click()
    await settled(widget)
    expect(findAll('baton-call', rootOf(widget))).to.have.length(0)
    expect(find('baton-composer', widget).inert).to.equal(false)
  })

  it('tells the page when it begins and when it is over, and the customer why', async () => {
    const { widget, call } = await called()
    const told: unknown[] = []
    widget.addEventListener('baton-call-start', (event: BatonCallStartEvent) =>
      told.push([event.call, event.direction]),
    )
    widget.addEventListener('baton-call-end', (event: BatonCallEndEvent) => told.push([event.call, event.reason]))
    call.connect()
    call.set({ isMuted: true })
    call.set({ phase: 'ended', reason: 'lost' })
    await settled(widget)
    expect(told).to.deep.equal([
      ['call_1', 'in'],
      ['call_1', 'lost'],
    ])
    expect(textOf('h2#title', widget)).to.deep.equal(['The call is over'])
    expect(textOf('.page p', widget)).to.deep.equal(['The connection was gone for too long.'])
    button('Back to the conversation', widget).click()
    await settled(widget)
    expect(findAll('baton-call', rootOf(widget))).to.have.length(0)
  })

  it('helps where the microphone was refused, tries again, and lets writing go on', async () => {
    const { widget, call, placed } = await called()
    call.set({ phase: 'ended', microphone: 'refused' })
    await settled(widget)
    expect(textOf('h2#title', widget)).to.deep.equal(['The microphone is not allowed'])
    expect(textOf('.page p', widget).join()).to.contain('address bar')
    button('Try again', widget).click()
    await settled(widget)
    expect(placed).to.have.length(2)
    placed[1]?.set({ phase: 'ended', microphone: 'missing' })
    await settled(widget)
    expect(textOf('h2#title', widget)).to.deep.equal(['No microphone was found'])
    button('Go on in writing', widget).click()
    await settled(widget)
    expect(find('baton-composer', widget).inert).to.equal(false)
  })

  it('does not begin while another tab is on a call', async () => {
    const { widget, call } = await called()
    call.set({ phase: 'ended', problem: 'call_busy', reason: null })
    await settled(widget)
    expect(textOf('h2#title', widget)).to.deep.equal(['The call could not begin.'])
    expect(textOf('.page p', widget).join()).to.contain('another tab')
    expect(has('Call again', widget)).to.equal(false)
  })

  it('is begun by the page with a word, and by a customer with a tap', async () => {
    const { widget, placed } = await offered({}, false)
    widget.openCall()
    await until(() => has('Begin the call', widget), 'the panel opens at it')
    expect(widget.opened).to.equal(true)
    expect(placed).to.have.length(0)
  })
})
