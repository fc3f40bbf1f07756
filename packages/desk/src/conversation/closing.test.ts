import { sendKeys } from '@web/test-runner-commands'
import { expect } from 'chai'
import { violations } from '../testing/axe.ts'
import { item, NOW, view } from '../testing/cast.ts'
import { find, focused, get, textOf } from '../testing/dom.ts'
import { LIN, LogWriter } from '../testing/log.ts'
import { type Stage, stage } from '../testing/stage.ts'

describe('the end of the agent’s part', () => {
  let scene: Stage

  beforeEach(async () => {
    scene = await stage()
  })
  afterEach(() => scene.close())

  const open = async () => {
    scene.take('s1', { acceptedAt: NOW - 40_000 })
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
  }

  it('hands back with a note on the second click', async () => {
    await open()
    get(scene.desk, 'desk-conversation', '.handback').click()
    await scene.settle()
    expect(scene.session('s1').sent).to.deep.equal([])
    await sendKeys({ type: 'Waits for the parcel' })
    get(scene.desk, 'desk-conversation', 'desk-closing', '.confirm').click()
    await scene.settle()
    expect(scene.session('s1').sent).to.deep.equal([{ kind: 'handback', note: 'Waits for the parcel' }])
    expect(find(scene.desk, 'desk-conversation', 'desk-closing')).to.equal(null)
  })

  it('resolves by keyboard alone', async () => {
    await open()
    await sendKeys({ press: 'Alt+r' })
    await scene.settle()
    await sendKeys({ type: 'Fee refunded' })
    await sendKeys({ press: 'Control+Enter' })
    await scene.settle()
    expect(scene.session('s1').sent).to.deep.equal([{ kind: 'resolve', resolution: 'Fee refunded' }])
  })

  it('does not resolve without a sentence for the customer, and says so', async () => {
    await open()
    await sendKeys({ press: 'Alt+r' })
    await scene.settle()
    await sendKeys({ type: '  ' })
    await sendKeys({ press: 'Control+Enter' })
    await scene.settle()
    const closing = (selector: string) => get(scene.desk, 'desk-conversation', 'desk-closing', selector)
    expect(scene.session('s1').sent).to.deep.equal([])
    expect(textOf(closing('[role=alert]'))).to.contain('Write one sentence')
    expect(focused()).to.equal(closing('textarea'))
    expect(await violations()).to.deep.equal([])
    await sendKeys({ type: 'Fee refunded' })
    expect(textOf(closing('[role=alert]'))).to.equal('')
    await sendKeys({ press: 'Control+Enter' })
    expect(scene.session('s1').sent).to.deep.equal([{ kind: 'resolve', resolution: 'Fee refunded' }])
  })

  it('goes on to the next customer after a resolve, and to the offers when there is none', async () => {
    await open()
    scene.take('s2', { item: item('s2', { customer: 'Next' }), acceptedAt: NOW - 1_000 })
    await scene.settle()
    const resolve = async () => {
      await sendKeys({ press: 'Alt+r' })
      await scene.settle()
      await sendKeys({ type: 'Done' })
      await sendKeys({ press: 'Control+Enter' })
      await scene.settle()
    }
    await resolve()
    expect(focused()).to.equal(get(scene.desk, 'desk-inbox', '[data-session=s2]'))
    await sendKeys({ press: 'Enter' })
    scene.floor.setBoard({ mine: scene.floor.snapshot.board?.mine.filter((one) => one.item.session === 's2') ?? [] })
    await scene.settle()
    await resolve()
    expect(focused()).to.equal(get(scene.desk, 'desk-inbox', '#offers'))
  })

  const endings = [
    ['resolved', 'Resolved by you', 'You resolved this case.'],
    ['handed_back', 'Handed back by you', 'You handed this back to the bot.'],
  ] as const
  for (const [reason, inRow, inComposer] of endings) {
    it(`tells the agent's own ${reason} from a session that was taken away`, async () => {
      await open()
      const log = new LogWriter().add('baton.passed', NOW, LIN, { from: 'agent:lin', to: 'bot', fence: 4, reason })
      scene.session('s1').arrive(log.events[0] ?? expect.fail())
      scene.session('s1').set({ view: view({ holder: 'bot', agent: null }) })
      scene.floor.setBoard({ mine: [] })
      await scene.settle()
      expect(textOf(get(scene.desk, 'desk-inbox', '[data-session=s1] .aside'))).to.equal(inRow)
      expect(textOf(get(scene.desk, 'desk-conversation', 'desk-composer', '.blocked span'))).to.equal(inComposer)
      expect(textOf(get(scene.desk, '[role=status]'))).to.equal(`${inRow}: Mei Chen`)
      expect(find(scene.desk, 'desk-conversation', '.resolve')).to.equal(null)
    })
  }

  it('takes Escape as a change of mind and gives the focus back', async () => {
    await open()
    await sendKeys({ press: 'Alt+b' })
    await scene.settle()
    await sendKeys({ press: 'Escape' })
    await scene.settle()
    expect(scene.session('s1').sent).to.deep.equal([])
    expect(focused()).to.equal(get(scene.desk, 'desk-conversation', '.handback'))
  })
})
