import { expect } from 'chai'
import { likeness } from '../../testing/voice/recorder.ts'
import { microphoneSound, otherSound } from '../../testing/voice/signals.ts'
import { aCall, aLiveCall, hangUp, loudness, pause, until } from '../../testing/voice/stage.ts'

describe('the sound of a call', () => {
  afterEach(hangUp)

  it('is what the microphone hears, at the other end', async () => {
    const { line } = await aLiveCall()
    await pause(4500)
    const { frames } = await line.received()
    const sent = Float32Array.from(frames.flatMap(({ samples }) => samples))
    expect(sent.length).to.be.greaterThan(3.5 * 16_000)
    // Half a second out of the middle of the speech. The browser cleans what it hears, so it is not the same.
    const speech = Float32Array.from(microphoneSound().subarray(2 * 16_000, 2.5 * 16_000))
    expect(likeness(speech, sent, 4).value).to.be.greaterThan(0.6)
    // In order, each once, and none lost but for a machine that stood still.
    const numbers = frames.map(({ seq }) => seq)
    expect(numbers).to.deep.equal([...new Set(numbers)].sort((a, b) => a - b))
    expect(numbers.length).to.be.greaterThan(0.9 * (numbers.at(-1) ?? 0))
    expect(frames.some(({ flags }) => flags & 2)).to.equal(true)
    expect(frames.some(({ flags }) => !(flags & 2))).to.equal(true)
  })

  it('is what the other end says, here', async () => {
    const { call, line, recorder } = await aLiveCall()
    call.mute(true)
    await line.say('agent', { ms: 4000 })
    await pause(3500)
    const end = recorder.now()
    call.end()
    const values = [1.6, 1.2, 0.8, 0.4].map(
      (ago) => likeness(recorder.between(end - ago, end - ago + 0.1), otherSound(), 4).value,
    )
    // Where it is sped up or slowed down it is not quite the same.
    expect(Math.max(...values)).to.be.greaterThan(0.95)
    expect(values.filter((value) => value > 0.7).length).to.be.greaterThan(2)
  })

  it('is Opus where bytes are dear, both ways, and a tenth of the size', async () => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true })
    try {
      const { line, recorder } = await aLiveCall()
      await line.echo('agent')
      const opus = async () => (await line.received()).frames.filter(({ codec }) => codec === 'opus')
      await until(async () => (await opus()).length > 150, 'it is spoken')
      const sound = (await opus()).filter(({ kind }) => kind === 'audio')
      expect(sound.reduce((sum, { bytes }) => sum + bytes, 0) / sound.length).to.be.lessThan(100)
      const steps = sound.slice(1).map(({ ts }, at) => (ts - (sound[at]?.ts ?? 0)) % 960)
      expect(new Set(steps)).to.deep.equal(new Set([0]))
      // The microphone hears somebody, and so does the loudspeaker then.
      expect(loudness(recorder.between(recorder.now() - 2, recorder.now()))).to.be.greaterThan(0.01)
    } finally {
      Reflect.deleteProperty(navigator, 'connection')
    }
  })

  it('of the bot is silent at once when the gateway clears it, and tells how much was heard', async () => {
    const { call, line, recorder } = await aLiveCall()
    call.mute(true)
    await line.say('bot', { gen: 3, ms: 9000, atOnce: true })
    await pause(1000)
    let clearedAt = 0
    call.on('silence', () => {
      clearedAt = recorder.now()
    })
    await line.send({ type: 'clear', gen: 4 })
    await until(() => clearedAt > 0, 'it is cleared')
    await pause(800)
    expect(loudness(recorder.between(clearedAt - 0.5, clearedAt))).to.be.greaterThan(0.02)
    // 10 ms, and what lies between the page and the sound.
    expect(loudness(recorder.between(clearedAt + 0.04, clearedAt + 0.7))).to.be.lessThan(0.0001)
    const { controls } = await line.received()
    const played = controls.find((frame) => frame.type === 'played')
    expect(played).to.deep.include({ gen: 3, whole: false })
    const heard = recorder.between(0, clearedAt)
    const heardMs = (heard.length - heard.findIndex((sample) => Math.abs(sample) > 0.0005)) / 16
    // Speech begins softly.
    expect(played?.type === 'played' && played.playedMs).to.be.within(heardMs - 100, heardMs + 200)
    // What comes late of it is not heard; the next is.
    await line.say('bot', { gen: 3, ms: 1000, atOnce: true })
    await pause(300)
    expect(loudness(recorder.between(clearedAt + 0.04, recorder.now()))).to.be.lessThan(0.0001)
    await line.say('bot', { gen: 4, ms: 400, atOnce: true })
    await until(
      async () => (await line.received()).controls.some((each) => each.type === 'played' && each.whole),
      'it is heard',
    )
  })

  it('of the bot ends when the customer speaks over it', async () => {
    const { line, recorder } = await aLiveCall()
    await line.say('bot', { gen: 7, ms: 9000, atOnce: true })
    const barged = async () => (await line.received()).controls.find((frame) => frame.type === 'barge')
    await until(barged, 'it is spoken over')
    await pause(300)
    const end = recorder.now()
    expect(loudness(recorder.between(end - 0.25, end))).to.be.lessThan(0.0001)
    await pause(700)
    const { controls } = await line.received()
    // Once, though the customer goes on speaking.
    expect(controls.filter(({ type }) => type === 'barge')).to.have.length(1)
    expect(await barged()).to.deep.include({ gen: 7 })
  })

  it('waits with two notes while a person is looked for', async () => {
    const { call, line, recorder } = await aLiveCall()
    call.mute(true)
    await line.send({ type: 'state', phase: 'queued', fence: 2, agent: null, muted: false })
    await until(() => call.snapshot.phase === 'queued', 'it waits')
    await pause(2500)
    const end = recorder.now()
    expect(loudness(recorder.between(end - 2, end))).to.be.greaterThan(0.003)
    await line.send({ type: 'state', phase: 'agent', fence: 3, agent: { id: 'lin', name: 'Lin' }, muted: false })
    await pause(500)
    expect(loudness(recorder.between(recorder.now() - 0.3, recorder.now()))).to.be.lessThan(0.0001)
  })

  it('comes and goes while the page is busy', async () => {
    const { call, line, recorder } = await aLiveCall()
    call.mute(true)
    await line.say('agent', { ms: 4000 })
    await pause(1500)
    call.mute(false)
    await pause(200)
    const { frames: before } = await line.received()
    const from = recorder.now()
    const end = performance.now() + 700
    while (performance.now() < end);
    const to = recorder.now()
    await pause(300)
    const { frames: after } = await line.received()
    const times = after.slice(before.length).map(({ at }) => at)
    const gaps = times.slice(1).map((at, i) => at - (times[i] ?? at))
    expect(Math.max(...gaps)).to.be.lessThan(300)
    // What the page held up is longer than anything waits to be played.
    expect(to - from).to.be.greaterThan(0.6)
    expect(loudness(recorder.between(to - 0.3, to - 0.05))).to.be.greaterThan(0.01)
  })

  it('comes and goes on the page where it may start no thread', async () => {
    const { call, line, recorder } = await aCall({ media: 'data:text/javascript,' })
    call.start()
    await until(() => call.snapshot.phase === 'bot', 'the call goes on')
    await line.say('agent', { ms: 3000 })
    await until(() => loudness(recorder.between(recorder.now() - 0.1, recorder.now())) > 0.01, 'the other is heard')
    await until(async () => (await line.received()).frames.length > 20, 'we are heard')
  })
})
