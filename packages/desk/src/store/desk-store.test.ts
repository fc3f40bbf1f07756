import { sendKeys } from '@web/test-runner-commands'
import { expect } from 'chai'
import { item, NOW, snapshot, view } from '../testing/cast.ts'
import { find, get, textOf } from '../testing/dom.ts'
import { problem } from '../testing/fake-api.ts'
import { LogWriter, SYSTEM } from '../testing/log.ts'
import { type Stage, stage } from '../testing/stage.ts'

describe('desk store', () => {
  let scene: Stage | undefined

  const open = async (...options: Parameters<typeof stage>) => {
    scene = await stage(...options)
    return scene
  }
  afterEach(() => scene?.close())

  it('opens what the agent already holds with a ticket of its own, as after a reload', async () => {
    const { floor, session, take, settle } = await open()
    take('s1')
    take('s2')
    await settle()
    expect(floor.asked).to.deep.equal(['open s1', 'open s2'])
    expect(session('s2').admissions).to.deep.equal([
      { url: 'wss://gateway.example/v1/session', ticket: 'ticket of s2' },
    ])
  })

  it('goes along with a case that goes on in another session, once, with what was being written', async () => {
    const { floor, store, take, settle } = await open()
    const log = new LogWriter().add('session.linked', NOW, SYSTEM, { link: 'l_1', as: 'earlier', session: 's2' })
    take('s1', {}, { events: log.events })
    take('s3')
    await store.request({ type: 'select', session: 's1' })
    await store.request({ type: 'draft', session: 's1', mode: 'reply', text: 'One mo' })
    const others = () => (floor.snapshot.board?.mine ?? []).filter(({ item: { session } }) => session !== 's1')
    floor.setBoard({ mine: others() })
    expect(store.state.selected, 'nothing is there yet').to.equal('s1')
    take('s2')
    await settle()
    expect([store.state.selected, store.state.drafts]).to.deep.equal(['s2', { 'reply:s2': 'One mo' }])
    await store.request({ type: 'select', session: 's1' })
    floor.setBoard({ mine: [...others()] })
    expect(store.state.selected, 'what the agent chose to read stays').to.equal('s1')
  })

  it('stops knocking for a session that has left, and opens it afresh when it comes back', async () => {
    const { floor, session, take, settle, store } = await open()
    take('s1', { acceptedAt: NOW })
    await settle()
    const before = session('s1')
    floor.setBoard({ mine: [] })
    before.set({ connection: 'offline' })
    expect(before.calls).to.contain('close')
    expect(store.state.conversations.map((one) => one.left)).to.deep.equal([true])
    take('s1', { acceptedAt: NOW + 60_000 }, snapshot({ view: view({ fence: 9 }) }))
    await settle()
    expect(session('s1')).not.to.equal(before)
    expect(store.state.conversations.map((one) => [one.left, one.acceptedAt])).to.deep.equal([[false, NOW + 60_000]])
  })

  it('takes the agent back to the open conversation and what they wrote, after a reload', async () => {
    const mine = [{ item: item('s1'), agent: { id: 'lin', name: 'Lin Yue' }, fence: 3, acceptedAt: NOW }]
    const first = await open({ mine })
    await first.store.request({ type: 'select', session: 's1' })
    await first.settle()
    await sendKeys({ type: 'Half a sent' })
    first.close()
    const second = await open({ mine, tab: first.tab })
    expect(second.store.state.selected).to.equal('s1')
    await sendKeys({ type: 'ence' })
    await sendKeys({ press: 'Enter' })
    expect(second.session('s1').sent).to.deep.equal([{ kind: 'message', text: 'Half a sentence' }])
    await second.store.request({ type: 'sign-out' })
    expect([...second.tab]).to.deep.equal([])
  })

  it('brings back nothing that is not the agent’s, or not theirs any more', async () => {
    const place = (owner: string) => ({ owner, selected: 's1', drafts: { 'reply:s1': 'text' } })
    for (const owner of ['shop/lin', 'shop/wei']) {
      const { store, settle, close } = await open({
        tab: new Map([['baton.desk.place', JSON.stringify(place(owner))]]),
      })
      await settle()
      expect(store.state).to.deep.include({ selected: null, drafts: {} })
      close()
    }
  })

  it('keeps nothing of a customer who was erased while they were open, and says so', async () => {
    const { desk, floor, session, store, take, settle } = await open()
    take('s1', { item: item('s1', { customer: 'Secret Name', want: 'Secret want' }) })
    await store.request({ type: 'select', session: 's1' })
    await store.request({ type: 'draft', session: 's1', mode: 'reply', text: 'Secret draft' })
    session('s1').set({ connection: 'offline', problem: problem('erased', true), view: null, events: [] })
    // The floor is told of it after the session.
    floor.setBoard({})
    await settle()
    expect(store.state).to.deep.include({ conversations: [], selected: null, drafts: {} })
    expect(session('s1').calls.at(-1)).to.equal('close')
    expect(textOf(get(desk, 'desk-top-bar', '.problem'))).to.contain('This conversation was erased.')
  })

  it('takes an admin back to the screen they were at, and nobody to one that is not theirs', async () => {
    const first = await open({ role: 'admin' })
    await first.store.request({ type: 'screen', screen: 'channels' })
    first.close()
    const second = await open({ role: 'admin', tab: first.tab })
    expect(second.store.state.screen).to.equal('channels')
    second.close()
    const third = await open({ role: 'agent', tab: first.tab })
    expect(third.store.state.screen).to.equal('floor')
  })

  it('leaves nothing of the last agent behind at sign-out', async () => {
    const { desk, floor, session, store, take, settle } = await open()
    take('s1', { item: item('s1', { customer: 'Secret Name' }) })
    await store.request({ type: 'select', session: 's1' })
    await store.request({ type: 'sign-out' })
    await settle()
    expect(session('s1').calls.at(-1)).to.equal('close')
    expect(floor.asked.at(-1)).to.equal('close')
    expect(store.state).to.deep.include({ identity: null, floor: null, conversations: [], selected: null })
    expect(find(desk, 'desk-conversation')).to.equal(null)
  })

  it('tells why an older page did not come, and lets it be asked for again', async () => {
    const { session, store, take, settle } = await open()
    take('s1', {}, { hasOlder: true })
    await settle()
    session('s1').loadOlder = async () => {
      throw problem('network', true)
    }
    await store.request({ type: 'older', session: 's1' })
    expect(store.state.problem?.code).to.equal('network')
    expect(store.state.conversations.map((one) => one.loadingOlder)).to.deep.equal([false])
  })

  it('says that the browser refuses notifications, and leaves them off', async () => {
    const { desk, store, settle } = await open({ notifications: false })
    await get<HTMLElement & { toggle(panel: string): Promise<void> }>(desk, 'desk-top-bar').toggle('settings')
    await store.request({ type: 'prefer', change: { notify: true } })
    await settle()
    expect(store.state.preferences.notify).to.equal(false)
    expect(textOf(get(desk, 'desk-top-bar', '.choices [role=alert]'))).to.equal(
      'The browser does not allow notifications for this page.',
    )
  })
})
