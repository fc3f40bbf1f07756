import { expect } from 'chai'
import { fakeCalls } from '../testing/fake-call.ts'
import { findAll, mount, settled, unmountAll, until } from '../testing/mount.ts'

const inCall = async () => {
  const { placed, placeCall } = fakeCalls()
  const { widget } = await mount({}, { locale: 'en', placeCall })
  const root = widget.shadowRoot as ParentNode
  widget.openCall()
  await until(() => findAll('.page .solid', root).length > 0, 'what will be asked is told')
  findAll('.page .solid', root)[0]?.click()
  await until(() => findAll('.full', root).length > 0, 'the call is shown')
  const [call] = placed
  if (!call) throw new Error('No call was placed.')
  call.connect()
  const words = () => findAll('.consent', root).map((each) => each.textContent?.replace(/\s+/g, ' ').trim())
  const tap = async (text: string) => {
    findAll('.consent button', root)
      .find((each) => each.textContent === text)
      ?.click()
    await settled(widget)
  }
  const show = async (recording: 'asked' | null) => {
    call.set({ recording })
    await settled(widget)
  }
  return { call, words, tap, show }
}

describe('whether a call may be recorded', () => {
  afterEach(unmountAll)

  it('is not asked where nobody records', async () => {
    const { words } = await inCall()
    expect(words()).to.deep.equal([])
  })

  it('is asked in the call, and a no takes the question away', async () => {
    const { call, words, tap, show } = await inCall()
    await show('asked')
    expect(words()[0]).to.contain('May we record this call')
    await tap('No')
    expect(call.consents).to.deep.equal([false])
    expect(words()).to.deep.equal([])
    expect(call.ends).to.equal(0)
  })

  it('shows, after a yes, that it is recorded, until that is taken back', async () => {
    const { call, words, tap, show } = await inCall()
    await show('asked')
    await tap('Yes, record it')
    expect(words()).to.deep.equal(['This call is recorded Stop and delete the recording'])
    await tap('Stop and delete the recording')
    expect(call.consents).to.deep.equal([true, false])
    expect(words()).to.deep.equal([])
  })
})
