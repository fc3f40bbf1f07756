import { deviceSeen as schema } from '@baton/protocol'
import { expect, test } from 'vitest'
import { deviceSeen } from './device-seen.ts'

const seen = (agent: string, hints: Record<string, string> = {}): string | null => {
  const found = deviceSeen(new Headers({ 'user-agent': agent, ...hints }))
  return found && `${schema.parse(found).kind} ${found.browser}`
}

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'

test.each([
  ['computer chrome', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`],
  ['computer edge', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`],
  [
    'computer safari',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  ],
  ['computer firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0'],
  ['phone safari', `${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`],
  ['phone chrome', `${IPHONE} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1`],
  ['phone wechat', `${IPHONE} Mobile/15E148 MicroMessenger/8.0.60(0x18003c2f) NetType/WIFI Language/zh_CN`],
  [
    'phone samsung',
    `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
  ],
  [
    'phone huawei',
    `Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) ${WEBKIT} Chrome/114.0.5735.196 HuaweiBrowser/15.0 Mobile Safari/537.36`,
  ],
  ['tablet chrome', `Mozilla/5.0 (Linux; Android 14; SM-X710) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`],
  [
    'tablet safari',
    'Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1 Mobile/15E148 Safari/604.1',
  ],
  ['phone other', `${IPHONE} Mobile/15E148`],
])('%s', (expected, agent) => {
  expect(seen(agent)).toBe(expected)
})

test('a hint says of Android what its words do not', () => {
  const agent = `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`
  expect(seen(agent, { 'sec-ch-ua-mobile': '?1' })).toBe('phone chrome')
  expect(seen(agent, { 'sec-ch-ua-mobile': '?0' })).toBe('tablet chrome')
})

test('programs, and what is no browser at all, are nothing', () => {
  expect(seen('')).toBeNull()
  expect(seen('curl/8.5.0')).toBeNull()
  expect(deviceSeen(new Headers())).toBeNull()
})

test('nothing of what a request says is kept as it was said, however long it is', () => {
  const agent = `Mozilla/5.0 (Windows NT 10.0) ${'Version/1 '.repeat(50_000)} Firefox/1 4111111111111111`
  expect(seen(agent)).toBe('computer other')
})
