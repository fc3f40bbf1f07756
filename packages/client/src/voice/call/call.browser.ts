import { expect } from 'chai'
import { aCall, aLiveCall, hangUp, pause, until } from '../../testing/voice/stage.ts'
import type { CallSnapshot } from './call-types.ts'

describe('a call', () => {
  afterEach(hangUp)

  it('goes from asking to live, and ends', async () => {
    const { call, line } = await aCall()
    const states: CallSnapshot['status'][] = []
    call.on('change', ({ status }) => status !== states.at(-1) && states.push(status))
    call.start()
    await until(() => call.snapshot.status === 'live', 'it is live')
    call.end()
    expect(states).to.deep.equal(['asking', 'connecting', 'live', 'ended'])
    expect(call.snapshot.reason).to.equal('hung_up')
    await until(async () => (await line.received()).controls.some(({ type }) => type === 'end'), 'the other end knows')
  })

  it('ends with the reason the gateway gives', async () => {
    const { call, line } = await aLiveCall()
    await line.send({ type: 'state', phase: 'ended', fence: 1, agent: null, muted: false, reason: 'declined' })
    await until(() => call.snapshot.status === 'ended', 'it ends')
    expect(call.snapshot).to.include({ reason: 'declined', problem: null })
  })

  it('is the only one of its browser, and makes room for the next when it ends', async () => {
    const first = await aLiveCall()
    const second = await aCall()
    second.call.start()
    await until(() => second.call.snapshot.status === 'ended', 'the second ends')
    expect(second.call.snapshot.problem?.code).to.equal('call_busy')
    expect(first.call.snapshot.status).to.equal('live')
    first.call.end()
    await pause(100)
    second.call.start()
    await until(() => second.call.snapshot.status === 'live', 'the second is live')
  })

  it('joins the call there is, when one is begun while it rings', async () => {
    const { call, line } = await aCall({ isBusy: true })
    call.start()
    await until(() => call.snapshot.status === 'live', 'it is live')
    expect(line.asked).to.deep.equal(['start', 'join'])
  })

  for (const [name, code] of [
    ['NotAllowedError', 'microphone_denied'],
    ['NotFoundError', 'microphone_missing'],
    ['NotReadableError', 'microphone_busy'],
  ] as const)
    it(`does not come about when the browser answers ${name}: ${code}`, async () => {
      const native = navigator.mediaDevices.getUserMedia
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', name))
      try {
        const { call, line } = await aCall()
        call.start()
        await until(() => call.snapshot.status === 'ended', 'it ends')
        expect(call.snapshot).to.deep.include({ reason: null })
        expect(call.snapshot.problem?.code).to.equal(code)
        await pause(100)
        // Who had allowed it before was connected meanwhile.
        expect((await line.received()).controls.at(-1)?.type ?? 'end').to.equal('end')
      } finally {
        navigator.mediaDevices.getUserMedia = native
      }
    })

  it('goes on with another microphone when its own is pulled out, and says so', async () => {
    const tracks: MediaStreamTrack[] = []
    const native = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await native(constraints)
      tracks.push(...stream.getTracks())
      return stream
    }
    try {
      const { call, line } = await aLiveCall()
      let told = 0
      call.on('microphone', () => {
        told += 1
      })
      tracks[0]?.stop()
      tracks[0]?.dispatchEvent(new Event('ended'))
      await until(() => told === 1, 'it is told')
      expect(tracks).to.have.length(2)
      const before = (await line.received()).frames.length
      await until(async () => (await line.received()).frames.length > before + 20, 'frames go on')
      expect(call.snapshot).to.include({ status: 'live', problem: null })
    } finally {
      navigator.mediaDevices.getUserMedia = native
    }
  })

  it('asks before the page is left, as long as it lasts', async () => {
    const { call } = await aLiveCall()
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true })
      dispatchEvent(event)
      return event.defaultPrevented
    }
    expect(leave()).to.equal(true)
    call.end()
    expect(leave()).to.equal(false)
  })

  it('muted, sends a sign of life five times a second and no sound', async () => {
    const { call, line } = await aLiveCall()
    call.mute(true)
    await pause(600)
    const { frames: before } = await line.received()
    await pause(1500)
    const { frames, controls } = await line.received()
    const since = frames.slice(before.length)
    expect(since.length).to.be.greaterThan(2)
    // By the clock of the microphone: a busy machine may hold some up.
    const apart = since.slice(1).map(({ ts }, i) => (ts - (since[i]?.ts ?? 0)) / 16)
    expect([...new Set(apart)]).to.deep.equal([200])
    expect(new Set(since.map(({ kind }) => kind))).to.deep.equal(new Set(['comfort']))
    expect(controls.some((frame) => frame.type === 'mute' && frame.on)).to.equal(true)
  })

  it('tells what is said, the newest version of each turn, in the order it was said', async () => {
    const { call, line } = await aLiveCall()
    const caption = { type: 'caption', track: 'customer', rev: 1, final: false } as const
    await line.send({ ...caption, turn: 'b', text: 'second', startMs: 2000 })
    await line.send({ ...caption, turn: 'a', text: 'fir', startMs: 1000 })
    await line.send({ ...caption, turn: 'a', text: 'first', startMs: 1000, rev: 3, final: true })
    await line.send({ ...caption, turn: 'a', text: 'firs', startMs: 1000, rev: 2 })
    await until(() => call.snapshot.captions.length === 2, 'both are there')
    await pause(100)
    expect(call.snapshot.captions.map(({ text }) => text)).to.deep.equal(['first', 'second'])
  })
})
