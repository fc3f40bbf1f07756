import { expect } from 'chai'
import { aLiveCall, hangUp, loudness, pause, until } from '../../testing/voice/stage.ts'

const LIN = { id: 'lin', name: 'Lin' }
const CHEN = { id: 'chen', name: 'Chen' }
const state = { type: 'state', phase: 'agent', fence: 2, agent: LIN, muted: false } as const

describe('an agent on a call', () => {
  afterEach(hangUp)

  it('asks for a word about the customer, hears it, and says when they have heard enough', async () => {
    const { call, line } = await aLiveCall({ role: 'agent', whisper: true })
    const { controls } = await line.received()
    expect(controls.find(({ type }) => type === 'hello')).to.include({ whisper: true })
    await line.send({ ...state, phase: 'queued' })
    await line.send({ type: 'whisper', gen: 1, text: 'English, angry.', locale: 'en' })
    await line.say('bot', { gen: 1, ms: 4_000 })
    await until(() => call.snapshot.whisper, 'it is shown')
    expect(call.snapshot.whisper).to.deep.equal({ text: 'English, angry.', locale: 'en' })
    await pause(300)
    call.endWhisper()
    await until(async () => (await line.received()).controls.some(({ type }) => type === 'played'), 'the gateway knows')
    const played = (await line.received()).controls.find(({ type }) => type === 'played')
    expect(played).to.include({ gen: 1, whole: false })
    await line.send(state)
    await until(() => call.snapshot.phase === 'agent', 'they are heard')
    expect(call.snapshot.whisper).to.equal(null)
  })

  it('does not ask for one unless it is wanted', async () => {
    const { call, line } = await aLiveCall({ role: 'agent' })
    expect((await line.received()).controls.find(({ type }) => type === 'hello')).not.to.have.property('whisper')
    call.endWhisper()
    call.stay(true)
    await until(async () => (await line.received()).controls.some(({ type }) => type === 'stay'), 'it is told')
    expect((await line.received()).controls.some(({ type }) => type === 'played')).to.equal(false)
    expect(call.snapshot.stays).to.equal(true)
  })

  it('who stays comes back after a cut by a ticket their session does not give', async () => {
    const asked: string[] = []
    const rejoin = async (id: string) => {
      asked.push(id)
      return id
    }
    const { call, line } = await aLiveCall({ role: 'agent', rejoin })
    expect(asked).to.deep.equal([])
    call.stay(true)
    await line.send({ ...state, agent: CHEN, beside: LIN })
    await until(() => call.snapshot.beside, 'a colleague has the call')
    await line.kill()
    await until(() => call.snapshot.isReconnecting, 'it is down')
    await until(() => !call.snapshot.isReconnecting, 'it is up')
    expect(new Set(asked)).to.deep.equal(new Set([call.snapshot.call]))
    const hellos = (await line.received()).controls.filter(({ type }) => type === 'hello')
    expect(hellos.at(-1)).to.have.property('resume')
    expect(call.snapshot).to.deep.include({ status: 'live', stays: true })
  })

  it('hears the colleague who stays, and is heard by them while the customer is on hold', async () => {
    const { call, line, recorder } = await aLiveCall({ role: 'agent' })
    await line.send({ ...state, agent: CHEN, beside: LIN, keys: true })
    await until(() => call.snapshot.beside, 'somebody stays')
    expect(call.snapshot).to.deep.include({ agent: CHEN, beside: LIN, keys: true })
    await line.say('colleague', { ms: 2_000 })
    const from = recorder.now()
    await until(() => loudness(recorder.between(from, recorder.now())) > 0.01, 'the colleague is heard')
    await line.send({ ...state, phase: 'held', agent: CHEN, beside: LIN })
    await until(() => call.snapshot.held, 'the customer is on hold')
    const before = (await line.received()).frames.length
    await until(
      async () => (await line.received()).frames.slice(before + 5).some(({ kind }) => kind === 'audio'),
      'sound goes on',
    )
    await line.send({ ...state, phase: 'held', agent: CHEN })
    await until(() => call.snapshot.beside === null, 'they have left')
    await pause(200)
    const alone = (await line.received()).frames.length
    await pause(500)
    expect((await line.received()).frames.slice(alone).every(({ kind }) => kind === 'comfort')).to.equal(true)
  })
})
