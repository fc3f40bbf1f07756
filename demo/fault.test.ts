import { describe, expect, it } from 'vitest'
import { openShop } from './testing.ts'

const json = (body: unknown, headers = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

describe('the fault switch', () => {
  it('takes the business API down and brings it back', async () => {
    const { api, request } = openShop()
    expect(await (await request('/demo/fault', json({ mode: 'down' }))).json()).toEqual({ mode: 'down' })
    expect(await (await request('/demo/fault')).json()).toEqual({ mode: 'down' })
    expect(await api('/orders/SO10042')).toEqual({ status: 503, body: { code: 'unavailable' } })
    await request('/demo/fault', json({ mode: 'none' }))
    expect(await api('/orders/SO10042')).toMatchObject({ status: 200 })
  })

  it('makes every answer late', async () => {
    const { api, fault } = openShop()
    fault.mode = 'slow'
    const start = performance.now()
    expect(await api('/orders/SO10042')).toMatchObject({ status: 200 })
    expect(performance.now() - start).toBeGreaterThanOrEqual(fault.slowMs - 5)
  })

  it('leaves the pages alone', async () => {
    const { page, fault } = openShop()
    fault.mode = 'down'
    expect(await page('/')).toMatchObject({ status: 200 })
  })

  it('works from the menu, and returns to the page it was pressed on', async () => {
    const { request, fault } = openShop()
    const answer = await request('/demo/fault', {
      method: 'POST',
      headers: { origin: 'http://127.0.0.1:4000', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'mode=slow&back=/orders',
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/orders')
    expect(fault.mode).toBe('slow')
  })

  it.each([{ mode: 'sideways' }, {}, null, 'down'])('refuses %j', async (body) => {
    const { request, fault } = openShop()
    const answer = await request('/demo/fault', json(body))
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({ code: 'invalid' })
    expect(fault.mode).toBe('none')
  })

  it('refuses a form and a script of another site', async () => {
    const { request, fault } = openShop()
    const origin = 'https://elsewhere.example'
    const form = { origin, 'content-type': 'application/x-www-form-urlencoded' }
    expect((await request('/demo/fault', { method: 'POST', headers: form, body: 'mode=down' })).status).toBe(403)
    expect((await request('/demo/fault', json({ mode: 'down' }, { origin }))).status).toBe(403)
    expect(fault.mode).toBe('none')
  })
})
