import { REMOVED } from '@baton/client'
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { violations } from '../testing/axe.ts'
import { NOW } from '../testing/cast.ts'
import { find, get, textOf } from '../testing/dom.ts'
import { BOT, CUSTOMER, LIN, LogWriter } from '../testing/log.ts'
import { type Stage, stageAtSession } from '../testing/stage.ts'

const LOG = ['desk-conversation', 'desk-log'] as const
const REMOVAL = [...LOG, 'desk-removal'] as const
const TEXT = 'The password is swordfish'

const before = () =>
  new LogWriter().says(NOW - 3_000, CUSTOMER, TEXT).add('note', NOW - 2_000, LIN, { text: 'They told me theirs.' })
/** The same log as it reads after the first text was taken out. */
const after = () =>
  new LogWriter()
    .add('message', NOW - 3_000, CUSTOMER, {
      text: REMOVED,
      marks: [{ kind: 'removed', start: 0, end: REMOVED.length }],
    })
    .add('note', NOW - 2_000, LIN, { text: 'They told me theirs.' })
    .add('event.redacted', NOW - 1_000, LIN, { ref: 1, cause: 'removed', text: REMOVED })

describe('taking a text out', () => {
  let scene: Stage

  const open = async (role: string, locale: 'en' | 'zh-CN' | 'zh-TW' = 'en', log = before()) => {
    scene = await stageAtSession(role, locale, log.events)
  }
  const button = () => get<HTMLButtonElement>(scene.desk, ...REMOVAL, 'button.offer')
  const bubble = () => textOf(get(scene.desk, ...LOG, '.bubble'))

  beforeEach(async () => {
    await setViewport({ width: 1440, height: 900 })
    await emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  })
  afterEach(() => scene.close())

  it('is done by a senior, after a reason, by keyboard alone, and told where it was asked for', async () => {
    await open('senior')
    expect(button().getAttribute('aria-label')).to.equal('Remove text…')
    button().focus()
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(button().getAttribute('aria-expanded')).to.equal('true')
    // Too short a reason removes nothing.
    await sendKeys({ type: 'a' })
    await sendKeys({ press: 'Enter' })
    expect(scene.session('s1').sent).to.deep.equal([])
    await sendKeys({ type: ' password' })
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(scene.session('s1').sent).to.deep.equal([{ kind: 'redact', seq: 1, reason: 'a password' }])
    expect(find(scene.desk, ...REMOVAL, 'form')).to.equal(null)

    scene.session('s1').set({ events: after().events })
    await scene.settle()
    expect(bubble()).to.equal('[removed by staff]')
    expect(find(scene.desk, ...REMOVAL, 'button')).to.equal(null)
    expect(textOf(get(scene.desk, ...REMOVAL, '[role=status]'))).to.equal('The text was removed')
    expect(get(scene.desk, ...LOG).shadowRoot?.activeElement?.getAttribute('role')).to.equal('log')
  })

  it('is offered for notes too, and Escape takes the question back', async () => {
    await open('admin')
    const removals = get(scene.desk, ...LOG).shadowRoot?.querySelectorAll('desk-removal') ?? []
    expect(removals).to.have.length(2)
    button().click()
    await scene.settle()
    await sendKeys({ press: 'Escape' })
    await scene.settle()
    expect(find(scene.desk, ...REMOVAL, 'form')).to.equal(null)
    expect(get(scene.desk, ...REMOVAL).shadowRoot?.activeElement).to.equal(button())
  })

  it('is not offered to an agent of lower rank', async () => {
    await open('agent')
    expect(find(scene.desk, ...REMOVAL)).to.equal(null)
  })

  it('leaves what a customer merely wrote so as it is', async () => {
    await open('senior', 'en', new LogWriter().says(NOW - 3_000, CUSTOMER, REMOVED))
    expect(bubble()).to.equal(REMOVED)
    expect(button()).not.to.equal(null)
  })

  for (const [locale, words] of [
    ['en', '[removed by staff]'],
    ['zh-CN', '［已由客服移除］'],
    ['zh-TW', '［已由專員移除］'],
  ] as const) {
    it(`axe finds nothing, asking and removed, in words of the reader, ${locale}`, async () => {
      await open('senior', locale)
      button().click()
      await scene.settle()
      await new Promise((done) => setTimeout(done, 300))
      expect(await violations()).to.deep.equal([])
      scene.session('s1').set({ events: after().events })
      await scene.settle()
      expect(bubble()).to.equal(words)
      expect(await violations()).to.deep.equal([])
    })
  }

  it('fits a phone', async () => {
    await setViewport({ width: 360, height: 740 })
    const long = 'It has to be a rather long text, so that it takes all the width that there is on a phone. '.repeat(3)
    const log = new LogWriter()
      .says(NOW - 3_000, CUSTOMER, long)
      .says(NOW - 2_000, BOT, long)
      .says(NOW - 1_000, LIN, long)
    await open('senior', 'en', log.add('note', NOW - 500, LIN, { text: long }))
    const box = get(scene.desk, ...LOG, '.log')
    expect(box.scrollWidth).to.equal(box.clientWidth)
    const removals = [...(get(scene.desk, ...LOG).shadowRoot?.querySelectorAll('desk-removal') ?? [])]
    expect(removals).to.have.length(4)
    for (const removal of removals) {
      const { left, right } = get(removal, 'button').getBoundingClientRect()
      expect(left).to.be.at.least(0)
      expect(right).to.be.at.most(360)
    }
  })
})
