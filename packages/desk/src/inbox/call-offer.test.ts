import { expect } from 'chai'
import '../call/glance.ts'
import '../call/softphone.ts'
import { brief, NOW, offer, snapshot, view } from '../testing/cast.ts'
import { find, get, textOf, texts } from '../testing/dom.ts'
import { voiceSignals } from '../testing/fake-call.ts'
import { type Stage, stage } from '../testing/stage.ts'

const CALL = { call: true, queuedAt: NOW - 12_000 }

describe('a call that is offered', () => {
  let scene: Stage
  afterEach(() => scene.close())

  it('says so, rings and is notified, and falls silent in the moment it is answered', async () => {
    scene = await stage({ preferences: { notify: true } })
    scene.floor.setBoard({ offers: [offer('o1', CALL)] })
    await scene.settle()
    expect(textOf(get(scene.desk, 'desk-inbox', '.on-call'))).to.equal('On a call, waiting 0:12')
    expect(get(scene.desk, 'desk-inbox', '.on-call .clock').dataset.state).to.equal('amber')
    expect(textOf(get(scene.desk, 'desk-inbox', '.offer .primary'))).to.equal('Answer A')
    expect(scene.notified).to.deep.equal(['Mei Chen is on the line'])
    expect(scene.isRinging()).to.equal(true)
    scene.clock.at += 3_000
    await scene.settle()
    expect(get(scene.desk, 'desk-inbox', '.on-call .clock').dataset.state).to.equal('red')
    get(scene.desk, 'desk-inbox', '.offer .primary').click()
    expect(scene.isRinging()).to.equal(false)
  })

  it('does not ring for a chat, nor for who wants it quiet', async () => {
    scene = await stage()
    scene.floor.setBoard({ offers: [offer('o1')] })
    expect(scene.isRinging()).to.equal(false)
    await scene.store.request({ type: 'prefer', change: { ring: false } })
    scene.floor.setBoard({ offers: [offer('o2', CALL)] })
    expect(scene.isRinging()).to.equal(false)
    await scene.store.request({ type: 'prefer', change: { ring: true } })
    expect(scene.isRinging()).to.equal(true)
    scene.floor.setBoard({ offers: [] })
    expect(scene.isRinging()).to.equal(false)
  })

  it('shows the facts, what is being said, and how it sounds, before it is answered', async () => {
    scene = await stage()
    scene.floor.seen = {
      brief,
      said: [
        { by: 'customer', text: 'Where is it', at: NOW - 9_000, signals: voiceSignals() },
        { by: 'bot', text: 'On its way', at: NOW - 8_000 },
        { by: 'customer', text: 'A person', at: NOW, signals: voiceSignals({ rate: 6, arousal: 0.5 }) },
      ],
    }
    scene.floor.setBoard({ offers: [offer('o1', CALL)] })
    await scene.settle()
    await scene.settle()
    const glance = get(scene.desk, 'desk-inbox', 'desk-glance')
    expect(texts(glance, 'li')).to.deep.equal(['Mei Chen: Where is it', 'Bot: On its way', 'Mei Chen: A person'])
    expect(textOf(get(glance, '.facts'))).to.equal('SO10042, Mei Chen, •••• 4821')
    expect(textOf(get(glance, '.signals')))
      .to.contain('faster than at first')
      .and.to.contain('Arousal: raised')
  })

  it('is joined as soon as its session is open', async () => {
    scene = await stage()
    const call = { id: 'call_1', direction: 'in', channel: 'widget', status: 'live', at: NOW, agent: null } as const
    scene.snapshots.set('s_o1', snapshot({ view: null, connection: 'connecting' }))
    scene.floor.setBoard({ offers: [offer('o1', CALL)] })
    await scene.store.request({ type: 'accept', offerId: 'o1' })
    await scene.settle()
    expect(scene.voice.calls).to.deep.equal([])
    scene.session('s_o1').set({ view: view({ call }), connection: 'online' })
    await scene.settle()
    expect(scene.voice.last.asked).to.deep.equal(['answer'])
    expect(scene.isRinging()).to.equal(false)
    expect(find(scene.desk, 'desk-softphone', '.call')).not.to.equal(null)
  })

  it('is a conversation like any other when the customer has hung up meanwhile', async () => {
    scene = await stage()
    scene.floor.setBoard({ offers: [offer('o1', CALL)] })
    await scene.store.request({ type: 'accept', offerId: 'o1' })
    await scene.settle()
    expect(scene.voice.calls).to.deep.equal([])
    expect(scene.store.state.selected).to.equal('s_o1')
  })
})
