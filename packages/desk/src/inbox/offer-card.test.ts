import { sendKeys, sendMouse } from '@web/test-runner-commands'
import { expect } from 'chai'
import { NOW, offer, snapshot, view } from '../testing/cast.ts'
import { all, focused, get, textOf, texts } from '../testing/dom.ts'
import { problem } from '../testing/fake-api.ts'
import { type Stage, stage } from '../testing/stage.ts'

describe('answering an offer', () => {
  let scene: Stage

  beforeEach(async () => {
    scene = await stage()
  })
  afterEach(() => scene.close())

  const names = () => texts(scene.desk, 'desk-inbox', '.row[data-session] .name')

  it('accepts the first offer with A and opens it with the ticket that came with it', async () => {
    scene.floor.setBoard({ offers: [offer('o1'), offer('o2')] })
    await scene.settle()
    await sendKeys({ press: 'a' })
    await scene.settle()
    expect(scene.floor.asked).to.deep.equal(['accept o1'])
    const session = scene.session('s_o1')
    expect(session.admissions).to.deep.equal([{ url: 'wss://gateway.example/v1/session', ticket: 'ticket of o1' }])
    await session.reconnect()
    expect(session.admissions[1]?.ticket).to.equal('ticket of s_o1')
    expect(focused()?.tagName).to.equal('TEXTAREA')
  })

  it('gives the composer what is typed right after A, however long the accept and the opening take', async () => {
    scene.floor.setBoard({ offers: [offer('o1'), offer('o2')] })
    scene.snapshots.set('s_o1', snapshot({ view: null, connection: 'connecting' }))
    await scene.settle()
    let confirm = () => {}
    scene.floor.accept = () =>
      new Promise((done) => {
        confirm = () => done({ session: 's_o1', ticket: 't' })
      })
    await sendKeys({ press: 'a' })
    await sendKeys({ type: 'Dad? ' })
    expect(scene.floor.asked).to.deep.equal([])
    confirm()
    await scene.settle()
    await sendKeys({ type: 'a date' })
    scene.session('s_o1').set({ view: view(), connection: 'online' })
    await scene.settle()
    await sendKeys({ type: '.' })
    await sendKeys({ press: 'Enter' })
    expect(scene.session('s_o1').sent).to.deep.equal([{ kind: 'message', text: 'Dad? a date.' }])
    expect(scene.floor.asked).to.deep.equal([])
  })

  it('takes the focus to the composer after a click on Accept', async () => {
    scene.floor.setBoard({ offers: [offer('o1')] })
    scene.snapshots.set('s_o1', snapshot({ view: null, connection: 'connecting' }))
    await scene.settle()
    const place = get(scene.desk, 'desk-inbox', '.offer .primary').getBoundingClientRect()
    await sendMouse({ type: 'click', position: [Math.round(place.x + 20), Math.round(place.y + 10)] })
    await scene.settle()
    expect(focused()?.tagName).to.equal('TEXTAREA')
    await sendMouse({ type: 'move', position: [0, 0] })
  })

  it('lets the letters serve again when an accept was refused', async () => {
    scene.floor.setBoard({ offers: [offer('o1')] })
    scene.floor.refusal = problem('offer_gone')
    await scene.settle()
    await sendKeys({ press: 'a' })
    await scene.settle()
    scene.floor.refusal = null
    await sendKeys({ press: 'd' })
    await scene.settle()
    expect(scene.floor.asked).to.deep.equal(['accept o1', 'decline o1'])
  })

  it('does not spend a second ticket when the board is faster than the accept', async () => {
    const first = offer('o1')
    scene.floor.setBoard({ offers: [first] })
    await scene.settle()
    const accepting = scene.store.request({ type: 'accept', offerId: 'o1' })
    scene.floor.setBoard({
      offers: [],
      mine: [{ item: first.item, agent: { id: 'lin', name: 'Lin Yue' }, fence: 3, acceptedAt: NOW }],
    })
    await accepting
    await scene.settle()
    expect(scene.floor.asked).to.deep.equal(['accept o1'])
    expect(names()).to.deep.equal(['Mei Chen'])
  })

  it('says in words that an offer has gone', async () => {
    scene.floor.setBoard({ offers: [offer('o1')] })
    scene.floor.refusal = problem('offer_gone')
    await scene.settle()
    await sendKeys({ press: 'a' })
    await scene.settle()
    expect(textOf(get(scene.desk, 'desk-top-bar', '.banner.problem span'))).to.equal(
      'This offer has ended. A colleague may have taken it.',
    )
    expect(scene.store.state.selected).to.equal(null)
  })

  it('says of an offer that came back that the agent declined it', async () => {
    scene.floor.setBoard({ offers: [offer('o1')] })
    await scene.settle()
    await sendKeys({ press: 'd' })
    scene.clock.at += 12_000
    scene.floor.setBoard({ offers: [offer('o9', { session: 's_o1' }, 20_000)] })
    await scene.settle()
    expect(textOf(get(scene.desk, 'desk-inbox', '.offer-who'))).to.contain('you declined this 12 sec ago')
  })

  it('answers the offer in focus rather than the first', async () => {
    scene.floor.setBoard({ offers: [offer('o1'), offer('o2')] })
    await scene.settle()
    all(scene.desk, 'desk-inbox', '[data-offer=o2] button')[0]?.focus()
    await sendKeys({ press: 'd' })
    await scene.settle()
    expect(scene.floor.asked).to.deep.equal(['decline o2'])
  })
})
