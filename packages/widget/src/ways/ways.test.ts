import type { ClientFrame, ServerFrame } from '@baton/client'
import { setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import type { FakeSession } from '../testing/fake-session.ts'
import { find, findAll, mount, settled, textOf, unmountAll, until } from '../testing/mount.ts'
import { takeBroughtCode } from './brought-code.ts'

const CODE = '7K2PQ-9XWZT'

const WAYS = [
  { channel: 'telegram', account: 'ch_1', name: 'Kite', href: `https://t.me/kite_bot?start=${CODE}` },
  { channel: 'wechat', account: 'ch_2', name: 'Kite', href: null },
] as const

/** A gateway that has these ways, and asks before it connects. */
function gateway(ways: readonly (typeof WAYS)[number][] = WAYS, end: 'linked' | 'verified' = 'linked') {
  const told: ClientFrame[] = []
  const answer: FakeSession['answer'] = (frame): ServerFrame | null => {
    told.push(frame)
    if (frame.type === 'ways') {
      return { type: 'ways', req: frame.req, code: CODE, expiresAt: Date.now() + 900_000, ways: [...ways] }
    }
    if (frame.type !== 'connect') return null
    if (frame.code !== undefined) {
      return { type: 'connected', req: frame.req, as: 'consent', with: { channel: 'telegram', name: 'Li L.' } }
    }
    return { type: 'connected', req: frame.req, as: frame.consents ? end : 'declined' }
  }
  return { told, answer }
}

const signedIn = (): Promise<string> => Promise.resolve('a.host.token')

describe('going on elsewhere', () => {
  afterEach(async () => {
    unmountAll()
    history.replaceState(null, '', location.pathname + location.search)
    await setViewport({ width: 1000, height: 800 })
  })

  it('is offered only where the business speaks elsewhere', async () => {
    const { widget } = await mount({}, { answer: gateway().answer })
    expect(findAll('.close:not([hidden])', widget.shadowRoot as ParentNode)).to.have.length(1)
  })

  it('shows a link, a picture to scan that has a name, and the code beside it', async () => {
    const { widget } = await mount({}, { answer: gateway().answer })
    widget.showWays(true)
    await until(() => findAll('.code', widget.shadowRoot as ParentNode).length > 0, 'the ways are listed')
    expect(textOf('.code', widget)).to.deep.equal([CODE])
    const link = find('a[href^="https://t.me"]', widget) as HTMLAnchorElement
    expect([link.textContent, link.rel]).to.deep.equal(['Open Telegram · Kite', 'noopener noreferrer'])
    const picture = findAll('svg[role=img]', widget.shadowRoot as ParentNode)
    expect(picture).to.have.length(1)
    expect(picture[0]?.getAttribute('aria-label')).to.contain('Telegram')
    // An outline as icons have it joins the dots to one blot that no camera reads.
    const dots = picture[0]?.querySelector('path')
    expect(dots && [getComputedStyle(dots).stroke, getComputedStyle(dots).fill]).to.deep.equal(['none', 'rgb(0, 0, 0)'])
    expect(textOf('li span', widget)).to.deep.equal(['Write this code to us on WeChat · Kite:'])
    find('baton-ways', widget).shadowRoot?.querySelector<HTMLButtonElement>('.close')?.click()
    await settled(widget)
    expect(findAll('baton-ways', widget.shadowRoot as ParentNode)).to.have.length(0)
    expect(widget.shadowRoot?.activeElement?.id).to.equal('panel')
  })

  it('has no picture on a phone, where the link opens the app', async () => {
    await setViewport({ width: 390, height: 844 })
    const { widget } = await mount({}, { answer: gateway().answer })
    widget.showWays(true)
    await until(() => findAll('.qr', widget.shadowRoot as ParentNode).length > 0, 'the ways are listed')
    expect(getComputedStyle(find('.qr', widget)).display).to.equal('none')
    expect(find('a[href^="https://t.me"]', widget).getBoundingClientRect().height).to.be.greaterThan(0)
  })

  it('says so where there is none', async () => {
    const { widget } = await mount({}, { answer: gateway([]).answer, locale: 'zh-TW' })
    widget.showWays(true)
    await until(() => textOf('[role=status]', widget).includes('目前沒有其他管道。'), 'it says so')
  })

  it('takes the code out of the address bar at once, and leaves the rest', () => {
    history.replaceState(null, '', `#top&baton-link=${CODE}`)
    expect(takeBroughtCode()).to.equal(CODE)
    expect(location.hash).to.equal('#top')
    expect(takeBroughtCode()).to.equal(null)
    history.replaceState(null, '', `#baton-link=${CODE}`)
    expect(takeBroughtCode()).to.equal(CODE)
    expect(location.href).to.not.contain('#')
  })

  it('asks before a chat is connected, and tells what became of it', async () => {
    history.replaceState(null, '', `#baton-link=${CODE}`)
    const { told, answer } = gateway()
    const { widget } = await mount({}, { answer, open: false })
    expect(location.hash).to.equal('')
    expect(widget.opened).to.equal(true)
    await until(
      () => textOf('[role=status]', widget).includes('Sign in on this page, then the chat can be connected.'),
      'asks to sign in',
    )
    expect(told).to.deep.equal([])
    widget.identify(signedIn)
    await until(() => textOf('.asked', widget).length > 0, 'it is asked')
    expect(textOf('.asked', widget)).to.deep.equal(['Connect your Telegram chat with the name Li L.?'])
    expect(textOf('.choice button', widget)).to.deep.equal(['Connect', 'Not me'])
    find('[data-answer=yes]', widget).click()
    await until(() => textOf('.asked', widget).includes('Connected. You can go on here or there.'), 'it is told')
    expect(find('baton-ways', widget).shadowRoot?.activeElement?.localName).to.equal('h3')
    expect(told).to.have.length(2)
  })

  it('connects nothing for whoever says no', async () => {
    history.replaceState(null, '', `#baton-link=${CODE}`)
    const { told, answer } = gateway()
    const { widget } = await mount({}, { answer })
    widget.identify(signedIn)
    await until(() => findAll('[data-answer=no]', widget.shadowRoot as ParentNode).length > 0, 'it is asked')
    find('[data-answer=no]', widget).click()
    await until(() => textOf('.asked', widget).includes('Nothing was connected.'), 'it is told')
    expect(told.at(-1)).to.include({ type: 'connect', consents: false })
  })
})
