import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { button, called, FACE, has, offered, RINGING, rootOf } from '../testing/called.ts'
import { find, findAll, settled, textOf, unmountAll, until } from '../testing/mount.ts'

describe('a call', () => {
  afterEach(async () => {
    unmountAll()
    await emulateMedia({ reducedMotion: 'no-preference' })
    await setViewport({ width: 1280, height: 800 })
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

  it('asks for a person with one tap, as long as the bot speaks, and keeps the focus in the call', async () => {
    const { widget, session, call } = await called()
    expect(textOf('.full .talk', widget), 'nobody is there yet').to.deep.equal([])
    call.connect()
    await settled(widget)
    find('.full .talk', widget).focus()
    await sendKeys({ press: 'Enter' })
    expect(session.sent).to.deep.equal([{ kind: 'handoff.request' }])
    expect(find('baton-call', widget).shadowRoot?.activeElement?.localName).to.equal('h2')
    session.view({ holder: 'queue', queue: { position: 1, waitMs: null } })
    await settled(widget)
    expect(textOf('.full .talk', widget)).to.deep.equal([])
  })

  it('mutes, holds, and says how good the line is in words', async () => {
    const { widget, call } = await called()
    expect(find('.quality', widget).hidden, 'there is no line yet').to.equal(true)
    call.connect()
    await settled(widget)
    expect(textOf('.quality', widget)).to.deep.equal(['Good connection'])
    button('Mute', widget).click()
    await settled(widget)
    expect(textOf('.second', widget)).to.deep.equal(['You are muted: nobody hears you'])
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
      expect(view.scrollHeight, `${name} in height`).to.be.at.most(view.clientHeight)
    }
    button('Captions', widget).click()
    call.set({ recording: 'asked' })
    await settled(widget)
    expect(button('End call', widget).getBoundingClientRect().bottom).to.be.at.most(560)
  })

  it('leaves its buttons where they are, whatever stands above them', async () => {
    // It would still be on its way in.
    await emulateMedia({ reducedMotion: 'reduce' })
    const { widget, call } = await called()
    call.connect()
    await settled(widget)
    const top = (): number => button('End call', widget).getBoundingClientRect().top
    const before = top()
    button('Keypad', widget).click()
    await settled(widget)
    expect(top()).to.be.closeTo(before, 1)
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
