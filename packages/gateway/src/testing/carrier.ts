import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { AccountRequest, SessionEvent, Settings } from '@baton/protocol'
import { settings as defaults } from '@baton/protocol'
import type { CallAnswer, CallReport, CarrierAccount } from '@baton/testing/vendors'
import { inject } from 'vitest'
import { callIdOf } from '../call/carrier/carrier-hook.ts'
import type { Talk, TalkHost } from '../call/talk.ts'
import { noTalk } from '../call/talk-host.ts'
import { directoryAddress, routeIdOf } from '../channels/address.ts'
import type { Env } from '../env.ts'
import { app } from '../http/app.ts'
import { callOf, directoryOf, sessionOf } from '../rooms-of.ts'
import { provisioned } from './a-workspace.ts'
import { agentWire } from './agent-wire.ts'
import { anAccount, savedAccount } from './an-account.ts'
import type { DoorFrame } from './carrier-door.ts'
import { relayPack } from './relay-pack.ts'
import type { Wire } from './wire.ts'

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
const base64Of = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

let accounts = 0

/** A workspace that is called by a carrier, through a real socket and in real time. */
export class CarrierRig {
  readonly workspace: string
  readonly account: string
  readonly carrier: CarrierAccount
  readonly callback: string
  /** What the carrier was answered, by the last part of the address and its query's first name. */
  readonly answers: { url: string; status: number; body: string }[] = []
  /** What every call's bot is given to say, once it has the word; and the keys it heard. */
  readonly keys: string[] = []
  says: Int16Array | null = null
  /** A conversation of the test's own in place of that. */
  converse: ((host: TalkHost, call: string) => Talk) | null = null
  readonly #sockets = new Map<number, WebSocket>()

  private constructor(workspace: string, account: string, carrier: CarrierAccount) {
    this.workspace = workspace
    this.account = account
    this.carrier = carrier
    this.callback = `${inject('carrierDoor')}/v1/hooks/${workspace}/${account}`
  }

  static async open(
    vendor: CarrierAccount['vendor'],
    over: Partial<AccountRequest> = {},
    settings: Partial<Settings> = {},
  ): Promise<CarrierRig> {
    const { workspace } = await provisioned({ pack: relayPack, settings: defaults.parse({ calls: true, ...settings }) })
    const own = `${Date.now()}${++accounts}`
    const form = anAccount('phone', {
      ...over,
      settings: { carrier: vendor, accountSid: `AC${own}` },
      secrets: { signingSecret: `signing-secret-${own}`, apiKey: `api-key-${own}` },
    })
    const account = await savedAccount(workspace.workspace, form)
    const carrier = { vendor, accountSid: `AC${own}`, secret: `signing-secret-${own}` } as const
    const rig = new CarrierRig(workspace.workspace, account, carrier)
    await rig.#answerDoor()
    await rig.#ask('/accounts', 'PUT', carrier)
    return rig
  }

  /** Somebody calls the business. */
  async calls(from: string, over: Partial<CarrierAccount> = {}): Promise<string> {
    const account = { ...this.carrier, ...over }
    const answer = await this.#ask('/calls', 'POST', { account, callback: this.callback, from, to: '+15550100' })
    return ((await answer.json()) as CallAnswer).sid
  }

  async report(sid: string): Promise<CallReport> {
    return (await this.#ask(`/calls/${sid}`, 'GET')).json()
  }

  /** All that was heard at the telephone, as a WAV. */
  async heard(sid: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#ask(`/calls/${sid}/heard`, 'GET')).arrayBuffer())
  }

  async press(sid: string, keys: string): Promise<void> {
    await this.#ask(`/calls/${sid}/keys`, 'POST', { keys })
  }

  async hangUp(sid: string): Promise<void> {
    await this.#ask(`/calls/${sid}/hang-up`, 'POST')
  }

  async say(sid: string, wav: Uint8Array<ArrayBuffer>): Promise<void> {
    await fetch(`${inject('vendorsUrl')}/carrier/phone/calls/${sid}/say`, { method: 'POST', body: wav })
  }

  /** The session of who calls from this number; null where there is none. */
  async session(from: string): Promise<string | null> {
    const route = await routeIdOf(env, this.workspace, { account: this.account, address: from })
    const ref = directoryAddress({ channel: 'phone', account: this.account, route })
    return (await directoryOf(env, this.workspace).record({ ref }))?.sessions[0] ?? null
  }

  async events(from: string): Promise<SessionEvent[]> {
    const session = await this.session(from)
    if (session === null) return []
    const page = await sessionOf(env, this.workspace, session).disclose({ after: 0, limit: 1_000, internal: true })
    return (page?.events ?? []).map((json): SessionEvent => JSON.parse(json))
  }

  /** Lin accepts who waits for a person. */
  async accepted(from: string): Promise<Wire> {
    const passed = (await this.events(from)).findLast((event) => event.kind === 'baton.passed')
    const { handoffId = '', fence = 0 } = passed?.kind === 'baton.passed' ? passed.body : {}
    const session = (await this.session(from)) ?? ''
    const to = { agent: { id: 'lin', name: 'Lin' } }
    await sessionOf(env, this.workspace, session).pass({ handoffId, expectedFence: fence, to, reason: 'accepted' })
    const lin = await agentWire(this.workspace, session)
    await lin.hello()
    return lin
  }

  /** The gateway knows where it is, as one does that is deployed. */
  async atHome(session: string): Promise<void> {
    await runInDurableObject(sessionOf(env, this.workspace, session), (object) => {
      const { core } = object as unknown as { core: { env: Env } }
      core.env = { ...core.env, PUBLIC_ORIGIN: inject('carrierDoor') }
    })
  }

  /** A conversation that says what the test wants, in place of one that needs engines. */
  async play(call: string): Promise<void> {
    await runInDurableObject(callOf(env, this.workspace, call), (object) => {
      object.talkOf = async (host: TalkHost) => {
        const talk = { ...noTalk().talk }
        talk.dtmf = (key) => {
          this.keys.push(key)
          if (key === '0') host.requestPerson()
        }
        talk.baton = (isBots) => {
          if (!isBots || !this.says) return
          const gen = host.nextGeneration()
          host.play(gen, this.says)
          host.finish(gen)
        }
        return { talk: this.converse?.(host, call) ?? talk, recognises: 'gateway', speaks: 'gateway', voice: null }
      }
    })
  }

  #ask(path: string, method: string, body?: unknown): Promise<Response> {
    return fetch(`${inject('vendorsUrl')}/carrier/phone${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
  }

  async #answerDoor(): Promise<void> {
    const url = `${inject('carrierDoor')}/?${this.workspace}`
    const { webSocket: door } = await fetch(url, { headers: { upgrade: 'websocket' } })
    if (!door) throw new Error('no door')
    door.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data)) as DoorFrame
      if (frame.do === 'ask') return void this.#answer(door, frame)
      const socket = this.#sockets.get(frame.id)
      if (socket?.readyState !== WebSocket.OPEN) return
      if (frame.do === 'text') socket.send(frame.text)
      else if (frame.do === 'bytes') socket.send(bytesOf(frame.bytes))
      else socket.close(1000)
    })
    door.accept()
  }

  async #answer(door: WebSocket, { id, method, url, headers, body }: Extract<DoorFrame, { do: 'ask' }>): Promise<void> {
    const tell = (frame: DoorFrame): void => door.send(JSON.stringify(frame))
    const { connection: _, 'content-length': __, ...given } = headers
    const request = new Request(url, { method, headers: given, ...(method === 'POST' && { body: bytesOf(body) }) })
    const answer = await app.fetch(request, env)
    const told = answer.webSocket ? '' : await answer.text()
    this.answers.push({ url, status: answer.status, body: told })
    if (method === 'POST' && answer.ok) await this.#prepare(atob(body))
    const { webSocket } = answer
    if (webSocket) {
      this.#sockets.set(id, webSocket)
      webSocket.binaryType = 'arraybuffer'
      webSocket.addEventListener('message', ({ data }) => {
        if (typeof data === 'string') tell({ do: 'text', id, text: data })
        else tell({ do: 'bytes', id, bytes: base64Of(new Uint8Array(data as ArrayBuffer)) })
      })
      webSocket.addEventListener('close', () => tell({ do: 'close', id }))
      webSocket.accept()
    }
    const type = answer.headers.get('content-type') ?? 'text/plain'
    tell({
      do: 'answer',
      id,
      status: answer.status,
      headers: { 'content-type': type },
      body: base64Of(new TextEncoder().encode(told)),
    })
  }

  /** Before the carrier opens the stream of a call that comes in. */
  async #prepare(body: string): Promise<void> {
    const sid = this.carrier.vendor === 'twilio' ? new URLSearchParams(body).get('CallSid') : JSON.parse(body).call_sid
    await this.play(await callIdOf(this.account, String(sid)))
  }
}
