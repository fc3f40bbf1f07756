import { afterEach, expect, test, vi } from 'vitest'
import { aTalkHost, silenceFor, spokenTo, voiceFor } from '../../testing/a-talk.ts'
import { aSpeech } from '../../testing/speech.ts'
import { Conversation } from './conversation.ts'
import { speechOf } from './speech-of.ts'
import { CALL_WORDS } from './words.ts'

const WAIT = { timeout: 8_000, interval: 10 }
const GREETING = 'Hello, how can I help?'
const { mayRecord, recorded, notRecorded } = CALL_WORDS.en
const open: Conversation[] = []
afterEach(() => {
  for (const talk of open.splice(0)) talk.end()
})

/** A caller who is asked, in a call that has no screen. */
async function asked({ hears = '', mayRecordMs = 60_000, isMute = false, isCalled = false } = {}) {
  const speech = await aSpeech({ hears: [{ text: hears }], ...(isMute && { says: [{ status: 500 }] }) })
  const host = aTalkHost()
  host.asksToRecord = true
  const workspace = `w-${crypto.randomUUID()}`
  const asks = { env: {}, workspace, locale: 'en', pack: null } as const
  const { hearing, speaking: voice } = speechOf(speech.openAi, asks)
  const parts = {
    call: 'k1',
    workspace,
    locale: 'en',
    greeting: [GREETING],
    exempt: [],
    hearing,
    voice,
    mayRecordMs,
  } as const
  const talk = new Conversation(host, parts)
  open.push(talk)
  talk.baton(!isCalled, 1)
  expect(talk.called()).toBe(isCalled)
  const before = host.askedTimes
  const spoken = () =>
    host.shown.flatMap(({ type, track, text }) => (type === 'caption' && track === 'bot' ? [String(text)] : []))
  // Who was called is with the agent before anybody could tell that it was not said.
  if (!isCalled || !isMute) await vi.waitFor(() => expect(spoken()[0]).toBe(mayRecord), WAIT)
  return { host, talk, spoken, isAsked: () => host.askedTimes === before }
}

const says = (talk: Conversation, afterMs: number) =>
  spokenTo(
    (samples) => talk.heard('customer', samples, undefined),
    [silenceFor(afterMs / 1_000), voiceFor(0.6), silenceFor(0.6)],
  )

test.each([
  ['1', true, recorded],
  ['2', false, notRecorded],
] as const)('%s answers for good, and the bot greets', async (key, granted, told) => {
  const { host, talk, spoken } = await asked()
  talk.dtmf(key)
  expect(host.consents).toEqual([[granted, 'keys']])
  await vi.waitFor(() => expect(spoken()).toEqual([mayRecord, told, GREETING]), WAIT)
  talk.baton(true, 2)
  talk.dtmf('1')
  talk.dtmf('#')
  // From here on a key is a key again.
  await vi.waitFor(() => expect(host.uttered.map(({ text }) => text)).toEqual(['1']), WAIT)
  expect(host.consents).toHaveLength(1)
})

test.each([
  ['Yes, please.', true, recorded],
  ['No, thank you.', false, notRecorded],
] as const)('"%s" is heard by nobody else', async (text, granted, told) => {
  const { host, talk, spoken } = await asked({ hears: text })
  await says(talk, 2_200)
  await vi.waitFor(() => expect(host.consents).toEqual([[granted, 'voice']]), WAIT)
  await vi.waitFor(() => expect(spoken().slice(-2)).toEqual([told, GREETING]), WAIT)
  expect(host.uttered).toEqual([])
})

test('who says yes before they know to what is asked on', async () => {
  const { host, talk } = await asked({ hears: 'I agree' })
  await says(talk, 300)
  await vi.waitFor(() => expect(host.gen()).toBe(2), WAIT)
  expect([host.consents, host.uttered]).toEqual([[], []])
  talk.dtmf('1')
  expect(host.consents).toEqual([[true, 'keys']])
})

test('who comes to what they want is not recorded, and is served', async () => {
  const { host, talk, spoken } = await asked({ hears: 'yes, where is my order' })
  await says(talk, 2_200)
  await vi.waitFor(() => expect(host.uttered.map(({ text }) => text)).toEqual(['yes, where is my order']), WAIT)
  talk.dtmf('1')
  talk.dtmf('#')
  await vi.waitFor(() => expect(host.uttered).toHaveLength(2), WAIT)
  expect([host.consents, spoken()]).toEqual([[], [mayRecord]])
})

test('who says nothing is told that they are not recorded, and greeted', async () => {
  const { host, spoken } = await asked({ mayRecordMs: 100 })
  await vi.waitFor(() => expect(spoken()).toEqual([mayRecord, notRecorded, GREETING]), WAIT)
  expect(host.consents).toEqual([])
})

test('who is given to a person meanwhile is not asked on', async () => {
  const { host, talk } = await asked()
  talk.dtmf('0')
  talk.baton(false, 2)
  talk.dtmf('1')
  expect([host.persons, host.consents]).toEqual([1, []])
})

test('who has agreed takes it back by saying so: to the bot it is no message, to an agent it is', async () => {
  const { host, talk, spoken } = await asked({ hears: 'Stop recording, please.' })
  talk.dtmf('1')
  await vi.waitFor(() => expect(spoken()).toContain(GREETING), WAIT)
  await says(talk, 200)
  await vi.waitFor(() => expect(host.consents.at(-1)).toEqual([false, 'voice']), WAIT)
  await vi.waitFor(() => expect(spoken().at(-1)).toBe(notRecorded), WAIT)
  expect(host.uttered).toEqual([])
  const other = await asked({ hears: 'Stop recording, please.' })
  other.talk.dtmf('1')
  other.talk.baton(false, 2)
  await says(other.talk, 200)
  await vi.waitFor(() => expect(other.host.uttered).toHaveLength(1), WAIT)
  expect(other.host.consents.at(-1)).toEqual([false, 'voice'])
})

test('who could not be asked, for the voice is down, has not agreed', async () => {
  const { host, talk, spoken } = await asked({ isMute: true })
  await vi.waitFor(() => expect(spoken()).toContain(GREETING), WAIT)
  talk.dtmf('1')
  talk.dtmf('#')
  await vi.waitFor(() => expect(host.uttered.map(({ text }) => text)).toEqual(['1']), WAIT)
  expect(host.consents).toEqual([])
})

test.each([
  ['1', true],
  ['2', false],
] as const)('who was called by an agent is asked first, and with %s they speak with them', async (key, granted) => {
  const { host, talk, spoken, isAsked } = await asked({ isCalled: true })
  expect(isAsked()).toBe(true)
  talk.dtmf(key)
  expect([host.consents, isAsked()]).toEqual([[[granted, 'keys']], false])
  expect(spoken(), 'the agent is there, and the bot says nothing more').toEqual([mayRecord])
})

test('who answers the telephone with a word has not answered the question, which goes on', async () => {
  const { host, talk, isAsked } = await asked({ isCalled: true, hears: 'Hello?' })
  await says(talk, 200)
  await vi.waitFor(() => expect(host.gen(), 'from where it was cut').toBe(2), WAIT)
  expect([host.consents, host.uttered, isAsked()]).toEqual([[], [], true])
})

test('who was called and says something else is with the agent, and not recorded', async () => {
  const { host, talk, isAsked } = await asked({ isCalled: true, hears: 'Who is this?' })
  await says(talk, 2_200)
  await vi.waitFor(() => expect(isAsked()).toBe(false), WAIT)
  expect([host.consents, host.uttered.map(({ text }) => text)]).toEqual([[], ['Who is this?']])
})

test('who was called and says nothing is with the agent before long', async () => {
  const { host, isAsked, spoken } = await asked({ isCalled: true, mayRecordMs: 100 })
  await vi.waitFor(() => expect(isAsked()).toBe(false), WAIT)
  expect([host.consents, spoken()]).toEqual([[], [mayRecord]])
})

test('who was called and could not be asked, for the voice is down, is with the agent', async () => {
  const { host, isAsked } = await asked({ isCalled: true, isMute: true })
  await vi.waitFor(() => expect(isAsked()).toBe(false), WAIT)
  expect(host.consents).toEqual([])
})
