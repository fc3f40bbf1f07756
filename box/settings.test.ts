import { expect, test } from 'vitest'
import { root } from './root.ts'
import { serveSettings } from './settings.ts'

test('without any setting it listens on this machine only', () => {
  expect(serveSettings({ BATON_HOST: '', PUBLIC_ORIGIN: '' })).toEqual({
    port: 8787,
    host: '127.0.0.1',
    folder: `${root}.baton-serve`,
    publicOrigin: undefined,
    trustedProxies: undefined,
    trustedOrigins: undefined,
    channelHosts: undefined,
    maxSockets: undefined,
    stopMs: 5_000,
    secrets: { gateway: undefined, admin: undefined, metrics: undefined },
  })
})

test('what is given is taken, in the form the gateway wants', () => {
  expect(
    serveSettings({ PUBLIC_ORIGIN: 'https://baton.example/', TRUSTED_PROXIES: '127.0.0.1, ::1', BATON_STOP_MS: '900' }),
  ).toMatchObject({ publicOrigin: 'https://baton.example', trustedProxies: '127.0.0.1,::1', stopMs: 900 })
})

test('what a workspace may reach beyond the world is named one by one', () => {
  const CHANNEL_HOSTS = '{"telegram":"http://127.0.0.1:8081"}'
  expect(serveSettings({ TRUSTED_ORIGINS: 'http://mail:8025, smtp://mail:25', CHANNEL_HOSTS })).toMatchObject({
    trustedOrigins: 'http://mail:8025,smtp://mail:25',
    channelHosts: CHANNEL_HOSTS,
  })
})

test.each([
  ['BATON_PORT', '80.5', 'BATON_PORT=80.5 is not a port.'],
  ['BATON_HOST', 'example.com', 'BATON_HOST=example.com is not an IP address.'],
  ['PUBLIC_ORIGIN', 'baton.example', 'PUBLIC_ORIGIN=baton.example is not an origin.'],
  ['PUBLIC_ORIGIN', 'https://baton.example/chat', 'is not an origin. Use what browsers see'],
  ['TRUSTED_PROXIES', '10.0.0.0/8', 'TRUSTED_PROXIES: “10.0.0.0/8” is not an IP address.'],
  ['TRUSTED_ORIGINS', 'mail:8025', 'TRUSTED_ORIGINS: “mail:8025” is not an origin.'],
  ['TRUSTED_ORIGINS', 'http://mail:8025,http://x/y', 'TRUSTED_ORIGINS: “http://x/y” is not an origin.'],
  ['CHANNEL_HOSTS', 'http://127.0.0.1:1', 'CHANNEL_HOSTS is not JSON like'],
  ['CHANNEL_HOSTS', '{"telegram":1}', 'CHANNEL_HOSTS is not JSON like'],
  ['BATON_MAX_SOCKETS', 'many', 'BATON_MAX_SOCKETS=many is not a whole number above 0.'],
  ['BATON_STOP_MS', '0', 'BATON_STOP_MS=0 is not a whole number above 0.'],
])('%s=%s is refused with a sentence', (name, value, sentence) => {
  expect(() => serveSettings({ [name]: value })).toThrow(sentence)
})

test('a secret that is too short is refused and not repeated', () => {
  expect(() => serveSettings({ ADMIN_TOKEN: 'hunter2' })).toThrow(/^ADMIN_TOKEN has 7 characters\. (?!.*hunter2)/)
})
