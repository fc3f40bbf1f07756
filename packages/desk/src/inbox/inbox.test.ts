import { sendKeys, sendMouse } from '@web/test-runner-commands'
import { expect } from 'chai'
import { violations } from '../testing/axe.ts'
import { item, NOW, offer, view } from '../testing/cast.ts'
import { all, find, focused, get, textOf, texts } from '../testing/dom.ts'
import { CUSTOMER, LIN, LogWriter } from '../testing/log.ts'
import { type Stage, stage } from '../testing/stage.ts'

const said = (at: number, answered = NOW - 100_000) =>
  new LogWriter().says(answered, LIN, 'Hello').says(at, CUSTOMER, 'Still there?').events

describe('inbox', () => {
  let scene: Stage

  beforeEach(async () => {
    scene = await stage()
  })
  afterEach(() => scene.close())

  const names = () => texts(scene.desk, 'desk-inbox', '.row[data-session] .name')

  it('counts an offer down by the clock of the gateway', async () => {
    scene.floor.set({ clockOffsetMs: 5_000 })
    scene.floor.setBoard({ offers: [offer('o1', {}, 14_000)] })
    await scene.settle()
    const countdown = () => get(scene.desk, 'desk-inbox', '.countdown').getAttribute('aria-label')
    expect(countdown()).to.equal('9 seconds left')
    scene.clock.at += 3_000
    await scene.settle()
    expect(countdown()).to.equal('6 seconds left')
  })

  it('marks an emergency and who is to go first, and nobody else', async () => {
    scene.floor.setBoard({
      offers: [offer('o1', { reason: 'emergency', priority: 9 }), offer('o2', { reason: 'unsure', priority: 2 })],
    })
    await scene.settle()
    const marked = all(scene.desk, 'desk-inbox', '.offer .badge.danger').map(textOf)
    expect(marked).to.deep.equal(['An emergency', 'Priority 9'])
  })

  it('says who, what and why on an offer', async () => {
    scene.floor.setBoard({ offers: [offer('o1', { reason: 'mood', priority: 3, tier: 'Gold' })] })
    await scene.settle()
    const card = textOf(get(scene.desk, 'desk-inbox', '.offer'))
    for (const part of [
      'Mei Chen',
      'Where is my order SO10042?',
      'Upset or worried',
      'Gold',
      'Priority 3',
      'waiting 0:40',
    ]) {
      expect(card).to.contain(part)
    }
  })

  it('says why the agent was set to away, and takes them back', async () => {
    scene.floor.setBoard({ presence: 'away', awayReason: 'lapsed', awaySince: NOW })
    await scene.settle()
    const banner = get(scene.desk, 'desk-top-bar', '.banner.missed')
    expect(textOf(banner)).to.contain('You missed two offers, so you were set to away.')
    expect(textOf(get(scene.desk, '[role=status]'))).to.contain('You missed two offers')
    expect(await violations()).to.deep.equal([])
    get(scene.desk, 'desk-top-bar', '.banner.missed button').click()
    expect(scene.floor.asked).to.deep.equal(['presence online'])
  })

  it('leaves the letters alone where the agent writes, and where they are switched off', async () => {
    scene.take('s1')
    await scene.store.request({ type: 'select', session: 's1' })
    scene.floor.setBoard({ offers: [offer('o1')] })
    await scene.settle()
    expect(focused()?.tagName).to.equal('TEXTAREA')
    await sendKeys({ press: 'a' })
    await scene.store.request({ type: 'prefer', change: { letterKeys: false } })
    get(scene.desk, 'desk-inbox', '.offer button').focus()
    await sendKeys({ press: 'a' })
    await scene.settle()
    expect(scene.floor.asked.filter((asked) => asked.startsWith('accept'))).to.deep.equal([])
  })

  it('counts offers in the title and tells who listens', async () => {
    scene.floor.setBoard({ offers: [offer('o1')] })
    await scene.settle()
    expect(document.title).to.match(/^\(1\) Lantern Home/)
    expect(textOf(get(scene.desk, '[role=status]'))).to.equal('New offer: Mei Chen. Where is my order SO10042?')
    expect(scene.notified).to.deep.equal([])
  })

  it('notifies only when asked to', async () => {
    await scene.store.request({ type: 'prefer', change: { notify: true } })
    scene.floor.setBoard({ offers: [offer('o1')] })
    expect(scene.notified).to.deep.equal(['Mei Chen'])
  })

  it('puts who has waited longest first, and who was answered last', async () => {
    scene.take(
      'fresh',
      { item: item('fresh', { customer: 'Fresh' }), acceptedAt: NOW - 200_000 },
      { events: said(NOW - 5_000), view: view({ staff: { profile: null, brief: null } }) },
    )
    scene.take(
      'done',
      { item: item('done', { customer: 'Done' }), acceptedAt: NOW - 200_000 },
      {
        events: new LogWriter().says(NOW - 90_000, LIN, 'Hi').events,
        view: view({ staff: { profile: null, brief: null } }),
      },
    )
    scene.take(
      'long',
      { item: item('long', { customer: 'Long' }), acceptedAt: NOW - 200_000 },
      { events: said(NOW - 60_000), view: view({ staff: { profile: null, brief: null } }) },
    )
    await scene.settle()
    expect(names()).to.deep.equal(['Long', 'Fresh', 'Done'])
  })

  it('never reorders under the pointer, and does once it has gone', async () => {
    const nobody = view({ staff: { profile: null, brief: null } })
    scene.take(
      'one',
      { item: item('one', { customer: 'One' }), acceptedAt: NOW - 200_000 },
      { events: said(NOW - 60_000), view: nobody },
    )
    scene.take(
      'two',
      { item: item('two', { customer: 'Two' }), acceptedAt: NOW - 200_000 },
      { events: said(NOW - 5_000), view: nobody },
    )
    await scene.settle()
    expect(names()).to.deep.equal(['One', 'Two'])
    const place = get(scene.desk, 'desk-inbox', '[data-session=one]').getBoundingClientRect()
    await sendMouse({ type: 'move', position: [Math.round(place.x + 20), Math.round(place.y + 10)] })
    scene.session('one').arrive(new LogWriter(3).says(NOW, LIN, 'Yes').events[0] ?? expect.fail())
    await scene.settle()
    expect(names()).to.deep.equal(['One', 'Two'])
    await sendMouse({ type: 'move', position: [700, 500] })
    await scene.settle()
    expect(names()).to.deep.equal(['Two', 'One'])
  })

  it('marks what was not read, until it is opened', async () => {
    scene.take('s1', {}, { events: said(NOW - 5_000) })
    await scene.settle()
    expect(find(scene.desk, 'desk-inbox', '.dot')).not.to.equal(null)
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
    expect(find(scene.desk, 'desk-inbox', '.dot')).to.equal(null)
    expect(scene.session('s1').calls).to.contain('read 2')
  })

  it('moves through the list with j and k and the arrows', async () => {
    scene.take('one', { item: item('one', { customer: 'One' }), acceptedAt: NOW - 2_000 })
    scene.take('two', { item: item('two', { customer: 'Two' }), acceptedAt: NOW - 1_000 })
    await scene.settle()
    const rows = all(scene.desk, 'desk-inbox', '.row[data-session]')
    expect(rows.map((row) => row.tabIndex)).to.deep.equal([0, -1])
    rows[0]?.focus()
    await sendKeys({ press: 'j' })
    expect(focused()).to.equal(rows[1])
    await sendKeys({ press: 'ArrowUp' })
    expect(focused()).to.equal(rows[0])
    await sendKeys({ press: 'j' })
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(scene.store.state.selected).to.equal('two')
  })

  it('shows the first-response clock amber at 21 s and red at 30 s, until the agent has answered', async () => {
    scene.take('s1', { acceptedAt: NOW })
    await scene.settle()
    const clock = () => find(scene.desk, 'desk-inbox', '.clock')?.dataset.state
    const seen: unknown[] = []
    for (const seconds of [0, 20, 21, 29, 30]) {
      scene.clock.at = NOW + seconds * 1000
      await scene.settle()
      seen.push(clock())
    }
    expect(seen).to.deep.equal(['calm', 'calm', 'amber', 'amber', 'red'])
    scene.session('s1').arrive(new LogWriter().says(NOW + 30_500, LIN, 'Hello').events[0] ?? expect.fail())
    await scene.settle()
    expect(clock()).to.equal(undefined)
  })

  it('shows who waits and how many there are', async () => {
    scene.floor.setBoard({ queue: [item('q1', { customer: 'Yuki' })], queueLength: 5 })
    await scene.settle()
    const waiting = textOf(get(scene.desk, 'desk-inbox', '[aria-labelledby=waiting]'))
    expect(waiting).to.contain('Waiting 5').and.to.contain('Yuki').and.to.contain('and 4 more')
  })

  it('switches between online and away by keyboard', async () => {
    get(scene.desk, 'desk-top-bar', '[role=radio][value=online]').focus()
    await sendKeys({ press: 'ArrowRight' })
    await scene.settle()
    expect(scene.floor.asked).to.deep.equal(['presence away'])
    expect(textOf(get(scene.desk, 'desk-inbox', '.empty'))).to.contain('You are away, so nothing is offered to you.')
  })

  it('says that the connection is lost and what becomes of what is sent', async () => {
    scene.floor.set({ connection: 'offline' })
    await scene.settle()
    expect(textOf(get(scene.desk, 'desk-top-bar', '.banner.offline'))).to.contain('You are offline.')
  })
})
