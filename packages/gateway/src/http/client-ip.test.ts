import { env } from 'cloudflare:workers'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { Env } from '../env.ts'
import { clientIp, UNKNOWN_IP } from './client-ip.ts'

const app = new Hono<{ Bindings: Env }>().get('/', (c) => c.text(clientIp(c)))

async function ipOf(cf: object | undefined, headers: Record<string, string>, proxies?: string): Promise<string> {
  const request = new Request('https://gateway.example/', { headers })
  Object.defineProperty(request, 'cf', { value: cf })
  return (await app.fetch(request, { ...env, TRUSTED_PROXIES: proxies ?? null })).text()
}

const PROXY = { clientIp: '10.0.0.1:50000' }
const STRANGER = { clientIp: '[2001:db8::7]:50000' }

test.each([
  ['Cloudflare tells', { colo: 'FRA' }, { 'cf-connecting-ip': '192.0.2.7' }, '10.0.0.1', '192.0.2.7'],
  ['nobody tells', undefined, { 'cf-connecting-ip': '192.0.2.7' }, '10.0.0.1', UNKNOWN_IP],
  ['a client of bare workerd plays Cloudflare', STRANGER, { 'cf-connecting-ip': '192.0.2.7' }, '', UNKNOWN_IP],
  ['a client plays a proxy where none is named', STRANGER, { 'x-forwarded-for': '192.0.2.7' }, '', UNKNOWN_IP],
  ['a client plays a proxy', STRANGER, { 'x-forwarded-for': '192.0.2.7' }, '10.0.0.1', '2001:db8::7'],
  ['the proxy tells', PROXY, { 'x-forwarded-for': '192.0.2.7' }, '10.0.0.1', '192.0.2.7'],
  ['a client lies to the proxy', PROXY, { 'x-forwarded-for': '127.0.0.1, 192.0.2.7' }, '10.0.0.1', '192.0.2.7'],
  ['two proxies', PROXY, { 'x-forwarded-for': '6.6.6.6, 192.0.2.7, 10.0.0.2' }, '10.0.0.2, 10.0.0.1', '192.0.2.7'],
  ['the proxy says nothing', PROXY, {}, '10.0.0.1', '10.0.0.1'],
  ['the proxy says nonsense', PROXY, { 'x-forwarded-for': 'unknown' }, '10.0.0.1', '10.0.0.1'],
  [
    'IPv4 within IPv6',
    { clientIp: '[::ffff:10.0.0.1]:5' },
    { 'x-forwarded-for': '2001:db8::9' },
    '10.0.0.1',
    '2001:db8::9',
  ],
] as const)('%s', async (_, cf, headers, proxies, expected) => {
  expect(await ipOf(cf, headers, proxies)).toBe(expected)
})
