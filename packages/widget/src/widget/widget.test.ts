import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { BOT, CUSTOMER, eventOf, LogBuilder } from '../testing/events.ts'
import { dialFake, FakeSession, VIEW } from '../testing/fake-session.ts'
import { find, findAll, mount, pause, settled, textOf, unmountAll, until } from '../testing/mount.ts'
import { SCENES } from '../testing/scenes.ts'
import type { BatonWidget } from './widget.ts'

const hear = (widget: BatonWidget, ...types: (keyof GlobalEventHandlersEventMap)[]): string[] => {
  const heard: string[] = []
  for (const type of types) widget.addEventListener(type, () => heard.push(type))
  return heard
}

const polite = (widget: BatonWidget): string[] => textOf('[role=status]', widget).filter(Boolean)

describe('widget', () => {
  beforeEach(() => setViewport({ width: 1000, height: 800 }))
  afterEach(unmountAll)

  it('opens, closes and toggles, with typed events, and reflects open', async () => {
    const { widget } = await mount({}, { open: false })
    const heard = hear(widget, 'baton-open', 'baton-close')
    widget.open()
    await settled(widget)
    expect(widget.hasAttribute('open')).to.equal(true)
    expect(find('dialog', widget)).to.have.property('open', true)
    widget.toggle()
    await settled(widget)
    expect(widget.hasAttribute('open')).to.equal(false)
    widget.setAttribute('open', '')
    await settled(widget)
    expect(heard).to.deep.equal(['baton-open', 'baton-close', 'baton-open'])
  })

  it('stays closed when the page cancels baton-before-open', async () => {
    const { widget } = await mount({}, { open: false })
    const heard = hear(widget, 'baton-open')
    widget.addEventListener('baton-before-open', (event) => event.preventDefault(), { once: true })
    widget.open()
    await settled(widget)
    expect(widget.opened).to.equal(false)
    expect(widget.hasAttribute('open')).to.equal(false)
    expect(heard).to.deep.equal([])
    widget.open()
    await settled(widget)
    expect(heard).to.deep.equal(['baton-open'])
  })

  it('moves focus to the field, and back to the launcher on Escape', async () => {
    const { widget } = await mount({}, { open: false })
    const button = find('#launcher', widget)
    button.focus()
    await sendKeys({ press: 'Enter' })
    await settled(widget)
    expect(find('baton-composer', widget).shadowRoot?.activeElement?.localName).to.equal('textarea')
    expect(button.getAttribute('aria-expanded')).to.equal('true')
    await sendKeys({ press: 'Escape' })
    await settled(widget)
    expect(widget.opened).to.equal(false)
    expect(widget.shadowRoot?.activeElement).to.equal(button)
    expect(button.getAttribute('aria-expanded')).to.equal('false')
    expect(button.getAttribute('aria-controls')).to.equal(find('dialog', widget).id)
  })

  it('is modal on a phone and not on a desktop', async () => {
    const { widget } = await mount()
    const dialog = find('dialog', widget)
    expect(dialog.matches(':modal')).to.equal(false)
    await setViewport({ width: 390, height: 844 })
    await until(() => dialog.matches(':modal'), 'the panel turns modal')
    await pause(300)
    const { width, height } = dialog.getBoundingClientRect()
    expect([width, height]).to.deep.equal([390, 844])
    await setViewport({ width: 1000, height: 800 })
    await until(() => !dialog.matches(':modal') && dialog.matches('[open]'), 'the panel is not modal')
  })

  it('announces a finished message once, after a pause, and never its stream', async () => {
    const { widget, session } = await mount()
    session.view({ stream: { ref: 't', n: 1, text: 'Half an' } })
    await pause(320)
    expect(polite(widget)).to.deep.equal([])
    const answer = eventOf(1, Date.now(), BOT, 'message', { text: 'Half an hour.' })
    session.view({ stream: null })
    session.arrive(answer)
    await settled(widget)
    expect(polite(widget)).to.deep.equal([])
    await until(() => polite(widget).length > 0, 'the message is announced')
    expect(polite(widget)).to.deep.equal(['Assistant: Half an hour.'])
    const changes: string[] = []
    const region = findAll('[role=status]', widget.shadowRoot as ParentNode).find(({ textContent }) => textContent)
    if (!region) throw new Error('No live region.')
    const observer = new MutationObserver(() => changes.push(region.textContent ?? ''))
    observer.observe(region, { characterData: true, childList: true, subtree: true })
    session.view({ fence: 2 })
    session.arrive(eventOf(2, Date.now(), CUSTOMER, 'message', { text: 'Thanks' }))
    await pause(320)
    observer.disconnect()
    expect(changes).to.deep.equal([])
    expect(find('[role=log]', widget).getAttribute('aria-live')).to.equal('off')
  })

  it('announces that someone types, their place, and errors at once', async () => {
    const { widget, session } = await mount()
    session.set({ typing: [{ role: 'agent', id: 'mei', name: 'Mei' }] })
    await until(() => polite(widget).includes('Mei is typing'), 'typing is announced')
    session.view({ holder: 'queue', queue: { position: 1, waitMs: null } })
    await until(() => polite(widget).includes('You are next'), 'the place is announced')
    session.send({ kind: 'message', text: 'x' })
    const [send] = session.snapshot.pending
    if (!send) throw new Error('Nothing is pending.')
    session.refuse({ ...send, problem: { code: 'rate_limited', message: '', retryable: true } })
    await settled(widget)
    expect(textOf('[role=alert]', widget)).to.deep.equal(['Not sent: too many at once.'])
  })

  it('counts unread messages while closed, in the badge and in the label', async () => {
    const { widget, session } = await mount({}, { open: true })
    widget.close()
    await settled(widget)
    const counts: number[] = []
    widget.addEventListener('baton-unread', ({ count }) => counts.push(count))
    session.arrive(
      eventOf(1, Date.now(), BOT, 'message', { text: 'a' }),
      eventOf(2, Date.now(), BOT, 'message', { text: 'b' }),
    )
    await settled(widget)
    expect(textOf('.badge', widget)).to.deep.equal(['2'])
    expect(find('#launcher', widget).getAttribute('aria-label')).to.equal('Open chat, 2 unread messages')
    widget.open()
    await settled(widget)
    expect(counts).to.deep.equal([2, 0])
    expect(session.reads).to.deep.equal([2])
  })

  it('marks as read only what a visible tab showed in an open panel', async () => {
    const { widget, session } = await mount({ events: new LogBuilder().say(BOT, 'a').events })
    expect(session.reads).to.deep.equal([1])
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' })
    session.arrive(eventOf(2, Date.now(), BOT, 'message', { text: 'b' }))
    await settled(widget)
    expect(session.reads).to.deep.equal([1])
    Reflect.deleteProperty(document, 'visibilityState')
    document.dispatchEvent(new Event('visibilitychange'))
    await settled(widget)
    expect(session.reads).to.deep.equal([1, 2])
    session.view({ fence: 9 })
    await settled(widget)
    expect(session.reads).to.deep.equal([1, 2])
  })

  it('survives a move, and hangs up when it is removed', async () => {
    const { widget, session } = await mount()
    const other = document.body.appendChild(document.createElement('div'))
    other.append(widget)
    await settled(widget)
    expect(session.closes).to.equal(0)
    expect(find('dialog', widget)).to.have.property('open', true)
    widget.remove()
    await pause(0)
    other.remove()
    expect(session.closes).to.equal(1)
    expect(session.listeners).to.equal(0)
  })

  it('keeps properties set before the element was defined', async () => {
    const session = new FakeSession()
    const tag = 'baton-late'
    const early = document.createElement(tag)
    Object.assign(early, {
      siteKey: 'pk_late',
      locale: 'zh-TW',
      opened: true,
      dial: dialFake(session),
      token: async () => 'jwt',
    })
    document.body.append(early)
    const { BatonWidget: Widget } = await import('./widget.ts')
    customElements.define(tag, class extends Widget {})
    await until(() => early.shadowRoot?.querySelector('section'), 'the late element speaks')
    expect(session.connects).to.equal(1)
    expect(early.shadowRoot?.querySelector('section')?.lang).to.equal('zh-TW')
    early.remove()
  })

  it('does not connect for a passer-by, and does for someone who has been here', async () => {
    const { session, widget } = await mount({}, { open: false })
    expect(session.connects).to.equal(0)
    widget.open()
    await settled(widget)
    widget.remove()
    const again = await mount({}, { open: false })
    expect(again.session.connects).to.equal(1)
  })

  it('opens again after a page load in the middle of a case, and leaves the focus on the page', async () => {
    const view = (open: boolean) => ({
      view: { ...VIEW, case: { id: 'k', openedAt: 0, open, rated: false, summarised: !open } },
    })
    const reload = async (open: boolean): Promise<BatonWidget> => {
      for (const widget of document.querySelectorAll('baton-widget')) widget.remove()
      await pause(0)
      return (await mount(view(open), { open: false })).widget
    }
    await mount(view(true))
    const field = document.body.appendChild(document.createElement('input'))
    field.focus()
    const again = await reload(true)
    expect(again.opened).to.equal(true)
    expect(find('dialog', again).checkVisibility()).to.equal(true)
    expect(document.activeElement).to.equal(field)
    field.remove()
    again.close()
    await settled(again)
    expect((await reload(true)).opened, 'closed by hand').to.equal(false)

    const other = (await mount(view(true))).widget
    await other.shutdown()
    expect((await reload(true)).opened, 'signed out').to.equal(false)
    await mount(view(false))
    expect((await reload(false)).opened, 'the case had ended').to.equal(false)
  })

  it('names each of its buttons apart', async () => {
    const { widget } = await mount()
    const names = findAll('button', widget.shadowRoot as ParentNode)
      .filter((button) => button.checkVisibility())
      .map((button) => button.getAttribute('aria-label') ?? button.textContent?.trim())
    expect(names).to.include.members(['Close chat', 'Close this window'])
    expect(new Set(names).size).to.equal(names.length)
  })

  it('joins anew with a token, and forgets on shutdown', async () => {
    const { widget, session } = await mount()
    const tokens: unknown[] = []
    widget.dial = (options, onJoined) => {
      tokens.push(options.token)
      return dialFake(session)(options, onJoined)
    }
    const token = async (): Promise<string> => 'jwt'
    widget.identify(token)
    await settled(widget)
    expect(session.closes).to.equal(1)
    expect(tokens).to.deep.equal([token])
    await widget.shutdown()
    await settled(widget)
    expect(session.closes).to.equal(2)
    expect(widget.opened).to.equal(false)
    expect(session.connects).to.equal(2)
  })

  it('explains a refusal in a sentence with one action, and tells the page', async () => {
    const { widget, session } = await mount()
    const codes: string[] = []
    widget.addEventListener('baton-error', ({ code }) => codes.push(code))
    session.set(SCENES.refused())
    await settled(widget)
    expect(codes).to.deep.equal(['origin_forbidden'])
    expect(textOf('.refused p', widget)[0]).to.contain('not on the list')
    expect(findAll('.refused button', widget.shadowRoot as ParentNode)).to.have.length(1)
    find('.refused button', widget).click()
    await settled(widget)
    expect(session.connects).to.equal(2)
  })

  it('stays usable offline: what is written is kept, and a retry is offered', async () => {
    const { widget, session } = await mount({ connection: 'offline', view: null })
    const network = { code: 'network', message: '', retryable: true } as const
    session.set({ connection: 'connecting', problem: network })
    await settled(widget)
    expect(textOf('.strip p', widget)[0]).to.contain('send it when the connection is back')
    find('.strip button', widget).click()
    expect(session.connects).to.equal(2)
  })

  it('dispatches baton-message across shadow roots, and keeps its inner requests to itself', async () => {
    const { widget, session } = await mount()
    const outside: string[] = []
    const listen = (event: Event): void => {
      outside.push(event.type)
    }
    for (const type of ['baton-message', 'baton-request']) document.addEventListener(type, listen)
    session.arrive(eventOf(1, Date.now(), BOT, 'message', { text: 'a' }))
    find('.talk', widget).click()
    for (const type of ['baton-message', 'baton-request']) document.removeEventListener(type, listen)
    expect(outside).to.deep.equal(['baton-message'])
  })

  it('is ready once, and takes back a wish for a person that was refused', async () => {
    const session = new FakeSession()
    const widget = document.createElement('baton-widget')
    const heard = hear(widget, 'baton-ready')
    Object.assign(widget, { siteKey: 'pk_test', dial: dialFake(session), opened: true })
    document.body.append(widget)
    await until(() => heard.length > 0, 'the widget is ready')
    widget.brand = 'teal'
    await settled(widget)
    expect(heard).to.have.length(1)
    find('.talk', widget).click()
    const [send] = session.snapshot.pending
    if (!send) throw new Error('Nothing is pending.')
    session.refuse({ ...send, problem: { code: 'already_waiting', message: '', retryable: false } })
    expect(session.discarded).to.deep.equal([send.id])
  })

  it('hides and shows its launcher', async () => {
    const { widget } = await mount()
    widget.hide()
    await settled(widget)
    expect(findAll('#launcher', widget.shadowRoot as ParentNode)).to.have.length(0)
    expect(widget.opened).to.equal(false)
    widget.show()
    await settled(widget)
    expect(findAll('#launcher', widget.shadowRoot as ParentNode)).to.have.length(1)
  })

  it('turns dark with the system, and holds still where the page sets color-scheme', async () => {
    const { widget } = await mount({ view: VIEW })
    const ground = (): string => getComputedStyle(find('dialog', widget)).backgroundColor
    const light = ground()
    await emulateMedia({ colorScheme: 'dark' })
    expect(ground()).to.not.equal(light)
    widget.style.colorScheme = 'light'
    expect(ground()).to.equal(light)
    await emulateMedia({ colorScheme: 'light' })
  })

  it('speaks the new language when the attribute changes, with room for Han text', async () => {
    const { widget } = await mount()
    widget.locale = 'zh-HK'
    await until(() => widget.shadowRoot?.querySelector('section')?.lang === 'zh-TW', 'the language changes')
    await settled(widget)
    expect(textOf('.talk', widget)).to.deep.equal(['轉接專人'])
    expect(Number.parseFloat(getComputedStyle(find('section', widget)).lineHeight)).to.be.closeTo(15 * 1.65, 0.1)
  })
})
