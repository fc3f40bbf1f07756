import { type Ledger, openLedger } from './data/ledger.ts'
import type { FaultSwitch } from './fault.ts'
import { createShop } from './shop.ts'

export const config = {
  gateway: 'http://127.0.0.1:8787',
  siteKey: 'site_demo',
  apiToken: 'a-token-of-the-business-api',
  hostKey: 'a-host-key-that-is-long-enough-to-sign-with',
}

/** Noon in China on a fixed day. */
export const NOON = Date.parse('2026-03-10T04:00:00Z')

/** The shop without a port. */
export function openShop(ledger: Ledger = openLedger(NOON)) {
  const fault: FaultSwitch = { mode: 'none', slowMs: 60 }
  const shop = createShop(config, ledger, fault, () => NOON)
  return {
    fault,
    request: (path: string, init?: RequestInit) => shop.request(`http://127.0.0.1:4000${path}`, init),
    page: async (path: string, cookie = '') => {
      const answer = await shop.request(`http://127.0.0.1:4000${path}`, { headers: { cookie } })
      return { status: answer.status, headers: answer.headers, html: await answer.text() }
    },
    api: async (path: string, token = config.apiToken, customer?: string) => {
      const answer = await shop.request(`http://127.0.0.1:4000/api${path}`, {
        headers: { authorization: `Bearer ${token}`, ...(customer && { 'baton-customer': customer }) },
      })
      return { status: answer.status, body: await answer.json() }
    },
    post: async (
      path: string,
      body: object,
      { key = crypto.randomUUID(), customer }: { key?: string | null; customer?: string } = {},
    ) => {
      const answer = await shop.request(`http://127.0.0.1:4000/api${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${config.apiToken}`,
          'content-type': 'application/json',
          ...(key !== null && { 'idempotency-key': key }),
          ...(customer && { 'baton-customer': customer }),
        },
        body: JSON.stringify(body),
      })
      return { status: answer.status, body: await answer.json() }
    },
  }
}

export const as = (customer: string, lang = 'en') => `harbour_customer=${customer}; harbour_lang=${lang}`
