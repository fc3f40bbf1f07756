import { sendKeys, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { busy } from '../testing/busy.ts'
import { item, NOW, offer, profile, view } from '../testing/cast.ts'
import { all, find, get, textOf, texts } from '../testing/dom.ts'
import { problem } from '../testing/fake-api.ts'
import { CUSTOMER, LIN, LogWriter, SYSTEM } from '../testing/log.ts'
import { type Stage, stage } from '../testing/stage.ts'

const LOG = ['desk-conversation', 'desk-log'] as const

describe('conversation', () => {
  let scene: Stage

  beforeEach(async () => {
    scene = await stage()
  })
  afterEach(() => scene.close())

  const open = async (start: Parameters<Stage['take']>[2] = {}) => {
    scene.take('s1', { acceptedAt: NOW - 40_000 }, start)
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
  }

  it('tells who spoke, what is private, what the bot did and why, and how the baton passed', async () => {
    busy(scene)
    await scene.settle()
    expect(texts(scene.desk, ...LOG, '.group .by-name')).to.deep.equal([
      'Mei Chen',
      'Bot',
      'Mei Chen',
      'You',
      'Mei Chen',
    ])
    expect(texts(scene.desk, ...LOG, '.line')).to.deep.equal([
      'Case opened',
      'Look up the order: done',
      'Rule fired: Asked for a person · Wrote “talk to a person”',
    ])
    expect(texts(scene.desk, ...LOG, '.why summary')).to.deep.equal(['Why: answered · Order status · 93% sure'])
    expect(texts(scene.desk, ...LOG, '.pass .end')).to.deep.equal(['Bot', 'Queue', 'You'])
    expect(textOf(get(scene.desk, ...LOG, '.note'))).to.contain('Private note · You')
    expect(get<HTMLAnchorElement>(scene.desk, ...LOG, '.sources a').href).to.equal('https://shop.example/shipping')
    expect(texts(scene.desk, ...LOG, '.mask')).to.deep.equal(['[card]'])
    expect(texts(scene.desk, ...LOG, '.seen')).to.deep.equal(['Seen'])
    expect(get<HTMLAnchorElement>(scene.desk, ...LOG, '.bubble a').href).to.equal('https://track.example/SF1337')
  })

  it('announces a new message of the open session once, politely', async () => {
    await open()
    scene.session('s1').arrive(new LogWriter().says(NOW, CUSTOMER, 'Are you there?').events[0] ?? expect.fail())
    await scene.settle()
    expect(textOf(get(scene.desk, '[role=status]'))).to.equal('Mei Chen: Are you there?')
    expect(get(scene.desk, ...LOG, '[role=log]').getAttribute('aria-live')).to.equal('off')
  })

  it('calls a customer without a name a guest, everywhere', async () => {
    const nameless = { ...profile, id: 'c_8f3a90b1c2d3e4f5a6b7', hostId: null, name: null, verified: false }
    scene.take(
      'session-7f2c',
      { item: item('session-7f2c', { customer: '' }), acceptedAt: NOW - 40_000 },
      {
        view: view({ staff: { profile: nameless, brief: null } }),
        events: new LogWriter().says(NOW, CUSTOMER, 'Hi').events,
      },
    )
    scene.floor.setBoard({
      offers: [offer('o1', { session: 'session-o1aa', customer: '' })],
      queue: [item('session-q1bb', { customer: '' })],
      queueLength: 1,
    })
    await scene.store.request({ type: 'select', session: 'session-7f2c' })
    await scene.settle()
    const said = (...path: string[]) => textOf(get(scene.desk, ...path))
    expect(said('desk-inbox', '.offer h3')).to.equal('Guest o1aa')
    expect(said('desk-inbox', '[aria-labelledby=waiting] .name')).to.equal('Guest q1bb')
    expect(said('desk-inbox', 'button.row .name')).to.equal('Guest 7f2c')
    expect(said('desk-inbox', 'button.row .face')).to.equal('G')
    expect(said('desk-conversation', 'h2')).to.equal('Guest 7f2c')
    expect(said(...LOG, '.by-name')).to.equal('Guest 7f2c')
    expect(said('desk-context', 'h2')).to.equal('Guest 7f2c')
    expect(get<HTMLTextAreaElement>(scene.desk, 'desk-conversation', 'desk-composer', 'textarea').placeholder).to.equal(
      'Write to Guest 7f2c',
    )
    const id = get(scene.desk, 'desk-context', '.attributes .id')
    expect(textOf(id)).to.equal('c_8f…a6b7')
    expect(id.title).to.equal(nameless.id)
    expect(scene.store.state.announcement).to.deep.include({ kind: 'offer', customer: 'Guest o1aa' })
  })

  it('leaves out evidence that only quotes, when there is nothing to quote', async () => {
    const { staff } = view()
    if (!staff?.brief?.firing) throw new Error('The cast has no brief.')
    const evidence = [
      { fact: 'customer.wantsPerson', value: true, words: [] },
      { fact: 'case.misses', value: 3, words: [] },
    ]
    const brief = { ...staff.brief, firing: { ...staff.brief.firing, evidence } }
    const fired = {
      rule: 'asked-for-person',
      ruleVersion: '9f2c',
      evidence,
      mode: 'handoff',
      reason: 'asked',
      priority: 0,
    } as const
    await open({
      view: view({ staff: { profile, brief } }),
      events: new LogWriter().add('rule.fired', NOW, SYSTEM, fired).events,
    })
    expect(textOf(get(scene.desk, 'desk-context', '.why dd'))).to.equal('Asked for a person Turns not understood: 3')
    expect(textOf(get(scene.desk, ...LOG, '.line'))).not.to.contain('Wrote')
  })

  it('folds a long want to two lines and unfolds it on demand', async () => {
    const { staff } = view()
    if (!staff?.brief) throw new Error('The cast has no brief.')
    await setViewport({ width: 1440, height: 900 })
    const want = 'My parcel was said to be delivered but it is not here, '.repeat(8)
    await open({ view: view({ staff: { profile, brief: { ...staff.brief, want } } }) })
    await new Promise((done) => setTimeout(done, 50))
    const part = (selector: string) => get(scene.desk, 'desk-context', 'desk-want', selector)
    const folded = part('.want').clientHeight
    expect(textOf(part('button'))).to.equal('more')
    part('button').click()
    await scene.settle()
    expect(part('.want').clientHeight).to.be.greaterThan(folded)
    expect(textOf(part('button'))).to.equal('less')
  })

  it('keeps the first-response clock on one line beside a long name', async () => {
    await setViewport({ width: 1440, height: 900 })
    scene.take(
      's1',
      { acceptedAt: NOW },
      {
        view: view({
          staff: { profile: { ...profile, name: 'Wilhelmina Featherstonehaugh-Cholmondeley' }, brief: null },
        }),
      },
    )
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
    const clock = get(scene.desk, 'desk-conversation', '.first-response')
    expect(clock.getBoundingClientRect().height).to.be.lessThan(26)
    expect(get(scene.desk, 'desk-conversation', '.sub').getBoundingClientRect().height).to.be.lessThan(26)
  })

  it('shows what is on its way, and what was refused with two ways out', async () => {
    await open({
      pending: [
        { id: 'p1', command: { kind: 'message', text: 'On its way' }, at: NOW, problem: null },
        { id: 'p2', command: { kind: 'message', text: 'Refused' }, at: NOW, problem: problem('not_holder') },
      ],
    })
    expect(texts(scene.desk, ...LOG, '.pending-state')[0]).to.equal('Sending')
    expect(texts(scene.desk, ...LOG, '.pending-state')[1]).to.contain('Not sent. The session is not with you any more.')
    const [retry, discard] = all(scene.desk, ...LOG, '.pending .link')
    retry?.click()
    discard?.click()
    expect(scene.session('s1').calls.slice(-2)).to.deep.equal(['retry p2', 'discard p2'])
  })

  it('loads older messages without moving what is being read', async () => {
    const writer = new LogWriter(101)
    for (let n = 0; n < 40; n += 1) writer.says(NOW - 400_000 + n * 1000, n % 2 ? CUSTOMER : LIN, `Message ${n}`)
    const older = new LogWriter(61)
    for (let n = 0; n < 40; n += 1) older.says(NOW - 900_000 + n * 1000, n % 2 ? CUSTOMER : LIN, `Older ${n}`)
    await open({ events: writer.events, hasOlder: true })
    scene.session('s1').older = older.events
    const box = get(scene.desk, ...LOG, '.log')
    box.scrollTop = 120
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    const message = get(scene.desk, ...LOG, '[data-seq="104"]')
    const before = message.getBoundingClientRect().top
    get(scene.desk, ...LOG, '.older button').click()
    await scene.settle()
    expect(scene.session('s1').calls).to.contain('older')
    expect(find(scene.desk, ...LOG, '[data-seq="61"]')).not.to.equal(null)
    expect(Math.abs(message.getBoundingClientRect().top - before)).to.be.lessThan(2)
  })

  it('offers new messages instead of jumping while the agent reads further up', async () => {
    const writer = new LogWriter()
    for (let n = 0; n < 60; n += 1) writer.says(NOW - 400_000 + n * 1000, n % 2 ? CUSTOMER : LIN, `Message ${n}`)
    await open({ events: writer.events })
    const box = get(scene.desk, ...LOG, '.log')
    box.scrollTop = 200
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    scene.session('s1').arrive(new LogWriter(61).says(NOW, CUSTOMER, 'New').events[0] ?? expect.fail())
    await scene.settle()
    expect(box.scrollTop).to.equal(200)
    const pill = get(scene.desk, ...LOG, '.pill')
    expect(textOf(pill)).to.equal('1 new message')
    expect(scene.session('s1').calls).not.to.contain('read 61')
    pill.click()
    await scene.settle()
    expect(box.scrollHeight - box.scrollTop - box.clientHeight).to.be.lessThan(2)
    expect(scene.session('s1').calls).to.contain('read 61')
  })

  it('shows the brief: want, facts with how they are known, tried, mood, why, language', async () => {
    await open({ view: view() })
    const context = (selector: string) => textOf(get(scene.desk, 'desk-context', selector))
    expect(textOf(get(scene.desk, 'desk-context', 'desk-want', '.want'))).to.equal(
      'Where is my order SO10042, it should have come on Monday',
    )
    expect(texts(scene.desk, 'desk-context', '.fact')).to.deep.equal([
      'Order number SO10042 checked in the system',
      'Name Mei Chen from the sign-in',
      'Phone •••• 4821 said by the customer',
    ])
    expect(context('.tried dd')).to.equal('Order status, Parcel tracking')
    expect(context('.mood dd')).to.equal('Angry third time ridiculous')
    expect(context('.why dd')).to.equal('Asked for a person Wrote talk to a person')
    expect(context('.language dd')).to.equal('English')
    expect(context('.marks dd')).to.equal('card number')
    expect(context('.order')).to.contain('SO10042').and.to.contain('Delayed').and.to.contain('CN¥129.00')
    expect(context('.attributes')).to.contain('Member since2024-03')
  })

  it('says that the order system did not answer, never that there are no orders', async () => {
    const { staff } = view()
    if (!staff?.brief) throw new Error('The cast has no brief.')
    await open({
      view: view({ staff: { profile: null, brief: { ...staff.brief, orders: [], ordersState: 'unreachable' } } }),
    })
    const orders = textOf(get(scene.desk, 'desk-context', '[aria-labelledby=orders]'))
    expect(orders).to.contain('The order system did not answer in time').and.not.to.contain('No recent orders')
  })

  it('lists its shortcuts under ?', async () => {
    await sendKeys({ press: '?' })
    await scene.settle()
    expect(texts(scene.desk, 'desk-top-bar', '.keys dt')).to.contain('Hand back to the bot')
    await sendKeys({ press: 'Escape' })
    await scene.settle()
    expect(find(scene.desk, 'desk-top-bar', '.panel')).to.equal(null)
  })
})
