import { expect } from 'chai'
import { until } from './testing/mount.ts'
import type { BatonWidget } from './widget/widget.ts'

interface HostileWindow extends Window {
  violations: string[]
  failures: string[]
  looks: string[]
  listening: string[]
  Baton: (...call: unknown[]) => unknown
}

/** The built files on a page that hides everything, names its forms like ours, wraps what browsers have, and allows no style. */
describe('T-11 on a hostile page', () => {
  let frame: HTMLIFrameElement
  let page: HostileWindow
  let widget: BatonWidget
  const part = (selector: string): HTMLElement | null => widget.shadowRoot?.querySelector(selector) ?? null

  before(async function () {
    this.timeout(30_000)
    frame = document.createElement('iframe')
    Object.assign(frame, { width: 600, height: 800, src: '/strict/hostile.html' })
    document.body.append(frame)
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    page = frame.contentWindow as unknown as HostileWindow
    const found = () => frame.contentDocument?.querySelector('baton-widget')
    await until(() => found()?.shadowRoot?.querySelector('#launcher'), 'the launcher is there', 20_000)
    widget = found() as BatonWidget
  })
  after(() => frame.remove())

  /** What a finger at the middle of it would touch. */
  const touched = (element: HTMLElement): Element | null => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return widget.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2) ?? null
  }

  it('is seen and can be touched', () => {
    const launcher = part('#launcher')
    if (!launcher) throw new Error('No launcher.')
    expect(launcher.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })).to.equal(true)
    expect(launcher.getBoundingClientRect().width).to.equal(56)
    expect(launcher.contains(touched(launcher))).to.equal(true)
  })

  it('opens, and can be written in', async () => {
    part('#launcher')?.click()
    await until(() => part('dialog[open] baton-composer'), 'the panel is open')
    const box = part('baton-composer')?.shadowRoot?.querySelector('textarea')
    if (!box) throw new Error('Nothing to write in.')
    await until(() => box.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }), 'the box is seen')
    box.focus()
    expect(page.getComputedStyle(box).fontSize).to.not.equal('0px')
    expect(frame.contentDocument?.activeElement).to.equal(widget)
  })

  it('takes its settings from its tag and from nothing that is only called so', () => {
    expect(widget.getAttribute('site-key')).to.equal('pk_test')
    expect(widget.getAttribute('gateway')).to.equal(location.origin)
    expect(typeof page.Baton).to.equal('function')
  })

  it('T-03 has looked at no field of the page, and hears no key and no input of it', () => {
    expect(page.looks).to.deep.equal([])
    const spying = /^(key|input|change|before|paste|copy|cut|composition|submit|form|pointer|mouse|touch|click|message)/
    expect(page.listening.filter((type) => spying.test(type))).to.deep.equal([])
    const card = frame.contentDocument?.querySelector<HTMLInputElement>('input[name=number]')
    // The spy is awake.
    expect([card?.value, page.looks]).to.deep.equal(['4111111111111111', ['number.value']])
  })

  it('stays within the page’s policy, and lets nothing fail', () => {
    expect(page.violations).to.deep.equal([])
    expect(page.failures).to.deep.equal([])
  })

  it('is away when the page hides it on purpose', () => {
    widget.hidden = true
    expect(widget.checkVisibility()).to.equal(false)
    widget.hidden = false
  })
})
