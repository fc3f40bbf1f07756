import type { SessionSnapshot } from '@baton/client'
import { CANARY, inventoryOf, PAYLOADS } from '@baton/client/testing/payloads'
import { expect } from 'chai'
import { render } from 'lit'
import { richText } from './rich-text/rich-text.ts'
import { BOT, CUSTOMER, LogBuilder, SYSTEM } from './testing/events.ts'
import { dialFake, FakeSession, VIEW } from './testing/fake-session.ts'
import { mount, settled, unmountAll, until } from './testing/mount.ts'
import type { BatonWidget } from './widget/widget.ts'

/** What only grows is met in the first test; a page with all of it five times over is a test of patience. */
const LINES = PAYLOADS.filter((text) => text.length < 300)
const CASE = { id: 'k_1', openedAt: 0, open: false, rated: false, summarised: true }
/** What a message's text may become, and nothing else. */
const RICH = ['a', 'br', 'li', 'ol', 'p', 'strong', 'ul']

/** Every text of every kind the widget shows, all of them `texts`. */
const scene = (texts: readonly string[]): Partial<SessionSnapshot> => {
  const log = new LogBuilder()
  const last = texts.at(-1) ?? ''
  for (const [at, text] of texts.entries()) {
    const agent = { role: 'agent', id: `a${at}`, name: text } as const
    const face = { id: `a${at}`, name: text }
    log.say(CUSTOMER, text, {}, 1_000)
    log.say(
      BOT,
      text,
      { citations: [{ article: text, title: text, url: text }], options: [{ label: text, text }] },
      1_000,
    )
    log.add(
      SYSTEM,
      'baton.passed',
      { from: 'queue', to: `agent:a${at}`, fence: 3, reason: 'accepted', agent: face },
      1_000,
    )
    log.say(agent, text, {}, 1_000)
    log.add(SYSTEM, 'baton.passed', { from: `agent:a${at}`, to: 'queue', fence: 4, reason: 'dropped' }, 1_000)
    const summary = { caseId: 'k_1', want: text, outcome: text, agents: [text], messages: 3, openedAt: 1, closedAt: 2 }
    log.add(SYSTEM, 'case.summarised', summary, 1_000)
    log.add(CUSTOMER, 'case.rated', { caseId: 'k_1', score: 5, tags: [], comment: text }, 1_000)
  }
  // The options of the last message are the ones offered.
  log.say(BOT, last, { options: texts.map((text) => ({ label: text, text })) }, 1_000)
  return {
    events: log.events,
    typing: [{ role: 'agent', id: 'lin', name: last }],
    view: {
      ...VIEW,
      case: CASE,
      agent: { id: 'lin', name: last },
      holder: 'agent:lin',
      stream: { ref: 't', n: 1, text: texts.join('\n') },
    },
    pending: texts.map((text, at) => ({
      id: `p${at}`,
      command: { kind: 'message', text },
      at: Date.now(),
      problem: null,
    })),
  }
}

const opened = async (texts: readonly string[]): Promise<BatonWidget> => {
  const { widget } = await mount(scene(texts))
  // A rating is due in this scene, and files may be sent: both come with a file of their own.
  await customElements.whenDefined('baton-rating')
  await customElements.whenDefined('baton-attach')
  await settled(widget)
  return widget
}

const shadowOf = (widget: BatonWidget): ShadowRoot => {
  if (!widget.shadowRoot) throw new Error('The widget has no shadow root.')
  return widget.shadowRoot
}

const owned = (): unknown => (window as { __owned?: unknown }).__owned
const called = (): string[] =>
  performance.getEntriesByType('resource').flatMap(({ name }) => (new URL(name).hostname === CANARY ? [name] : []))

describe('T-01 T-02 what others wrote, in the widget', () => {
  afterEach(unmountAll)

  it(`is text, whichever of ${PAYLOADS.length} ways it was written to be more`, () => {
    expect(PAYLOADS.length).to.be.greaterThan(300)
    for (const text of PAYLOADS) {
      const place = document.createElement('div')
      document.body.append(place)
      render(richText(text), place)
      const { tags, attributes, hrefs } = inventoryOf(place)
      expect(
        tags.filter((tag) => !RICH.includes(tag)),
        text,
      ).to.deep.equal([])
      expect(
        attributes.filter((name) => !['dir', 'href', 'rel', 'target'].includes(name)),
        text,
      ).to.deep.equal([])
      expect(
        hrefs.filter((href) => !/^(https:\/\/[^@/]+|mailto:|tel:)/.test(href)),
        text,
      ).to.deep.equal([])
      // Nothing of it is lost or read as something else: what opens a tag stands there to be read.
      const shown = place.textContent ?? ''
      expect([...shown].filter((character) => character === '<').length, text).to.equal(text.split('<').length - 1)
      place.remove()
    }
    expect(owned()).to.equal(undefined)
  }).timeout(60_000)

  it('adds no element, no attribute and no link to the page in any place that shows it, runs nothing and calls nobody', async () => {
    const plain = inventoryOf(shadowOf(await opened(['hello', 'https://shop.example/x', 'javascript:void 0'])))
    unmountAll()
    const widget = await opened(LINES)
    const found = inventoryOf(shadowOf(widget))
    expect(found.tags.filter((tag) => !plain.tags.includes(tag) && !RICH.includes(tag))).to.deep.equal([])
    expect(found.attributes.filter((name) => !plain.attributes.includes(name))).to.deep.equal([])
    expect(found.hrefs.length).to.be.greaterThan(0)
    const here = new URL(location.href)
    // An operator's citation may be relative to the page, so its own origin is one more.
    const allowed = (href: string) => /^(https:|mailto:|tel:)/.test(href) || new URL(href).origin === here.origin
    expect(found.hrefs.filter((href) => !allowed(href))).to.deep.equal([])
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(widget.shadowRoot?.querySelector('dialog[open]')).to.not.equal(null)
    expect(owned()).to.equal(undefined)
    expect(called()).to.deep.equal([])
  }).timeout(60_000)

  it('is text in the name of the business, too', async () => {
    for (const business of LINES.filter((_, at) => at % 6 === 0)) {
      const widget = document.createElement('baton-widget')
      Object.assign(widget, {
        siteKey: 'pk_test',
        locale: 'en',
        dial: dialFake(new FakeSession(), business),
        opened: true,
      })
      document.body.append(widget)
      await until(() => widget.shadowRoot?.querySelector('section'), 'the widget speaks')
      const { tags, hrefs } = inventoryOf(shadowOf(widget))
      expect(
        tags.filter((tag) => ['script', 'img', 'iframe', 'object', 'embed', 'link', 'style'].includes(tag)),
        business,
      ).to.deep.equal([])
      expect(hrefs, business).to.deep.equal([])
      widget.remove()
    }
    expect(owned()).to.equal(undefined)
  }).timeout(60_000)
})
