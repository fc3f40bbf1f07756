import { expect, test, vi } from 'vitest'
import { vendorUrl } from './hosts.ts'

const at = (host: Parameters<typeof vendorUrl>[1], path: string, CHANNEL_HOSTS: string | null = null) =>
  vendorUrl({ CHANNEL_HOSTS }, host, path).href

test.each([
  [
    'wechat',
    '/cgi-bin/message/custom/send?access_token=x',
    'https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token=x',
  ],
  ['wecom', '/cgi-bin/kf/send_msg', 'https://qyapi.weixin.qq.com/cgi-bin/kf/send_msg'],
  ['telegram', '/bot1:a/sendMessage', 'https://api.telegram.org/bot1:a/sendMessage'],
  ['line', '/v2/bot/message/push', 'https://api.line.me/v2/bot/message/push'],
  ['line-data', '/v2/bot/message/1/content', 'https://api-data.line.me/v2/bot/message/1/content'],
  ['whatsapp', '/106540352242922/messages', 'https://graph.facebook.com/v24.0/106540352242922/messages'],
  [
    'whatsapp-media',
    'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1',
    'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1',
  ],
  [
    'messenger-media',
    'https://scontent-fra3-1.xx.fbcdn.net/v/1.jpg?oh=2',
    'https://scontent-fra3-1.xx.fbcdn.net/v/1.jpg?oh=2',
  ],
  ['twilio', '/2010-04-01/Accounts/AC1/Calls.json', 'https://api.twilio.com/2010-04-01/Accounts/AC1/Calls.json'],
  ['jambonz', '/v1/Accounts/a-1/Calls', 'https://api.jambonz.cloud/v1/Accounts/a-1/Calls'],
] as const)('%s is at its own host', (host, path, url) => {
  expect(at(host, path)).toBe(url)
})

test.each([
  ['line', 'https://api.line.me.evil.example/x'],
  ['line', 'https://evil.example/x'],
  ['line', 'http://api.line.me/x'],
  ['line', 'https://api.line.me:8443/x'],
  ['line', 'https://u@api.line.me/x'],
  ['line', 'x'],
  ['line', ''],
  ['line', '@evil.example/x'],
  ['whatsapp', '/../v99/x'],
  ['whatsapp', '/%2e%2e/%2E./x'],
  ['whatsapp', 'https://graph2.facebook.com/x'],
  ['messenger-media', 'https://evilfbcdn.net/x'],
  ['messenger-media', 'https://x.fbcdn.net:1/x'],
  ['messenger-media', 'https://x.fbcdn.net.evil.example/x'],
] as const)('T-22 %s is asked for nothing at %s', (host, path) => {
  expect(() => at(host, path)).toThrow('a path may not lead away from its vendor')
})

test('an operator may have another address for a vendor: paths, and what the vendor names as a whole, follow', () => {
  const hosts = JSON.stringify({ whatsapp: 'http://127.0.0.1:9/whatsapp/', 'messenger-media': 'http://127.0.0.1:9/mm' })
  expect(at('whatsapp', '/1/messages', hosts)).toBe('http://127.0.0.1:9/whatsapp/v24.0/1/messages')
  expect(at('messenger-media', 'https://x.fbcdn.net/a?b', hosts)).toBe('http://127.0.0.1:9/mm/a?b')
  expect(at('messenger-media', 'http://127.0.0.1:9/mm/a?b', hosts)).toBe('http://127.0.0.1:9/mm/a?b')
  expect(() => at('messenger-media', 'http://127.0.0.1:9/mm2/a', hosts)).toThrow(TypeError)
  expect(() => at('messenger-media', 'http://127.0.0.1:9/mm/../a', hosts)).toThrow(TypeError)
  expect(at('line', '/x', hosts)).toBe('https://api.line.me/x')
})

test.each(['not json', '[]', '{"nobody":"http://127.0.0.1"}', '{"line":"ftp://x"}', '{"line":"http://u@x"}'])(
  'with CHANNEL_HOSTS=%s nothing goes to any vendor, and the log says so',
  (text) => {
    const log = vi.spyOn(console, 'error').mockReturnValue(undefined)
    expect(() => at('telegram', '/x', text)).toThrow()
    expect(log.mock.calls.join()).toContain('channels.hosts_malformed')
    log.mockRestore()
  },
)
