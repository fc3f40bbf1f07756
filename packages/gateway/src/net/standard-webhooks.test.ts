import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { isWebhookSigned, signWebhook } from './standard-webhooks.ts'

const NOW = 1_800_000_000_000
const SECRET = `whsec_${btoa('a secret of tests, 32 bytes long')}`
const OTHER = `whsec_${btoa('another one of tests, just as it')}`
/** The pair of the specification's own reference implementation. */
const SIGNING = 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg=='
const PUBLIC = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4='
const message = { id: 'msg_1', at: NOW, body: '{"text":"在吗?"}' }

const bytes = (text: string) => new TextEncoder().encode(text)
const isGenuine = (headers: HeadersInit, body = message.body, now = NOW, secrets = [SECRET]) =>
  isWebhookSigned({ headers: new Headers(headers), body: bytes(body), now }, secrets)

describe('golden vectors', () => {
  const vector = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: 1_614_265_330_000, body: '{"test": 2432232314}' }

  it('Standard Webhooks v1', async () => {
    const headers = await signWebhook(vector, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
    expect(await isGenuine(headers, vector.body, vector.at, ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toBe(true)
  })

  it('Standard Webhooks v1a', async () => {
    const headers = await signWebhook(vector, [SIGNING])
    expect(headers['webhook-signature']).toBe(
      'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==',
    )
    expect(await isGenuine(headers, vector.body, vector.at, [PUBLIC])).toBe(true)
    expect(await isGenuine(headers, `${vector.body} `, vector.at, [PUBLIC])).toBe(false)
  })
})

describe('beside the public library', () => {
  it('takes what the library signed', async () => {
    const now = Date.now()
    const signature = new Webhook(SECRET).sign('msg_2', new Date(now), message.body)
    const headers = {
      'webhook-id': 'msg_2',
      'webhook-timestamp': String(Math.floor(now / 1000)),
      'webhook-signature': signature,
    }
    expect(await isGenuine(headers, message.body, now)).toBe(true)
  })

  it('is taken by the library', async () => {
    const headers = await signWebhook({ ...message, at: Date.now() }, [SECRET])
    expect(new Webhook(SECRET).verify(message.body, headers)).toEqual({ text: '在吗?' })
  })
})

describe('what is genuine', () => {
  it('takes either secret while one takes over from the other, and either signature', async () => {
    const old = await signWebhook(message, [OTHER])
    expect(await isGenuine(old, message.body, NOW, [SECRET, OTHER])).toBe(true)
    expect(await isGenuine(await signWebhook(message, [OTHER, SECRET]))).toBe(true)
    expect(await isGenuine(old)).toBe(false)
  })

  it('allows five minutes either way, and no more', async () => {
    const headers = await signWebhook(message, [SECRET])
    for (const off of [-300_000, 0, 300_000]) expect(await isGenuine(headers, message.body, NOW + off)).toBe(true)
    for (const off of [-300_001, 300_001]) expect(await isGenuine(headers, message.body, NOW + off)).toBe(false)
  })

  it('refuses what is missing, empty, doubled, cut, in another case, or of another version', async () => {
    const good = await signWebhook(message, [SECRET])
    const signature = String(good['webhook-signature'])
    const forged: Record<string, string>[] = [
      {},
      ...Object.keys(good).map((name) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name))),
      ...Object.keys(good).map((name) => ({ ...good, [name]: '' })),
      ...Object.keys(good).map((name) => ({ ...good, [name]: `${good[name]}, ${good[name]}` })),
      { ...good, 'webhook-signature': signature.slice(0, -4) },
      { ...good, 'webhook-signature': signature.toLowerCase() },
      { ...good, 'webhook-signature': signature.replace('v1,', 'v1a,') },
      { ...good, 'webhook-signature': signature.replace('v1,', 'v2,') },
      { ...good, 'webhook-signature': Array(9).fill(signature).join(' ') },
      { ...good, 'webhook-id': 'msg_2' },
      { ...good, 'webhook-id': 'msg_1.2' },
      { ...good, 'webhook-timestamp': `${NOW / 1000 + 1}` },
      { ...good, 'webhook-timestamp': `${NOW / 1000}.0` },
      { ...good, 'webhook-timestamp': 'NaN' },
    ]
    for (const headers of forged) expect(await isGenuine(headers), JSON.stringify(headers)).toBe(false)
    expect(await isGenuine(good, JSON.stringify(JSON.parse(message.body), null, 1))).toBe(false)
    for (const secrets of [[], [''], ['whsec_'], ['whsec_***'], [PUBLIC], [SIGNING]]) {
      expect(await isGenuine(good, message.body, NOW, secrets)).toBe(false)
    }
  })

  it('refuses headers that were sent twice', async () => {
    const good = await signWebhook(message, [SECRET])
    for (const name of Object.keys(good)) {
      const headers = new Headers(good)
      headers.append(name, String(good[name]))
      expect(await isGenuine(headers)).toBe(false)
    }
  })

  it('signs with nothing that does not sign', async () => {
    await expect(signWebhook(message, [])).rejects.toThrow()
    await expect(signWebhook(message, [PUBLIC])).rejects.toThrow()
    await expect(signWebhook({ ...message, id: 'a.b' }, [SECRET])).rejects.toThrow()
  })
})
