import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { expect } from 'chai'
import { violations } from '../testing/axe.ts'
import { NOW } from '../testing/cast.ts'
import { find, get, textOf } from '../testing/dom.ts'
import { problem } from '../testing/fake-api.ts'
import { CUSTOMER, LogWriter } from '../testing/log.ts'
import { type Stage, stageAtSession } from '../testing/stage.ts'

const ORIGINAL = ['desk-conversation', 'desk-log', 'desk-original'] as const
const TEXT = 'My card is [card •••• 1111]'
const log = () =>
  new LogWriter().add('message', NOW - 1_000, CUSTOMER, {
    text: TEXT,
    marks: [{ kind: 'card', start: 11, end: 27, original: 0 }],
  }).events

describe('the original behind a mask', () => {
  let scene: Stage

  const open = async (role: string, locale: 'en' | 'zh-CN' | 'zh-TW' = 'en') => {
    scene = await stageAtSession(role, locale, log())
  }
  const button = () => get<HTMLButtonElement>(scene.desk, ...ORIGINAL, 'button.mask')
  const said = () => textOf(get(scene.desk, ...ORIGINAL, '[role=status]'))

  beforeEach(async () => {
    await setViewport({ width: 1440, height: 900 })
    await emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  })
  afterEach(() => scene.close())

  it('is shown to a senior for a while, after a reason, by keyboard alone', async () => {
    await open('senior')
    scene.session('s1').reveals = async () => ({ text: '4111 1111 1111 1111', hideAfterMs: 400 })
    expect(button().getAttribute('aria-label')).to.contain('Show the original: card number')
    button().focus()
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(button().getAttribute('aria-expanded')).to.equal('true')
    // Too short a reason asks for nothing.
    await sendKeys({ type: 'a' })
    await sendKeys({ press: 'Enter' })
    expect(scene.session('s1').asked).to.deep.equal([])
    await sendKeys({ type: 'sk the bank' })
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(scene.session('s1').asked).to.deep.equal([{ seq: log()[0]?.seq, original: 0, reason: 'ask the bank' }])
    expect(scene.session('s1').sent).to.deep.equal([])
    expect(said()).to.contain('4111 1111 1111 1111')
    expect(find(scene.desk, ...ORIGINAL, 'form')).to.equal(null)
    await new Promise((done) => setTimeout(done, 500))
    await scene.settle()
    expect(said()).to.equal('')
    expect(JSON.stringify(scene.store.state)).not.to.contain('4111 1111')
  })

  it('is hidden again at once when the agent says so', async () => {
    await open('admin')
    scene.session('s1').reveals = async () => ({ text: '4111 1111 1111 1111', hideAfterMs: 60_000 })
    await scene.store.request({ type: 'reveal', session: 's1', seq: 1, original: 0, reason: 'ask the bank' })
    await scene.settle()
    expect(said()).to.contain('4111 1111 1111 1111')
    button().click()
    await scene.settle()
    expect(said()).to.equal('')
  })

  it('says why it cannot be shown, and Escape takes the question back', async () => {
    await open('supervisor')
    scene.session('s1').reveals = () => Promise.reject(problem('sealed_gone'))
    await scene.store.request({ type: 'reveal', session: 's1', seq: 1, original: 0, reason: 'ask the bank' })
    await scene.settle()
    expect(textOf(get(scene.desk, ...ORIGINAL, '[role=alert]'))).to.equal('The original is not kept any more.')
    button().click()
    await scene.settle()
    await sendKeys({ press: 'Escape' })
    await scene.settle()
    expect(find(scene.desk, ...ORIGINAL, 'form')).to.equal(null)
    expect(get(scene.desk, ...ORIGINAL).shadowRoot?.activeElement).to.equal(button())
  })

  it('tells an agent of lower rank who may look, and offers nothing', async () => {
    await open('agent')
    expect(find(scene.desk, ...ORIGINAL, 'button')).to.equal(null)
    expect(get(scene.desk, ...ORIGINAL, '.mask').title).to.equal('Hidden: card number. A senior agent can look at it.')
    expect(textOf(get(scene.desk, ...ORIGINAL, '.spoken'))).to.contain('A senior agent can look at it.')
  })

  for (const locale of ['en', 'zh-CN', 'zh-TW'] as const) {
    it(`axe finds nothing, asking and shown, ${locale}`, async () => {
      await open('senior', locale)
      button().click()
      await scene.settle()
      await new Promise((done) => setTimeout(done, 300))
      expect(await violations()).to.deep.equal([])
      scene.session('s1').reveals = async () => ({ text: '4111 1111 1111 1111', hideAfterMs: 60_000 })
      await scene.store.request({ type: 'reveal', session: 's1', seq: 1, original: 0, reason: 'ask the bank' })
      await scene.settle()
      expect(await violations()).to.deep.equal([])
    })
  }
})
