import { sendKeys } from '@web/test-runner-commands'
import { expect } from 'chai'
import { NOW, view } from '../testing/cast.ts'
import { find, get, textOf } from '../testing/dom.ts'
import { type Stage, stage } from '../testing/stage.ts'

describe('composer', () => {
  let scene: Stage

  beforeEach(async () => {
    scene = await stage()
    scene.take('s1', { acceptedAt: NOW })
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
  })
  afterEach(() => scene.close())

  const composer = (...selectors: string[]) => ['desk-conversation', 'desk-composer', ...selectors]
  const textarea = () => get<HTMLTextAreaElement>(scene.desk, ...composer('textarea'))

  it('sends a reply with Enter and is empty again', async () => {
    await sendKeys({ type: 'Hello Mei' })
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(scene.session('s1').sent).to.deep.equal([{ kind: 'message', text: 'Hello Mei' }])
    expect(textarea().value).to.equal('')
  })

  it('writes a new line with Shift+Enter', async () => {
    await sendKeys({ type: 'one' })
    await sendKeys({ press: 'Shift+Enter' })
    await sendKeys({ type: 'two' })
    await sendKeys({ press: 'Enter' })
    expect(scene.session('s1').sent).to.deep.equal([{ kind: 'message', text: 'one\ntwo' }])
  })

  it('does not send the Enter that chooses a word in an input method', async () => {
    await sendKeys({ type: 'nihao' })
    textarea().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, cancelable: true }))
    textarea().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, cancelable: true }))
    expect(scene.session('s1').sent).to.deep.equal([])
    textarea().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }))
    expect(scene.session('s1').sent).to.have.length(1)
  })

  it('toggles to a private note with Ctrl+/ and keeps both drafts', async () => {
    await sendKeys({ type: 'for Mei' })
    await sendKeys({ press: 'Control+/' })
    await scene.settle()
    expect(textarea().value).to.equal('')
    expect(get(scene.desk, ...composer('.box')).dataset.mode).to.equal('note')
    await sendKeys({ type: 'for us' })
    await sendKeys({ press: 'Enter' })
    expect(scene.session('s1').sent).to.deep.equal([{ kind: 'note', text: 'for us' }])
    await sendKeys({ press: 'Control+/' })
    await scene.settle()
    expect(textarea().value).to.equal('for Mei')
  })

  it('tells the customer about typing in a reply, never about a note', async () => {
    await sendKeys({ press: 'Control+/' })
    await scene.settle()
    await sendKeys({ type: 'x' })
    expect(scene.session('s1').calls).not.to.contain('typing true')
    await sendKeys({ press: 'Control+/' })
    await scene.settle()
    await sendKeys({ type: 'x' })
    expect(scene.session('s1').calls).to.contain('typing true')
  })

  it('keeps each conversation its own draft, and starts each in reply', async () => {
    await sendKeys({ type: 'for s1' })
    await sendKeys({ press: 'Control+/' })
    scene.take('s2', { acceptedAt: NOW })
    await scene.store.request({ type: 'select', session: 's2' })
    await scene.settle()
    expect(get(scene.desk, ...composer('.box')).dataset.mode).to.equal('reply')
    expect(textarea().value).to.equal('')
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
    expect(textarea().value).to.equal('for s1')
  })

  const others = [
    ['bot', null, 'The bot is answering now, so you cannot write here.'],
    ['queue', null, 'This session is waiting in the queue, so you cannot write here.'],
    ['agent:wei', { id: 'wei', name: 'Wei Jun' }, 'Wei Jun is answering now, so you cannot write here.'],
  ] as const
  for (const [holder, agent, sentence] of others) {
    it(`is shut, and says why, while ${holder} holds the baton`, async () => {
      scene.session('s1').set({ view: view({ holder, agent }) })
      await scene.settle()
      expect(find(scene.desk, ...composer('textarea'))).to.equal(null)
      expect(textOf(get(scene.desk, ...composer('.blocked')))).to.equal(sentence)
      expect(find(scene.desk, 'desk-conversation', '.handback')).to.equal(null)
    })
  }

  it('takes text while the conversation opens, and leaves it to the outbox', async () => {
    scene.session('s1').set({ view: null, connection: 'connecting' })
    await scene.settle()
    await sendKeys({ type: 'Hello' })
    await sendKeys({ press: 'Enter' })
    await scene.settle()
    expect(textOf(get(scene.desk, ...composer('[role=status]')))).to.contain('Opening.')
    expect(scene.session('s1').sent).to.deep.equal([{ kind: 'message', text: 'Hello' }])
  })

  it('stays readable but shut when the session leaves, until the agent closes it', async () => {
    scene.floor.setBoard({ mine: [] })
    await scene.settle()
    expect(textOf(get(scene.desk, ...composer('.blocked span')))).to.equal('This session is no longer with you.')
    expect(textOf(get(scene.desk, '[role=status]'))).to.equal('Mei Chen is no longer with you')
    get(scene.desk, 'desk-conversation', '.close').click()
    await scene.settle()
    expect(scene.store.state.conversations).to.deep.equal([])
    expect(scene.session('s1').calls).to.contain('close')
  })
})
