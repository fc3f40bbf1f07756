import { clientFrame } from '@baton/protocol'
import { expect, test } from 'vitest'
import { call, GATEWAY, post, SHOP } from '../testing/a-workspace.ts'
import { Room } from '../testing/wire.ts'
import { parseFrame } from './parse-frame.ts'
import { parseJson } from './parse-json.ts'

test('T-10 half a surrogate pair is replaced, a whole one and everything else stays', () => {
  expect(parseJson('{"a":"\\ud83dx","b":["\\uDE00"],"c":"\\ud83d\\ude00 \\u4f60"}')).toEqual({
    a: '\ufffdx',
    b: ['\ufffd'],
    c: '\u{1F600} 你',
  })
  expect(parseJson('{"a":"plain \u{1F600}"}')).toEqual({ a: 'plain \u{1F600}' })
  expect(parseJson('{')).toBeUndefined()
  expect(parseJson('"\\u"')).toBeUndefined()
})

test('T-10 what is stored and sent on of a message is well-formed, whatever came in', async () => {
  const room = await Room.open()
  const wire = await room.customer()
  wire.raw('{"type":"send","id":"surrogates-1","body":{"kind":"message","text":"one \\udc00 two \\ud800"}}')
  await wire.next('ack')
  const [stored] = (await room.log()).filter(({ kind }) => kind === 'message')
  expect(JSON.stringify(stored)).toContain('one \ufffd two \ufffd')
  expect(JSON.stringify(await room.log())).not.toMatch(/\\ud[89a-f]/i)
})

const POISON = [
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"siteKey":{"__proto__":{"polluted":true}}}',
  '{"siteKey":"x","__proto__":{"polluted":true},"locale":"__proto__"}',
  '[{"__proto__":{"polluted":true}}]',
  '{"\\u005f_proto__":{"polluted":true}}',
  `${'{"__proto__":'.repeat(1_000)}1${'}'.repeat(1_000)}`,
  `${'['.repeat(7_000)}${']'.repeat(7_000)}`,
]

test('T-10 a prototype in a body or a frame reaches nobody', async () => {
  for (const body of POISON) {
    for (const path of ['/v1/join', '/v1/desk/login']) {
      const answer = await call(path, {
        method: 'POST',
        body,
        headers: {
          origin: path === '/v1/join' ? SHOP : GATEWAY,
          'cf-connecting-ip': crypto.randomUUID(),
        },
        cf: {},
      })
      expect([400, 401], body.slice(0, 60)).toContain(answer.status)
    }
    for (const type of ['hello', 'send', 'read', '__proto__', 'constructor', 'toString']) {
      const parsed = parseFrame(clientFrame, `{"type":"${type}","v":1,"req":1,"id":"12345678","x":${body}}`)
      if (parsed.ok) expect(Object.keys(parsed.frame)).not.toContain('x')
    }
  }
  const pollutable: { polluted?: boolean } = {}
  expect(pollutable.polluted).toBeUndefined()
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('T-10 a site key that is the name of something every object has is no workspace', async () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    expect((await post('/v1/join', { siteKey: `${name}.x` }, { origin: SHOP })).status).toBe(401)
  }
})
