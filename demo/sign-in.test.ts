import { decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { as, config, openShop } from './testing.ts'

const key = (text: string) => new TextEncoder().encode(text)

const signIn = (body: string, origin = 'http://127.0.0.1:4000'): RequestInit => ({
  method: 'POST',
  headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
  body,
})

describe('signing in', () => {
  it('remembers the chosen customer', async () => {
    const { request, page } = openShop()
    const answer = await request('/sign-in', signIn('customer=cus_emma&back=/orders'))
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/orders')
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect((await page('/orders', cookie.split(';')[0])).html).toContain('data-customer="cus_emma"')
  })

  it('becomes a guest again', async () => {
    const answer = await openShop().request('/sign-in', signIn('customer=&back=/'))
    expect(answer.headers.get('set-cookie')).toMatch(/harbour_customer=;.*Max-Age=0/)
  })

  it.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)'])(
    'never returns to %s',
    async (back) => {
      const answer = await openShop().request('/sign-in', signIn(`customer=cus_emma&back=${encodeURIComponent(back)}`))
      expect(answer.headers.get('location')).toBe('/')
    },
  )

  it("refuses another site's form", async () => {
    const answer = await openShop().request('/sign-in', signIn('customer=cus_emma', 'https://elsewhere.example'))
    expect(answer.status).toBe(403)
  })
})

describe("the customer's token", () => {
  it('is signed with the host key and lasts five minutes', async () => {
    const answer = await openShop().request('/baton-token', { headers: { cookie: as('cus_lilei') } })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const token = await answer.text()
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'HS256' })
    const { payload } = await jwtVerify(token, key(config.hostKey), { issuer: 'harbour-and-pine', audience: 'baton' })
    expect(payload).toMatchObject({ sub: 'cus_lilei', name: '李雷', tier: 'gold', memberSince: '2021-03-14' })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300)
    await expect(jwtVerify(token, key('another-key-that-is-just-as-long-as-that'))).rejects.toThrow()
  })

  it.each(['', as('cus_nobody')])('is not given to a guest (cookie %j)', async (cookie) => {
    const answer = await openShop().request('/baton-token', { headers: { cookie } })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toEqual({ code: 'signed_out' })
  })
})
