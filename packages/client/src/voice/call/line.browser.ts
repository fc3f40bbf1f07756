import { expect } from 'chai'
import { likeness, type Recorder } from '../../testing/voice/recorder.ts'
import { otherSound } from '../../testing/voice/signals.ts'
import { aLiveCall, hangUp, loudness, pause, until } from '../../testing/voice/stage.ts'

const SOUND = otherSound()

/**
 * How late what was heard at each of these moments is, in milliseconds, against nothing but each other. Looked for when
 * the call is over: it takes the page's time, in which frames would come late.
 */
function latenesses(recorder: Recorder, moments: number[]): number[] {
  return moments.map((at) => at * 1000 - likeness(recorder.between(at, at + 0.1), SOUND, 4).at / 16)
}

describe('the line of a call', () => {
  afterEach(hangUp)

  it('after 200 ms without a frame is as quick as before within three seconds', async () => {
    const { call, line, recorder } = await aLiveCall()
    call.mute(true)
    await line.say('agent', { ms: 11_000 })
    await pause(4500)
    const before = recorder.now() - 0.5
    const stalledAt = performance.now()
    await line.stall(200)
    await pause(3300 - (performance.now() - stalledAt))
    const after = recorder.now() - 0.2
    await pause(200)
    call.end()
    const [first = 0, last = 0] = latenesses(recorder, [before, after])
    // A machine with much else to do makes it wait longer for everything; what the stall added is gone all the same.
    expect(last - first).to.be.lessThan(110)
  }).timeout(60_000)

  it('is taken up again after it was cut, both ways within 1.5 s, and nothing comes twice', async () => {
    const { call, line, recorder } = await aLiveCall()
    await line.say('agent', { ms: 11_000 })
    await pause(1500)
    await line.kill()
    const cutAt = performance.now()
    await until(() => call.snapshot.isReconnecting, 'it is down')
    await until(() => !call.snapshot.isReconnecting, 'it is up')
    const { frames: before } = await line.received()
    await until(async () => (await line.received()).frames.length > before.length, 'we are heard')
    await until(() => loudness(recorder.between(recorder.now() - 0.1, recorder.now())) > 0.01, 'the other is heard')
    expect(performance.now() - cutAt).to.be.lessThan(1500)
    await pause(500)
    const { frames, controls } = await line.received()
    const numbers = frames.map(({ seq }) => seq)
    expect(numbers).to.deep.equal([...new Set(numbers)].sort((a, b) => a - b))
    const hellos = controls.filter((frame) => frame.type === 'hello')
    expect(hellos.map(({ resume }) => resume !== undefined)).to.deep.equal([false, true])
    expect(call.snapshot.status).to.equal('live')
  })

  it('to an object that knows nothing of it any more is another, whose bot is heard', async () => {
    const { call, line, recorder } = await aLiveCall()
    call.mute(true)
    const played = async () => (await line.received()).controls.filter(({ type }) => type === 'played')
    await line.say('bot', { gen: 9, ms: 400, atOnce: true })
    await until(async () => (await played()).length === 1, 'it was heard')
    await line.send({ type: 'clear', gen: 10 })
    await line.forget()
    await until(() => call.snapshot.isReconnecting, 'it is down')
    await until(() => !call.snapshot.isReconnecting, 'it is up')
    await line.say('bot', { gen: 1, ms: 1000, atOnce: true })
    await until(() => loudness(recorder.between(recorder.now() - 0.1, recorder.now())) > 0.01, 'it is heard')
  })

  it('that is down when somebody hangs up leaves it to the session to say so', async () => {
    const { call, line } = await aLiveCall()
    const id = call.snapshot.call
    call.on('change', ({ isReconnecting, status }) => {
      if (isReconnecting && status === 'live') call.end()
    })
    await line.kill()
    await until(() => call.snapshot.status === 'ended', 'it ends')
    expect(line.commands).to.deep.equal([{ kind: 'call.end', call: id, reason: 'hung_up' }])
  })

  it('is said to be good when it is', async () => {
    const { call } = await aLiveCall()
    await until(() => call.snapshot.quality === 'good', 'it is good')
  })
})
