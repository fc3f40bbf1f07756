import type { SessionSnapshot } from '@baton/client'
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { BOT, CUSTOMER, eventOf, LogBuilder, MEI, SYSTEM } from '../testing/events.ts'
import { type FakeCall, fakeCalls } from '../testing/fake-call.ts'
import { VIEW } from '../testing/fake-session.ts'
import { find, findAll, type Mounted, mount, settled, textOf, unmountAll, until } from '../testing/mount.ts'
import type { BatonWidget } from '../widget/widget.ts'
import type { BatonCallEndEvent, BatonCallStartEvent } from './call-events.ts'

const FACE = { id: 'mei', name: 'Mei' }
const RINGING = {
  ...VIEW,
  call: { id: 'call_1', direction: 'out', channel: 'widget', status: 'ringing', at: 0, agent: FACE },
} as const

interface Called extends Mounted {
  call: FakeCall
  placed: FakeCall[]
  asked: string[]
}

const rootOf = (widget: BatonWidget): ParentNode => widget.shadowRoot as ParentNode
const button = (text: string, widget: BatonWidget): HTMLElement => {
  const found = findAll('button', rootOf(widget)).find(
    (each) => each.textContent?.trim() === text || each.getAttribute('aria-label') === text,
  )
  if (!found) throw new Error(`No button says ${text}`)
  return found
}
const has = (text: string, widget: BatonWidget): boolean =>
  findAll('button', rootOf(widget)).some(
    (each) => (each.textContent?.trim() === text || each.getAttribute('aria-label') === text) && !each.inert,
  )

const offered = async (snapshot: Partial<SessionSnapshot> = {}, open = true) => {
  const calls = fakeCalls()
  const mounted = await mount(snapshot, { placeCall: calls.placeCall, open })
  return { ...mounted, ...calls }
}

/** Tapped, and begun. */
const called = async (snapshot: Partial<SessionSnapshot> = {}): Promise<Called> => {
  const mounted = await offered(snapshot)
  const { widget, placed } = mounted
  await until(() => has('Call', widget), 'calls are offered')
  button('Call', widget).click()
  await until(() => has('Begin the call', widget), 'what will be asked is told')
  button('Begin the call', widget).click()
  await settled(widget)
  const [call] = placed
  if (!call) throw new Error('No call was placed.')
  return { ...mounted, call }
}

describe('a call', () => {
  afterEach(async () => {
    unmountAll()
    await emulateMedia({ reducedMotion: 'no-preference' })
    await setViewport({ width: 1280, height: 800 })
  })

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

  it('tells with whom the customer speaks, and for how long', async () => {
    const { widget, session, call } = await called()
    const who = (): string => textOf('.full .who h2', widget).join()
    expect(who()).to.equal('Connecting')
    call.connect()
    await settled(widget)
    expect(who()).to.equal('You speak with the assistant, a bot')
    expect(textOf('.who .since', widget)).to.deep.equal(['1:05'])
    session.view({ holder: 'queue', queue: { position: 2, waitMs: null } })
    call.set({ phase: 'queued' })
    await settled(widget)
    expect([who(), ...textOf('.second', widget)]).to.deep.equal(['Waiting for a person', 'Number 2 in line'])
    call.set({ phase: 'agent', agent: FACE, isOtherMuted: true })
    await settled(widget)
    expect([who(), ...textOf('.second', widget)]).to.deep.equal(['You speak with Mei', 'The other side is muted'])
    call.set({ phase: 'held' })
    await settled(widget)
    expect(who()).to.equal('One moment: you were put on hold')
    expect(find('.who .baton', widget).dataset.holder).to.equal('agent')
  })

  it('mutes, holds, and says how good the line is in words', async () => {
    const { widget, call } = await called()
    call.connect()
    await settled(widget)
    button('Mute', widget).click()
    button('Hold', widget).click()
    await settled(widget)
    expect(call.state).to.include({ isMuted: true, isHeld: true })
    expect(button('Mute', widget).getAttribute('aria-pressed')).to.equal('true')
    expect(textOf('.full .who h2', widget)).to.deep.equal(['On hold: nobody hears you'])
    call.set({ quality: 'lost' })
    await settled(widget)
    expect(textOf('.quality', widget)).to.deep.equal(['Connection lost, reconnecting'])
  })

  it('shows what both sides say, and tells a reader what is finished and not their own', async () => {
    const { widget, call } = await called()
    call.connect({
      captions: [
        { key: '1', by: 'customer', text: 'Where is my order?', isFinal: true },
        { key: '2', by: 'bot', text: 'It is on', isFinal: false },
      ],
    })
    await settled(widget)
    expect(textOf('.captions li', widget)).to.deep.equal(['You Where is my order?', 'Assistant It is on'])
    const told = (): string => find('baton-call', widget).shadowRoot?.querySelector('.unseen')?.textContent ?? ''
    expect(told()).to.equal('')
    const [mine] = call.state.captions
    if (!mine) throw new Error('No caption.')
    call.set({ captions: [mine, { key: '2', by: 'bot', text: 'It is on the way.', isFinal: true }] })
    await settled(widget)
    expect(told()).to.equal('Assistant: It is on the way.')
    button('Captions', widget).click()
    await settled(widget)
    expect(textOf('.captions li', widget)).to.deep.equal([])
  })

  it('presses keys by finger and by keyboard, but types none while the keypad is away', async () => {
    const { widget, call } = await called()
    call.connect()
    await settled(widget)
    await sendKeys({ press: '5' })
    expect(call.pressed).to.deep.equal([])
    button('Keypad', widget).click()
    await settled(widget)
    button('0', widget).click()
    await sendKeys({ press: '7' })
    await sendKeys({ press: '#' })
    expect(call.pressed).to.deep.equal(['0', '7', '#'])
    await settled(widget)
    expect(textOf('output', widget)).to.deep.equal(['07#'])
    await sendKeys({ press: 'Escape' })
    await settled(widget)
    expect(textOf('output', widget)).to.deep.equal([])
    expect(widget.opened).to.equal(true)
  })

  it('changes microphone, speaker and volume', async () => {
    const { widget, call } = await called()
    const devices = [
      { id: '', label: '' },
      { id: 'usb', label: 'Headset' },
    ]
    call.connect({ microphones: devices, speakers: devices })
    await settled(widget)
    button('Sound', widget).click()
    await settled(widget)
    expect(textOf('option', widget)).to.deep.equal([
      'As the system has it',
      'Headset',
      'As the system has it',
      'Headset',
    ])
    for (const select of findAll('select', rootOf(widget)) as HTMLSelectElement[]) {
      select.value = 'usb'
      select.dispatchEvent(new Event('change'))
    }
    const [range] = findAll('input[type=range]', rootOf(widget)) as HTMLInputElement[]
    if (!range) throw new Error('No volume.')
    range.value = '0.4'
    range.dispatchEvent(new Event('input'))
    expect(call.chosen).to.deep.equal(['usb', 'usb'])
    expect(call.state.volume).to.equal(0.4)
  })

  it('goes on as a bar while the chat goes on in writing, and comes back', async () => {
    const { widget, session, call } = await called()
    call.connect()
    await settled(widget)
    button('Go on in writing', widget).click()
    await settled(widget)
    expect(find('baton-call', widget).dataset.shown).to.equal('bar')
    expect(find('baton-composer', widget).inert).to.equal(false)
    const bar = find('baton-call', widget).getBoundingClientRect()
    expect(bar.bottom).to.be.at.most(find('baton-composer', widget).getBoundingClientRect().top + 1)
    find('textarea', widget).focus()
    await sendKeys({ type: 'My number is 5' })
    await sendKeys({ press: 'Enter' })
    expect(session.sent).to.deep.equal([{ kind: 'message', text: 'My number is 5' }])
    expect(call.pressed).to.deep.equal([])
    button('Show the call', widget).click()
    await settled(widget)
    expect(find('baton-call', widget).dataset.shown).to.equal('full')
    expect(call.ends).to.equal(0)
  })

  it('goes on with the panel closed and through a move in the page; a removal ends it', async () => {
    const { widget, call } = await called()
    call.connect()
    await settled(widget)
    widget.close()
    await settled(widget)
    expect(textOf('baton-call-note p, p', widget).join()).to.contain('On a call')
    const main = document.body.appendChild(document.createElement('main'))
    main.append(widget)
    await settled(widget)
    expect(call.ends).to.equal(0)
    button('Show the call', widget).click()
    await settled(widget)
    expect(widget.opened).to.equal(true)
    expect(find('baton-call', widget).dataset.shown).to.equal('full')
    main.remove()
    await until(() => call.ends === 1, 'the call is ended')
    expect(call.listeners).to.equal(0)
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

  it('stays in view when the microphone is lost in mid-call', async () => {
    const { widget, call } = await called()
    call.connect({ microphone: 'lost' })
    await settled(widget)
    expect(textOf('.lost', widget).join()).to.contain('The microphone is gone')
    expect(has('End call', widget)).to.equal(true)
  })

  it('says so where a call goes on elsewhere, and takes it here', async () => {
    const view = { ...RINGING, call: { ...RINGING.call, status: 'live' } } as const
    const { widget, asked } = await offered({ view })
    await until(() => has('Take it here', widget), 'the strip is shown')
    button('Take it here', widget).click()
    await until(() => has('Begin the call', widget), 'what will be asked is told')
    button('Begin the call', widget).click()
    await settled(widget)
    expect(asked).to.deep.equal(['join'])
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

  it('fits into 320 pixels', async () => {
    await setViewport({ width: 320, height: 560 })
    const { widget, call } = await called()
    call.connect({ microphones: [{ id: '', label: '' }] })
    await settled(widget)
    for (const name of [null, 'Keypad', 'Sound']) {
      if (name) button(name, widget).click()
      await settled(widget)
      const view = find('baton-call', widget)
      expect(view.scrollWidth, String(name)).to.be.at.most(view.clientWidth)
      expect(view.getBoundingClientRect().width).to.equal(320)
      for (const each of findAll('button', view.shadowRoot as ParentNode))
        expect(each.getBoundingClientRect().right, each.textContent ?? '').to.be.at.most(320)
    }
  })

  it('moves its ring by how loud it is, and keeps it still with reduced motion', async () => {
    const { widget, call } = await called()
    call.connect()
    await settled(widget)
    const ring = find('.who .ring', widget)
    await until(() => ring.style.getPropertyValue('--own') === '0.50', 'the level is shown')
    await until(() => getComputedStyle(ring).scale !== '1', 'it has swollen')
    await emulateMedia({ reducedMotion: 'reduce' })
    expect(getComputedStyle(ring).scale).to.equal('1')
  })
})

describe('a call that comes in', () => {
  afterEach(unmountAll)

  it('rings beside the corner button with the panel closed, and is answered', async () => {
    localStorage.setItem('baton:met:pk_test', '1')
    const { widget, placed, asked } = await offered({ view: RINGING }, false)
    await until(() => has('Answer', widget), 'it rings')
    expect(textOf('[role=alert]', widget).join()).to.contain('Mei is calling you')
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
