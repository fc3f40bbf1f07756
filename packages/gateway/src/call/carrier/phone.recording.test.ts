import { env } from 'cloudflare:workers'
import type { EventBody } from '@baton/protocol'
import { decodeMulaw } from '@baton/sound/mulaw'
import { readMulawWav } from '@baton/sound/mulaw-wav'
import { speechLike } from '@baton/sound/testing'
import { writeWav } from '@baton/sound/wav'
import { describe, expect, test } from 'vitest'
import { until } from '../../testing/business.ts'
import { callTicket, openCall } from '../../testing/call-wire.ts'
import { CarrierRig } from '../../testing/carrier.ts'
import { opened } from '../../testing/opened-file.ts'
import { aSpeech } from '../../testing/speech.ts'
import { sentBy } from '../../testing/vendors.ts'
import { Conversation } from '../speech/conversation.ts'
import { speechOf } from '../speech/speech-of.ts'
import type { TalkHost } from '../talk.ts'

const LI_LEI = '+15550142'
const GREETING = 'Hello there.'

/** A telephone that is called by nobody else, in a workspace that asks, and what the bot has said so far. */
async function ringing(vendor: 'twilio' | 'jambonz', { hears = '', mayRecordMs = 60_000, asks = true } = {}) {
  const rig = await CarrierRig.open(vendor, {}, asks ? { recordCalls: 'ask' } : {})
  const speech = await aSpeech({ hears: [{ text: hears }], says: [{ msPerCharacter: 10 }] })
  const { hearing, speaking } = speechOf(speech.openAi, {
    ...{ env: {}, workspace: rig.workspace, locale: 'en', pack: null },
  })
  let sounds = false
  const play =
    (host: TalkHost): TalkHost['play'] =>
    (...given) => {
      sounds = true
      host.play(...given)
    }
  rig.converse = (host, call) =>
    new Conversation(
      { ...host, play: play(host) },
      {
        ...{ call, workspace: rig.workspace, locale: 'en', exempt: [], greeting: [GREETING] },
        ...{ hearing, voice: speaking, mayRecordMs },
      },
    )
  const spoken = async () =>
    (await speech.asked()).flatMap(({ fields }) => (fields.input ? [String(fields.input)] : []))
  const sid = await rig.calls(LI_LEI)
  const isAsked = async () => sounds && (await spoken()).some((text) => text.startsWith('This call may be recorded.'))
  if (asks) await until(isAsked)
  /** Whether anything was said since. */
  const speaksAnew = () => {
    sounds = false
    return async () => sounds
  }
  return { rig, sid, spoken, isAsked, speaksAnew }
}

const bodies = async <K extends 'call.consent' | 'call.recorded'>(rig: CarrierRig, kind: K): Promise<EventBody<K>[]> =>
  (await rig.events(LI_LEI)).flatMap((event) => (event.kind === kind ? [event.body as EventBody<K>] : []))

const speaks = (rig: CarrierRig, sid: string) =>
  rig.say(sid, writeWav({ rate: 16_000, samples: speechLike({ rate: 16_000, seconds: 0.8 }) }))

const blobs = async (rig: CarrierRig) => (await env.BLOBS.list({ prefix: `${rig.workspace}/files/` })).objects.length

describe.each(['twilio', 'jambonz'] as const)('by %s', (vendor) => {
  test('who is asked and presses 1 is recorded from then on, and a person may listen to it', async () => {
    const { rig, sid, spoken } = await ringing(vendor, { hears: 'Where is my order?' })
    expect(await bodies(rig, 'call.consent')).toEqual([])
    await rig.press(sid, '1')
    await until(async () => (await bodies(rig, 'call.consent')).length === 1)
    expect(await bodies(rig, 'call.consent')).toMatchObject([{ granted: true, by: 'keys' }])
    await until(async () => (await spoken()).includes(GREETING))
    await speaks(rig, sid)
    await until(async () => (await rig.events(LI_LEI)).some(({ kind }) => kind === 'message'))
    await rig.press(sid, '0')
    await until(async () => (await rig.events(LI_LEI)).some(({ kind }) => kind === 'handoff.requested'))
    const lin = await rig.accepted(LI_LEI)
    await rig.hangUp(sid)
    await until(async () => (await bodies(rig, 'call.recorded')).length === 2)
    const pieces = await bodies(rig, 'call.recorded')
    expect(pieces.map(({ track }) => track).sort()).toEqual(['bot', 'customer'])
    const customer = pieces.find(({ track }) => track === 'customer')
    const wav = await opened(lin, customer?.file?.id ?? '')
    if (typeof wav === 'string') throw new Error(wav)
    const loud = decodeMulaw(readMulawWav(wav)?.codes ?? new Uint8Array()).filter((sample) => Math.abs(sample) > 500)
    expect(loud.length).toBeGreaterThan(4_000)
  })

  test('who says no is not, and is served all the same', async () => {
    const { rig, sid, spoken } = await ringing(vendor, { hears: 'No, thanks.' })
    await speaks(rig, sid)
    await until(async () => (await bodies(rig, 'call.consent')).length === 1)
    expect(await bodies(rig, 'call.consent')).toMatchObject([{ granted: false, by: 'voice' }])
    await until(async () => (await spoken()).includes(GREETING))
    await rig.hangUp(sid)
    await until(async () => (await rig.events(LI_LEI)).some(({ kind }) => kind === 'call.ended'))
    expect([await bodies(rig, 'call.recorded'), await blobs(rig)]).toEqual([[], 0])
    const said = (await rig.events(LI_LEI)).filter(({ kind }) => kind === 'message')
    expect(said, 'an answer to the call is no message').toEqual([])
  })
})

test.each(['twilio', 'jambonz'] as const)(
  'by %s: whom an agent calls is asked before they hear each other, and then both are recorded',
  async (vendor) => {
    const { rig, sid, speaksAnew } = await ringing(vendor)
    await rig.press(sid, '0')
    await until(async () => (await rig.events(LI_LEI)).some(({ kind }) => kind === 'handoff.requested'))
    const lin = await rig.accepted(LI_LEI)
    await rig.hangUp(sid)
    const kinds = async (kind: string) => (await rig.events(LI_LEI)).filter((event) => event.kind === kind).length
    await until(async () => (await kinds('call.ended')) === 1)
    await rig.atHome((await rig.session(LI_LEI)) ?? '')
    const { ticket, call } = await callTicket(lin, 'start')
    await rig.play(call)
    const isAskedAgain = speaksAnew()
    const line = await openCall(ticket)
    await line.hello()
    expect(await line.next('recording')).toMatchObject({ state: 'asked' })
    await line.phase('bot')
    const [dialled] = (await sentBy(rig.carrier.accountSid)).filter(({ method }) => method === 'POST')
    await until(isAskedAgain)
    expect([line.audio, await kinds('call.bridged')]).toEqual([[], 0])
    await rig.press(dialled?.id ?? '', '1')
    expect(await line.next('recording', ({ state }) => state === 'on')).toBeTruthy()
    await line.phase('agent')
    await until(async () => line.heard('customer').length > 10)
    line.speak('agent', 5_000)
    line.tell({ type: 'end' })
    await until(async () => (await bodies(rig, 'call.recorded')).filter((body) => body.call === call).length === 2)
    const tracks = (await bodies(rig, 'call.recorded')).filter((body) => body.call === call)
    expect(tracks.map(({ track, agent }) => [track, agent?.id]).sort()).toEqual([
      ['agent', 'lin'],
      ['customer', undefined],
    ])
    expect((await bodies(rig, 'call.consent')).filter((body) => body.call === call)).toMatchObject([
      { granted: true, by: 'keys' },
    ])
  },
)

test('who says yes to what was asked is recorded', async () => {
  const { rig, sid } = await ringing('twilio', { hears: 'Yes, please.' })
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  await speaks(rig, sid)
  await until(async () => (await bodies(rig, 'call.consent')).length === 1)
  expect(await bodies(rig, 'call.consent')).toMatchObject([{ granted: true, by: 'voice' }])
})

test('who says nothing is not recorded, and nothing is written down of it', async () => {
  const { rig, sid, spoken } = await ringing('twilio', { mayRecordMs: 200 })
  await until(async () => (await spoken()).includes(GREETING))
  await rig.hangUp(sid)
  await until(async () => (await rig.events(LI_LEI)).some(({ kind }) => kind === 'call.ended'))
  const of = [await bodies(rig, 'call.consent'), await bodies(rig, 'call.recorded'), await blobs(rig)]
  expect(of).toEqual([[], [], 0])
})

test('where the workspace does not ask nobody is asked, and 1 is a key', async () => {
  const { rig, sid, spoken, isAsked } = await ringing('twilio', { asks: false })
  await until(async () => (await spoken()).includes(GREETING))
  expect(await isAsked()).toBe(false)
  await rig.press(sid, '1#')
  await until(async () => (await rig.events(LI_LEI)).some(({ kind }) => kind === 'message'))
  expect(await bodies(rig, 'call.consent')).toEqual([])
})
