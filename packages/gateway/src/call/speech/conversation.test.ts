import { afterEach, expect, test, vi } from 'vitest'
import { aTalkHost, botMessage, silenceFor, spokenTo, voiceFor } from '../../testing/a-talk.ts'
import { aSpeech } from '../../testing/speech.ts'
import type { SpeechScript } from '../../testing/speech-server.ts'
import { Conversation, type ConversationParts } from './conversation.ts'
import { speechOf } from './speech-of.ts'

const WAIT = { timeout: 6_000, interval: 10 }
const GREETING = 'Hello, how can I help?'
const open: Conversation[] = []
afterEach(() => {
  for (const talk of open.splice(0)) talk.end()
})

async function aCall(script: SpeechScript = {}, over: Partial<ConversationParts> = {}) {
  const speech = await aSpeech(script)
  const host = aTalkHost()
  const workspace = `w-${crypto.randomUUID()}`
  const { hearing, speaking } = speech.openAi
  const asks = { env: {}, workspace, locale: 'en', pack: null } as const
  const { hearing: ears, speaking: voice } = speechOf({ hearing, speaking }, asks)
  const parts = {
    call: 'k1',
    workspace,
    locale: 'en',
    greeting: [],
    exempt: [],
    hearing: ears,
    voice,
    ...over,
  } as const
  const talk = new Conversation(host, parts)
  open.push(talk)
  talk.baton(true, 1)
  return {
    host,
    talk,
    speech,
    parts,
    /** The customer says something, and is quiet. */
    says: (seconds = 0.9, quiet = 0.6) =>
      spokenTo(
        (samples) => talk.heard('customer', samples, undefined),
        [silenceFor(0.5), voiceFor(seconds), silenceFor(quiet)],
      ),
    spoken: async () => (await speech.asked()).flatMap(({ fields }) => (fields.input ? [String(fields.input)] : [])),
  }
}
type ACall = Awaited<ReturnType<typeof aCall>>

const LIN = { id: 'lin', name: 'Lin' }
const CHEN = { id: 'chen', name: 'Chen' }
const LONG = 'Your order has left the house. It will arrive tomorrow before noon. You can follow it on its way.'

async function speaksOfOrder({ host, talk }: ACall, over: Parameters<typeof botMessage>[1] = {}) {
  const message = botMessage(LONG, over)
  talk.seen(message)
  await vi.waitFor(() => expect(host.givenMs(host.gen())).toBeGreaterThan(300), WAIT)
  return { seq: message.event.seq, gen: host.gen() }
}

test('what is said is said in the session, and its answer is spoken, the first sentence first', async () => {
  const call = await aCall({ hears: [{ text: 'where is my order', confidence: 0.9 }] })
  await call.says()
  await vi.waitFor(() => expect(call.host.uttered).toHaveLength(1), WAIT)
  const [{ text, who, spoken } = { text: '', who: '', spoken: undefined }] = call.host.uttered
  expect([text, who, spoken?.call, spoken?.turn]).toEqual(['where is my order', 'customer', 'k1', 'c1'])
  expect(spoken?.startMs).toBeGreaterThan(200)
  expect((spoken?.endMs ?? 0) - (spoken?.startMs ?? 0)).toBeGreaterThan(600)
  expect(spoken?.signals).toMatchObject({ interruptions: 0, arousal: 0, confidence: 0 })
  expect(spoken?.signals?.pitch).toBeGreaterThan(60)
  expect(call.host.toAgent).toEqual([{ type: 'signals', turn: 'c1', signals: spoken?.signals }])

  const answered = Date.now()
  call.talk.seen({ type: 'delta', ref: 't1', fence: 1, n: 1, text: 'Your order has left the house. It will' })
  await vi.waitFor(() => expect(call.host.givenMs(call.host.gen())).toBeGreaterThan(0), WAIT)
  // On two shared cores; the measurement of it has a machine of its own.
  expect((call.host.firstAt(call.host.gen()) ?? 0) - answered).toBeLessThan(2_000)
  expect(await call.spoken()).toEqual(['Your order has left the house.'])
  call.talk.seen(botMessage(LONG, { turn: 't1', fence: 1 }))
  await vi.waitFor(async () => expect(await call.spoken()).toHaveLength(3), WAIT)
  const captions = call.host.shown.filter(({ type }) => type === 'caption')
  expect(captions).toContainEqual(
    expect.objectContaining({ track: 'customer', text: 'where is my order', final: true }),
  )
  expect(captions).toContainEqual(expect.objectContaining({ track: 'bot', text: 'Your order has left the house.' }))
})

test('the greeting is spoken at once, and in the next call from memory', async () => {
  const call = await aCall({}, { greeting: [GREETING] })
  await vi.waitFor(() => expect(call.host.givenMs(1)).toBeGreaterThan(0), WAIT)
  await vi.waitFor(async () => expect(await call.spoken()).toEqual([GREETING]), WAIT)
  await vi.waitFor(() => expect(call.host.givenMs(1)).toBeGreaterThan(1_000), WAIT)
  const host = aTalkHost()
  const next = new Conversation(host, call.parts)
  open.push(next)
  next.baton(true, 1)
  await vi.waitFor(() => expect(host.givenMs(1)).toBeGreaterThan(1_000), WAIT)
  expect(await call.spoken()).toEqual([GREETING])
})

test('who speaks over the bot has the turn: it is silent at once, and the log knows what was heard', async () => {
  const call = await aCall({ hears: [{ text: 'no, the other one' }] })
  const { seq, gen } = await speaksOfOrder(call)
  await spokenTo((samples) => call.talk.heard('customer', samples, undefined), [silenceFor(0.4), voiceFor(0.2)])
  expect(call.host.cleared.map((each) => each.gen)).toEqual([gen])
  call.talk.bargedIn(gen, 700)
  await spokenTo((samples) => call.talk.heard('customer', samples, undefined), [voiceFor(0.6, 2), silenceFor(0.6)])
  await vi.waitFor(() => expect(call.host.uttered.map(({ text }) => text)).toEqual(['no, the other one']), WAIT)
  // 700 ms of a first sentence of 30 characters, 50 ms each.
  expect(call.host.cuts).toEqual([{ ref: seq, heard: 14, playedMs: 700 }])
  expect(call.host.uttered[0]?.spoken.signals?.interruptions).toBe(1)
  expect(call.host.gen()).toBe(gen)
})

test('a cough does not: it goes on from where it was cut', async () => {
  const call = await aCall({ hears: [{ text: '' }] })
  const { gen } = await speaksOfOrder(call)
  await spokenTo((samples) => call.talk.heard('customer', samples, undefined), [silenceFor(0.3), voiceFor(0.15)])
  call.talk.bargedIn(gen, 600)
  expect(call.host.cleared.map((each) => each.gen)).toEqual([gen])
  await spokenTo((samples) => call.talk.heard('customer', samples, undefined), [silenceFor(0.7)])
  await vi.waitFor(() => expect(call.host.gen()).toBe(gen + 1), WAIT)
  // 900 ms are left of a first sentence of 1.5 s, and two more follow.
  await vi.waitFor(() => expect(call.host.givenMs(gen + 1)).toBeGreaterThan(2_000), WAIT)
  expect(call.host.cuts).toEqual([])
  expect(call.host.uttered).toEqual([])
  expect(new Set(await call.spoken()).size).toBe((await call.spoken()).length)
})

test('an "uh-huh" does not either, and is not said in the session', async () => {
  const call = await aCall({ hears: [{ text: 'Uh-huh.' }] })
  const { gen } = await speaksOfOrder(call)
  await spokenTo(
    (samples) => call.talk.heard('customer', samples, undefined),
    [silenceFor(0.3), voiceFor(0.3), silenceFor(0.7)],
  )
  await vi.waitFor(() => expect(call.host.gen()).toBe(gen + 1), WAIT)
  expect(call.host.uttered).toEqual([])
})

test('a bot that has lost the baton is silent mid-sentence, and nothing of it is spoken any more', async () => {
  const call = await aCall()
  const { gen } = await speaksOfOrder(call)
  call.talk.baton(false, 2)
  expect(call.host.cleared.map((each) => each.gen)).toContain(gen)
  const before = (await call.spoken()).length
  call.talk.seen({ type: 'delta', ref: 't2', fence: 1, n: 1, text: 'One more thing. And' })
  call.talk.seen(botMessage('One more thing.', { fence: 1 }))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect([call.host.gen(), (await call.spoken()).length]).toEqual([gen, before])
  call.talk.baton(true, 3)
  call.talk.seen(botMessage('Stale.', { fence: 1 }))
  call.talk.seen(botMessage('I am back.', { fence: 3 }))
  await vi.waitFor(async () => expect((await call.spoken()).slice(before)).toEqual(['I am back.']), WAIT)
})

test('who waits for a person is told so, until one takes the call; then both are written down', async () => {
  const call = await aCall({ hears: [{ text: 'hello' }] })
  const passed = { from: 'bot', to: 'queue', fence: 2, reason: 'requested' } as const
  const event = {
    kind: 'baton.passed',
    seq: 1,
    id: 'x',
    at: 1,
    by: { role: 'bot', id: 'bot' },
    audience: 'all',
    body: passed,
  } as const
  call.talk.seen({ type: 'event', prev: 0, event })
  call.talk.baton(false, 2)
  await vi.waitFor(async () => expect((await call.spoken()).join()).toContain('getting you a person'), WAIT)
  call.talk.baton(false, 3)
  for (const who of ['customer', LIN] as const)
    await spokenTo(
      (samples) => call.talk.heard(who, samples, undefined),
      [silenceFor(0.5), voiceFor(0.6), silenceFor(0.6)],
    )
  await vi.waitFor(() => expect(call.host.uttered.map(({ who }) => who)).toEqual(['customer', 'lin']), WAIT)
  expect(call.host.uttered.map(({ spoken }) => spoken.turn)).toEqual(['c1', 'a1'])
})

test('two agents with a customer are each written down by their own name, though they speak at once', async () => {
  const call = await aCall({ hears: [{ text: 'hello' }] })
  call.talk.baton(false, 2)
  const frames = [silenceFor(0.5), voiceFor(0.6), silenceFor(0.6)]
  await Promise.all([LIN, CHEN].map((who) => spokenTo((samples) => call.talk.heard(who, samples, undefined), frames)))
  await vi.waitFor(() => expect(call.host.uttered).toHaveLength(2), WAIT)
  expect(new Map(call.host.uttered.map(({ who, spoken }) => [who, spoken.turn]))).toEqual(
    new Map([
      ['lin', 'a1'],
      ['chen', 'a2.1'],
    ]),
  )
  await vi.waitFor(() => expect(call.host.shown.filter(({ final }) => final)).toHaveLength(2), WAIT)
  const captions = call.host.shown.filter(({ type, final }) => type === 'caption' && final)
  for (const agent of [LIN, CHEN]) expect(captions).toContainEqual(expect.objectContaining({ track: 'agent', agent }))
})

test('who waits for long is told once that nobody is free yet, and nothing of it once somebody is', async () => {
  const body = { from: 'bot', to: 'queue', fence: 2, reason: 'requested' } as const
  const by = { role: 'bot', id: 'bot' } as const
  const event = { kind: 'baton.passed', seq: 1, id: 'x', at: 1, by, audience: 'all', body } as const
  const calls = await Promise.all([aCall({}, { nobodyFreeMs: 600 }), aCall({}, { nobodyFreeMs: 600 })])
  for (const { talk } of calls) {
    talk.seen({ type: 'event', prev: 0, event })
    talk.baton(false, 2)
  }
  const [waits, answered] = calls
  answered?.talk.baton(false, 3)
  const told = async () => (await waits?.spoken())?.filter((text) => text.startsWith('Nobody is free')).length
  await vi.waitFor(async () => expect(await told()).toBe(1), WAIT)
  await new Promise((resolve) => setTimeout(resolve, 800))
  expect([await told(), (await answered?.spoken())?.join().includes('Nobody is free')]).toEqual([1, false])
})

test('given back by an agent, the bot says so aloud, and goes on listening', async () => {
  const call = await aCall({ hears: [{ text: 'one more thing' }] })
  call.talk.baton(false, 2)
  call.talk.baton(false, 3)
  call.talk.baton(true, 4)
  call.talk.seen(botMessage('I am back. What else can I do?'))
  await vi.waitFor(async () => expect((await call.spoken()).join(' ')).toContain('I am back.'), WAIT)
  await vi.waitFor(() => expect(call.host.givenMs(call.host.gen())).toBeGreaterThan(0), WAIT)
  await call.says()
  await vi.waitFor(() => expect(call.host.uttered.map(({ text }) => text)).toEqual(['one more thing']), WAIT)
})

test('ears that fail are excused, and the second time a person is asked for', async () => {
  vi.spyOn(console, 'warn').mockReturnValue()
  const call = await aCall({ hears: [{ status: 500 }] })
  await call.says()
  await vi.waitFor(async () => expect((await call.spoken()).join()).toContain('trouble hearing'), WAIT)
  await call.says()
  await vi.waitFor(() => expect(call.host.persons).toBe(1), WAIT)
})

test('a voice that fails leaves the words in the chat, and the call goes on', async () => {
  vi.spyOn(console, 'warn').mockReturnValue()
  const call = await aCall({ hears: [{ text: 'and now' }], says: [{ status: 500 }] })
  call.talk.seen(botMessage('It has left. It arrives tomorrow.'))
  await vi.waitFor(() => expect(call.host.persons).toBe(1), WAIT)
  expect(call.host.shown).toContainEqual(expect.objectContaining({ track: 'bot', text: 'It has left.' }))
  await call.says()
  await vi.waitFor(() => expect(call.host.uttered.map(({ text }) => text)).toEqual(['and now']), WAIT)
})

test('keys over the bot’s words are a number, said in the session', async () => {
  const call = await aCall()
  await speaksOfOrder(call)
  for (const key of ['1', '0', '4', '#'] as const) call.talk.dtmf(key)
  await vi.waitFor(() => expect(call.host.uttered.map(({ text }) => text)).toEqual(['104']), WAIT)
  expect(call.host.cuts).toHaveLength(1)
})

test('a browser that recognises and speaks by itself is told what to say, and believed', async () => {
  const call = await aCall({}, { hearing: null, voice: 'browser' })
  call.talk.seen(botMessage('It has left. It arrives tomorrow.'))
  await vi.waitFor(() => expect(call.host.shown.filter(({ type }) => type === 'say')).toHaveLength(2), WAIT)
  const says = call.host.shown.filter(({ type }) => type === 'say')
  expect(says.map(({ text }) => text)).toEqual(['It has left.', 'It arrives tomorrow.'])
  call.talk.bargedIn(1, 100)
  call.talk.understood({ turn: '1', text: 'my card is four one one', final: false, startMs: 10, endMs: 400 })
  call.talk.understood({ turn: '1', text: 'thank you', final: true, startMs: 10, endMs: 600 })
  await vi.waitFor(() => expect(call.host.uttered).toHaveLength(1), WAIT)
  expect(call.host.uttered[0]).toMatchObject({ text: 'thank you', spoken: { turn: 'b1', startMs: 10, endMs: 600 } })
  expect(call.host.cuts).toEqual([expect.objectContaining({ playedMs: 100 })])
  const captions = call.host.shown.filter(({ track }) => track === 'customer')
  expect(captions.map(({ text }) => text)).toEqual(['my card is …', 'thank you'])
  expect(await call.speech.asked()).toEqual([])
})

test('a microphone that sends nothing is silence', async () => {
  const call = await aCall({ hears: [{ text: 'I am here' }] })
  await spokenTo((samples) => call.talk.heard('customer', samples, undefined), [silenceFor(0.5), voiceFor(0.8)])
  await vi.waitFor(() => expect(call.host.uttered.map(({ text }) => text)).toEqual(['I am here']), WAIT)
})

test('a message the session refuses is lost to nobody else', async () => {
  vi.spyOn(console, 'warn').mockReturnValue()
  const call = await aCall({ hears: [{ text: 'one' }, { text: 'two' }] })
  call.host.refuses = true
  await call.says(0.6, 0.7)
  call.host.refuses = false
  await call.says(0.6, 0.7)
  await vi.waitFor(() => expect(call.host.uttered.map(({ text }) => text)).toEqual(['two']), WAIT)
})
