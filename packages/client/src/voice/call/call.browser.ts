import { expect } from 'chai'
import { type FakeLine, fakeLine } from '../../testing/voice/fake-line.ts'
import { createRecorder, likeness, type Recorder } from '../../testing/voice/recorder.ts'
import { microphoneSound, otherSound } from '../../testing/voice/signals.ts'
import { WORKLETS } from '../worklets.ts'
import { createCall } from './call.ts'
import type { CallClient, CallSnapshot } from './call-types.ts'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function until(condition: () => unknown, what: string, forMs = 8000): Promise<void> {
  const end = performance.now() + forMs
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Waited in vain: ${what}`)
    await pause(10)
  }
}

describe('a call', () => {
  let line: FakeLine
  let recorder: Recorder
  const open: CallClient[] = []

  const aCall = (): CallClient => {
    const call = createCall({ session: line.session, worklets: WORKLETS, role: 'customer' })
    open.push(call)
    return call
  }

  const liveCall = async (): Promise<CallClient> => {
    const call = aCall()
    call.start()
    await until(() => call.snapshot.phase === 'bot', 'the call goes on')
    return call
  }

  beforeEach(async () => {
    line = await fakeLine()
    recorder = createRecorder()
  })

  afterEach(async () => {
    for (const call of open.splice(0)) call.close()
    recorder.restore()
    await pause(50)
  })

  it('goes from asking to live, and ends', async () => {
    const call = aCall()
    const states: CallSnapshot['status'][] = []
    call.on('change', ({ status }) => status !== states.at(-1) && states.push(status))
    call.start()
    await until(() => call.snapshot.status === 'live', 'it is live')
    call.end()
    expect(states).to.deep.equal(['asking', 'connecting', 'live', 'ended'])
    expect(call.snapshot.reason).to.equal('hung_up')
    await until(
      async () => (await line.received()).controls.some(({ type }) => type === 'end'),
      'the other end is told',
    )
  })

  it('brings what the microphone hears to the other side', async () => {
    await liveCall()
    await pause(4500)
    const { frames } = await line.received()
    const sent = Float32Array.from(frames.flatMap(({ samples }) => samples))
    expect(sent.length).to.be.greaterThan(3.5 * 16_000)
    // A second out of the middle of the speech, wherever the file began.
    const speech = Float32Array.from(microphoneSound().subarray(2 * 16_000, 2.5 * 16_000))
    const { value } = likeness(speech, sent, 4)
    console.log('microphone likeness', value)
    expect(value).to.be.greaterThan(0.6)
    expect(frames.map(({ seq }) => seq)).to.deep.equal(frames.map((_, i) => i))
    expect(frames.some(({ flags }) => flags & 2)).to.equal(true)
    expect(frames.some(({ flags }) => !(flags & 2))).to.equal(true)
  })

  it('plays what comes as it was sent', async () => {
    const call = await liveCall()
    call.mute(true)
    await line.say('agent', { ms: 4000 })
    await pause(3500)
    const end = recorder.now()
    const sound = otherSound()
    const values = [1.6, 1.2, 0.8, 0.4].map(
      (ago) => likeness(recorder.between(end - ago, end - ago + 0.1), sound, 2).value,
    )
    console.log('playback likeness', values)
    expect(Math.max(...values)).to.be.greaterThan(0.99)
    expect(Math.min(...values)).to.be.greaterThan(0.7)
  })
})
