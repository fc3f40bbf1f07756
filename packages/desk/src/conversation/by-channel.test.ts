import type { Route, ServerFrame } from '@baton/client'
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { violations } from '../testing/axe.ts'
import { brief, NOW, profile, view } from '../testing/cast.ts'
import { ROUTES, WHATSAPP } from '../testing/channels.ts'
import { all, find, focused, get, textOf, texts } from '../testing/dom.ts'
import { CUSTOMER, LIN, LogWriter, SYSTEM } from '../testing/log.ts'
import { type Stage, stage } from '../testing/stage.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const { whatsapp, wechat, telegram } = ROUTES
const composer = (...selectors: string[]) => ['desk-conversation', 'desk-composer', ...selectors]
const log = (...selectors: string[]) => ['desk-conversation', 'desk-log', ...selectors]

describe('a conversation by a channel', () => {
  let scene: Stage

  const open = async (routes: Route[], speaksBy: string, writer = new LogWriter(), peerOnline = false) => {
    scene = await stage({ accounts: [WHATSAPP] })
    scene.take(
      's1',
      { acceptedAt: NOW },
      { events: writer.events, peerOnline, view: view({ staff: { profile, brief, routes, speaksBy } }) },
    )
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
  }
  const later = async (ms: number) => {
    scene.clock.at += ms
    await scene.settle()
  }
  const rested = async () => {
    await Promise.all(document.getAnimations().map((animation) => animation.finished))
    await new Promise((done) => setTimeout(done, 300))
  }

  beforeEach(async () => {
    await setViewport({ width: 1440, height: 900 })
    await emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  })
  afterEach(() => scene.close())

  it('says where the answer goes and how long it may, counting down', async () => {
    await open([whatsapp.at(NOW - 20 * HOUR_MS - 48 * MINUTE_MS)], whatsapp.id)
    expect(textOf(get(scene.desk, ...composer('.way .also')))).to.equal('and on the page while it is open')
    expect(get<HTMLSelectElement>(scene.desk, ...composer('.way select')).selectedOptions[0]?.textContent).to.contain(
      'WhatsApp',
    )
    expect(textOf(get(scene.desk, ...composer('.meter')))).to.equal('closes in 3 hr 12 min')
    await later(2 * MINUTE_MS)
    expect(textOf(get(scene.desk, ...composer('.meter')))).to.equal('closes in 3 hr 10 min')
  })

  it('tells once that it closes soon, and once that it has closed', async () => {
    await open([whatsapp.at(NOW - 23 * HOUR_MS)], whatsapp.id)
    const said = () => textOf(get(scene.desk, ...composer('.box > [role=status]')))
    expect(said()).to.equal('')
    await later(30 * MINUTE_MS)
    expect(said()).to.equal('WhatsApp closes in 30 min.')
    await later(10 * MINUTE_MS)
    expect(said()).to.equal('WhatsApp closes in 30 min.')
    await later(20 * MINUTE_MS)
    expect(said()).to.equal('WhatsApp is closed for free answers')
  })

  it('keeps the draft when the window closes while the agent types, and says what sending comes to', async () => {
    await open([whatsapp.at(NOW - 24 * HOUR_MS + MINUTE_MS)], whatsapp.id)
    await sendKeys({ type: 'One mom' })
    expect(find(scene.desk, ...composer('.shut'))).to.equal(null)
    await later(MINUTE_MS)
    await sendKeys({ type: 'ent' })
    await scene.settle()
    expect(get<HTMLTextAreaElement>(scene.desk, ...composer('textarea')).value).to.equal('One moment')
    expect(textOf(get(scene.desk, ...composer('.shut p')))).to.equal(
      'WhatsApp is closed for free answers. You can go on writing: what you send waits until they write again.',
    )
    expect(textOf(get(scene.desk, ...composer('.send')))).to.equal('Send when they write')
    await sendKeys({ press: 'Enter' })
    expect(scene.session('s1').sent).to.deep.equal([{ kind: 'message', text: 'One moment' }])
  })

  it('sends a template with values in place of words', async () => {
    await open([whatsapp.at(NOW - 30 * HOUR_MS)], whatsapp.id)
    get(scene.desk, ...composer('.template')).click()
    await scene.settle()
    expect(focused()?.tagName).to.equal('SELECT')
    const form = (...selectors: string[]) => composer('desk-template-form', ...selectors)
    get(scene.desk, ...form('.confirm')).click()
    expect(scene.session('s1').sent, 'values are missing').to.deep.equal([])
    const inputs = all(scene.desk, ...form('input'))
    for (const [at, value] of ['Mei', 'SO10042'].entries()) {
      inputs[at]?.focus()
      await sendKeys({ type: value })
    }
    await scene.settle()
    expect(textOf(get(scene.desk, ...form('.preview p')))).to.equal(
      'Hello Mei, there is news of your order SO10042. Answer here and we go on.',
    )
    await rested()
    expect(await violations()).to.deep.equal([])
    get(scene.desk, ...form('.confirm')).click()
    expect(scene.session('s1').sent).to.deep.equal([
      {
        kind: 'message',
        text: '',
        to: { route: whatsapp.id, template: { name: 'order_update', language: 'en_US', values: ['Mei', 'SO10042'] } },
      },
    ])
  })

  it('goes by another way when the agent says so, and back to where the customer writes', async () => {
    const routes = [whatsapp.at(NOW - 30 * HOUR_MS), telegram.at(NOW - 40 * HOUR_MS)]
    await open(routes, whatsapp.id)
    get(scene.desk, ...composer('.use')).click()
    await scene.settle()
    expect(find(scene.desk, ...composer('.shut'))).to.equal(null)
    expect(textOf(get(scene.desk, ...composer('.send')))).to.equal('Send')
    await sendKeys({ type: 'Hello' })
    await sendKeys({ press: 'Enter' })
    expect(scene.session('s1').sent).to.deep.equal([{ kind: 'message', text: 'Hello', to: { route: telegram.id } }])
    const { id: _id, ...page } = { id: '', profile, brief, routes }
    scene.session('s1').set({ view: view({ staff: page }) })
    await scene.settle()
    await sendKeys({ type: 'On the page' })
    await sendKeys({ press: 'Enter' })
    expect(scene.session('s1').sent.at(-1)).to.deep.equal({ kind: 'message', text: 'On the page' })
  })

  it('counts what WeChat leaves, and says when it is spent', async () => {
    await open([wechat.at(NOW - HOUR_MS, { spent: 2 })], wechat.id)
    expect(textOf(get(scene.desk, ...composer('.meter')))).to.match(/^3 of 5 left until /)
    const spent = { profile, brief, routes: [wechat.at(NOW - HOUR_MS, { spent: 5 })], speaksBy: wechat.id }
    scene.session('s1').set({ view: view({ staff: spent }) })
    await scene.settle()
    expect(textOf(get(scene.desk, ...composer('.shut strong')))).to.equal('No more messages by WeChat for now.')
    expect(find(scene.desk, ...composer('.template'))).to.equal(null)
  })

  it('shows each message’s channel, how far it has come and why it waits', async () => {
    const writer = new LogWriter()
      .add('route.changed', NOW - 5_000, SYSTEM, whatsapp.found)
      .add('message', NOW - 4_000, CUSTOMER, { text: 'By phone', via: whatsapp.via })
      .says(NOW - 3_000, CUSTOMER, 'On the page')
      .add('message', NOW - 2_000, LIN, { text: 'Good news', to: { route: whatsapp.id } })
      .add('message.delivery', NOW - 1_000, SYSTEM, {
        ref: 4,
        route: whatsapp.id,
        channel: 'whatsapp',
        state: 'held',
        reason: 'window_closed',
      })
      .add('route.changed', NOW, SYSTEM, { ...whatsapp.found, standing: 'blocked' })
    await open([whatsapp.at(NOW - 4_000, { standing: 'blocked' })], whatsapp.id, writer)
    const by = texts(scene.desk, ...log('.by'))
    expect(by[0]).to.contain('By WhatsApp')
    expect(by[1]).not.to.contain('WhatsApp')
    expect(texts(scene.desk, ...log('.delivery'))).to.deep.equal([
      'WhatsApp: waiting · The time for free answers is over. It goes out when the customer writes again.',
    ])
    expect(textOf(get(scene.desk, ...log('.line[data-kind="route.changed"]:last-of-type')))).to.equal(
      'WhatsApp was closed by the customer',
    )
    await rested()
    expect(await violations()).to.deep.equal([])
  })

  it('gives what a message brings its place: on its way, here, or not to come', async () => {
    const writer = new LogWriter().add('message', NOW - 4_000, CUSTOMER, {
      text: '',
      via: whatsapp.via,
      attachments: [{ kind: 'image' }, { kind: 'voice' }, { kind: 'file' }],
      place: { latitude: 31.230416, longitude: 121.473701, name: 'The Bund' },
    })
    await open([whatsapp.at(NOW - 4_000)], whatsapp.id, writer)
    scene.session('s1').answer = (frame): ServerFrame | null =>
      frame.type === 'file' ? { ...frame, type: 'link', path: '/v1/files/a.b.c', expiresAt: 0 } : null
    const files = (...selectors: string[]) => log('desk-files', ...selectors)
    expect(texts(scene.desk, ...files('li'))).to.deep.equal([
      'A picture, on its way',
      'A voice message, on its way',
      'A file, on its way',
    ])
    const place = get<HTMLAnchorElement>(scene.desk, ...log('a.place'))
    expect(textOf(place)).to.equal('The Bund31.23042, 121.47370 · Open the map')
    expect(place.href).to.equal('https://www.openstreetmap.org/?mlat=31.23042&mlon=121.47370#map=16/31.23042/121.47370')
    expect(place.rel).to.equal('noopener noreferrer')
    const file = { id: 'f_1', name: 'photo.jpg', type: 'image/jpeg', bytes: 900_000 }
    const more = new LogWriter(2)
      .add('attachment.arrived', NOW, SYSTEM, { ref: 1, index: 0, file })
      .add('attachment.missed', NOW, SYSTEM, { ref: 1, index: 2, reason: 'too_large' })
    for (const event of more.events) scene.session('s1').arrive(event)
    await scene.settle()
    expect(texts(scene.desk, ...files('li'))[0]).to.contain('photo.jpg')
    expect(texts(scene.desk, ...files('li'))[2]).to.equal('A file was sent but cannot be shown: it is too large.')
    await rested()
    expect(await violations()).to.deep.equal([])
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is clean for axe when it is shut, ${colorScheme}`, async () => {
      await emulateMedia({ colorScheme })
      await open([whatsapp.at(NOW - 30 * HOUR_MS), telegram.at(NOW - HOUR_MS)], whatsapp.id)
      await rested()
      expect(await violations()).to.deep.equal([])
    })
  }

  it('is clean for axe on a phone', async () => {
    await setViewport({ width: 390, height: 844 })
    await open([whatsapp.at(NOW - 23.8 * HOUR_MS), telegram.at(NOW - HOUR_MS)], whatsapp.id)
    await rested()
    expect(await violations()).to.deep.equal([])
    expect(document.documentElement.scrollWidth).to.equal(390)
  })
})
