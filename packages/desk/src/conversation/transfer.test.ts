import { sendKeys } from '@web/test-runner-commands'
import { expect } from 'chai'
import { violations } from '../testing/axe.ts'
import { NOW, offer, view } from '../testing/cast.ts'
import { all, find, get, textOf } from '../testing/dom.ts'
import { type Stage, stage } from '../testing/stage.ts'

describe('passing a conversation on', () => {
  let scene: Stage

  beforeEach(async () => {
    scene = await stage()
    scene.floor.setBoard({
      agents: [
        { id: 'lin', name: 'Lin Yue', presence: 'online', load: 1, capacity: 4 },
        { id: 'wei', name: 'Wei Jun', presence: 'online', load: 4, capacity: 4 },
        { id: 'mei', name: 'Mei Ito', presence: 'online', load: 1, capacity: 4 },
        { id: 'tom', name: 'Tom Hale', presence: 'offline', load: 0, capacity: 4 },
      ],
    })
    scene.take('s1', { acceptedAt: NOW - 40_000 })
    await scene.store.request({ type: 'select', session: 's1' })
    await scene.settle()
  })
  afterEach(() => scene.close())

  const within = ['desk-conversation', 'desk-transfer'] as const

  it('asks a colleague by keyboard alone, with a note; who has no room or is not there cannot be chosen', async () => {
    await sendKeys({ press: 'Alt+t' })
    await scene.settle()
    const inputs = all(scene.desk, ...within, 'input').filter((one) => one instanceof HTMLInputElement)
    expect(inputs.map(({ value, disabled }) => [value, disabled])).to.deep.equal([
      ['mei', false],
      ['wei', true],
      ['queue', false],
    ])
    expect(await violations()).to.deep.equal([])
    await sendKeys({ press: 'Space' })
    await sendKeys({ press: 'Tab' })
    await sendKeys({ type: 'Wants a refund' })
    await sendKeys({ press: 'Control+Enter' })
    await scene.settle()
    expect(scene.floor.asked).to.include('transfer s1 to mei: Wants a refund')
    expect(find(scene.desk, ...within)).to.equal(null)
  })

  it('asks on a call only whether the agent stays on the line, and never when it goes to the queue', async () => {
    const call = { id: 'call_1', direction: 'in', channel: 'widget', status: 'live', at: NOW, agent: null } as const
    await sendKeys({ press: 'Alt+t' })
    await scene.settle()
    expect(find(scene.desk, ...within, '.stay')).to.equal(null)
    scene.session('s1').set({ view: view({ call }) })
    await scene.settle()
    const stay = get<HTMLInputElement>(scene.desk, ...within, '.stay input')
    expect(stay.checked).to.equal(false)
    expect(await violations()).to.deep.equal([])
    get(scene.desk, ...within, 'input[value="queue"]').click()
    await scene.settle()
    expect(stay.disabled).to.equal(true)
  })

  it('shows whom the agent has asked and since when, takes it back, and tells what came of it', async () => {
    const mine = scene.floor.snapshot.board?.mine ?? []
    const transfer = { to: { id: 'mei', name: 'Mei Ito' }, askedAt: NOW - 12_000, expiresAt: NOW + 8_000 }
    const show = async (change: object) => {
      scene.floor.setBoard({ mine: mine.map((one) => ({ ...one, transfer: { ...transfer, ...change } })) })
      await scene.settle()
    }
    const asked = () => textOf(get(scene.desk, 'desk-conversation', '.asked'))
    await show({})
    expect(asked()).to.contain('Asked Mei Ito').and.to.contain('0:12')
    expect(await violations()).to.deep.equal([])
    get(scene.desk, 'desk-conversation', '.recall').click()
    await scene.settle()
    expect(scene.floor.asked.at(-1)).to.equal('recall s1')
    await show({ ended: 'declined' })
    expect(asked()).to.contain('Mei Ito declined. It stays with you.')
  })

  it('shows the colleague who asks, and what they say of it', async () => {
    const from = { agent: { id: 'mei', name: 'Mei Ito' }, note: 'Wants a refund' }
    scene.floor.setBoard({ offers: [{ ...offer('o_9'), from }] })
    await scene.settle()
    const words = textOf(get(scene.desk, 'desk-inbox', '.from'))
    expect(words).to.contain('Mei Ito asks you to take over.').and.to.contain('Wants a refund')
    expect(await violations()).to.deep.equal([])
  })
})
