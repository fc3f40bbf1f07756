import { expect } from 'chai'
import { until } from './testing/mount.ts'
import type { BatonWidget } from './widget/widget.ts'

interface StrictWindow extends Window {
  violations: string[]
  opened?: boolean
  Baton: (...call: unknown[]) => unknown
}

/** The built files, on a page with `default-src 'none'` and Trusted Types: what a careful site would set. */
describe('the script tag, built, under a strict policy', () => {
  let frame: HTMLIFrameElement
  let page: StrictWindow
  let widget: BatonWidget

  before(async function () {
    this.timeout(30_000)
    frame = document.createElement('iframe')
    Object.assign(frame, { width: 600, height: 700, src: '/strict/index.html' })
    document.body.append(frame)
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    page = frame.contentWindow as unknown as StrictWindow
    const find = (): BatonWidget | null | undefined => frame.contentDocument?.querySelector('baton-widget')
    await until(() => find()?.shadowRoot?.querySelector('dialog[open] baton-log'), 'the widget opens', 20_000)
    widget = find() as BatonWidget
  })
  after(() => frame.remove())

  it('draws the calls made before it loaded, and opens', () => {
    expect(page.opened).to.equal(true)
    expect(widget.getAttribute('site-key')).to.equal('pk_test')
    expect(widget.getAttribute('gateway')).to.equal(location.origin)
    expect(widget.shadowRoot?.querySelector('baton-composer')?.shadowRoot?.querySelector('textarea')).to.not.equal(null)
  })

  it('is styled and branded without a violation of the policy', async () => {
    const launcher = widget.shadowRoot?.querySelector('#launcher')
    if (!launcher) throw new Error('No launcher.')
    expect(page.getComputedStyle(launcher).width).to.equal('56px')
    const branded = () => page.getComputedStyle(launcher).backgroundColor === 'rgb(124, 58, 237)'
    await until(branded, 'the brand is painted')
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(page.violations).to.deep.equal([])
  })

  it('is under that policy indeed', async () => {
    frame.contentDocument?.body.setAttribute('style', 'color: red')
    await until(() => page.violations.length === 1, 'the page reports a style attribute')
  })

  it('adds one widget where the tag stands twice', () => {
    expect(frame.contentDocument?.querySelectorAll('script[data-site-key]')).to.have.length(2)
    expect(frame.contentDocument?.querySelectorAll('baton-widget')).to.have.length(1)
  })

  it('gives back what stops listening', async () => {
    let heard = 0
    const stop = page.Baton('on', 'close', () => {
      heard += 1
    })
    page.Baton('close')
    await until(() => heard === 1, 'the close is heard')
    if (typeof stop !== 'function') throw new Error('Nothing to stop with.')
    stop()
    page.Baton('open')
    await until(() => widget.opened, 'the panel is open again')
    page.Baton('close')
    await until(() => !widget.opened, 'the panel is closed again')
    expect(heard).to.equal(1)
  })

  it('lets one command end before the next begins', async () => {
    const order: string[] = []
    const { shutdown, identify } = widget
    widget.shutdown = async () => {
      order.push('shutdown')
      await new Promise((resolve) => setTimeout(resolve, 50))
      order.push('forgotten')
      throw new Error('Not this time.')
    }
    widget.identify = () => {
      order.push('identify')
    }
    page.Baton('shutdown')
    page.Baton('identify', async () => 'jwt')
    await until(() => order.length === 3, 'both have run')
    Object.assign(widget, { shutdown, identify })
    expect(order).to.deep.equal(['shutdown', 'forgotten', 'identify'])
  })

  it('changes language on command', async () => {
    page.Baton('locale', 'zh-CN')
    await until(() => widget.shadowRoot?.querySelector('section')?.lang === 'zh-CN', 'the language changes')
  })
})
