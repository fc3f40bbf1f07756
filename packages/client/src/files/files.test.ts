import { beforeEach, expect, it } from 'vitest'
import { createSession } from '../session/session.ts'
import { entries, view } from '../testing/event.ts'
import { createOrigin } from '../testing/origin.ts'
import { createScript, type Script } from '../testing/script.ts'
import { createWorld, type World } from '../testing/world.ts'
import { createFiles, type Files } from './files.ts'

let world: World
let script: Script
let files: Files
/** What is asked over HTTP, and how it goes. */
let posted: { url: string; ticket: string; bytes: number }[]
let answers: (Response | Error)[]

const asked = (type: string) => script.sent.filter((frame) => frame.type === type)
const outgoing = { name: 'a.png', full: new Blob(['full']), thumb: new Blob(['th']) }

beforeEach(async () => {
  world = createWorld(1)
  script = createScript()
  posted = []
  answers = []
  const { now, after, random } = world
  const platform = {
    ...{ now, after, random },
    async fetch(url: string, { headers, body }: RequestInit) {
      const ticket = new Headers(headers).get('authorization') ?? ''
      posted.push({ url, ticket, bytes: body instanceof Blob ? body.size : -1 })
      const answer = answers.shift() ?? Response.json({})
      if (answer instanceof Error) throw answer
      return answer
    },
    ...createOrigin(),
  }
  const admit = async () => ({ url: 'wss://chat.example/v1/session', ticket: 'abc' })
  const session = createSession({ name: 'site', admit, socket: script.socket, platform })
  files = createFiles(session, { platform })
  session.connect()
  await script.open()
  const you = { role: 'customer', id: 'c_1', name: null }
  const welcome = { type: 'welcome', v: 1, session: 's_1', now: now(), epoch: 'e_1', resumed: true, you, state: view }
  script.say({ ...welcome, req: 1, head: 4 }, { type: 'replay', req: 1, entries: entries(2, 3, 4), more: false })
  await world.advance(0)
})

const slot = async (): Promise<void> => {
  const id = asked('upload').at(-1)?.id
  script.say({ type: 'slot', id, file: 'f_1', ticket: 'full', thumb: 'thumb' })
  await world.advance(0)
}
const problem = (code: string, retryable: boolean) => Response.json({ code, title: code, retryable }, { status: 400 })

it('asks for a slot, then puts the file and its small picture there', async () => {
  const upload = files.upload(outgoing)
  expect(asked('upload')).toMatchObject([{ name: 'a.png', bytes: 4 }])
  await slot()
  expect(await upload).toBe('f_1')
  expect(posted).toEqual([
    { url: 'https://chat.example/v1/files', ticket: 'Bearer full', bytes: 4 },
    { url: 'https://chat.example/v1/files', ticket: 'Bearer thumb', bytes: 2 },
  ])
})

it('tries again under the same id where that may help', async () => {
  answers = [new Error('offline'), problem('unavailable', true)]
  const upload = files.upload({ ...outgoing, thumb: null })
  for (let n = 0; n < 3; n++) {
    await slot()
    await world.advance(5_000)
  }
  expect(await upload).toBe('f_1')
  expect(new Set(asked('upload').map(({ id }) => id)).size).toBe(1)
  expect(asked('upload')).toHaveLength(3)
})

it('gives up at once on a refusal, and says which', async () => {
  answers = [problem('file_type_refused', false)]
  const upload = files.upload(outgoing)
  const refused = expect(upload).rejects.toMatchObject({ code: 'file_type_refused', retryable: false })
  await slot()
  await refused
  const next = files.upload(outgoing)
  const nacked = expect(next).rejects.toMatchObject({ code: 'not_holder' })
  const id = asked('upload').at(-1)?.id
  script.say({ type: 'nack', id, code: 'not_holder', message: 'no', retryable: false })
  await nacked
})

it('a small picture that is refused costs nothing', async () => {
  answers = [Response.json({}), problem('picture_too_large', false)]
  const upload = files.upload(outgoing)
  await slot()
  expect(await upload).toBe('f_1')
})

it('stops when it is told to', async () => {
  const stop = new AbortController()
  const upload = files.upload(outgoing, { signal: stop.signal })
  const stopped = expect(upload).rejects.toMatchObject({ name: 'AbortError' })
  stop.abort()
  await slot()
  await stopped
  expect(posted).toEqual([])
})

it('asks for a link, and takes only a path of the gateway', async () => {
  const link = files.link('f_1', 'thumb')
  const [{ req } = { req: 0 }] = asked('file')
  script.say({ type: 'link', req, file: 'f_1', size: 'thumb', path: '/v1/files/a.b-c.d_e', expiresAt: 1 })
  expect(await link).toBe('https://chat.example/v1/files/a.b-c.d_e')
  for (const path of ['https://evil.example/v1/files/a', '//evil.example', '/v1/files/../x', '/v1/files/a?b']) {
    const wrong = expect(files.link('f_1', 'full')).rejects.toMatchObject({ code: 'network' })
    script.say({ type: 'link', req: asked('file').at(-1)?.req, file: 'f_1', size: 'full', path, expiresAt: 1 })
    await wrong
  }
  const gone = expect(files.link('f_2', 'full')).rejects.toMatchObject({ code: 'not_found' })
  const last = asked('file').at(-1)?.req
  script.say({ type: 'fault', of: 'file', req: last, code: 'not_found', message: 'no', retryable: false })
  await gone
})

it('waits ten seconds for an answer', async () => {
  const link = expect(files.link('f_1', 'full')).rejects.toMatchObject({ code: 'network', retryable: true })
  await world.advance(10_001)
  await link
})
