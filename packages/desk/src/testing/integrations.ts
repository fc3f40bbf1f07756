import type { ApiKeyView, ConnectorView, CrmRecord, CrmResponse, EndpointView, WebhookDelivery } from '@baton/client'
import { NOW } from './cast.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const endpoint = (id: string, change: Partial<EndpointView> = {}): EndpointView => ({
  id: `we_${id.padEnd(16, '0')}`,
  url: `https://${id}.lantern.example/baton`,
  description: '',
  types: ['case.closed'],
  isOn: true,
  createdAt: NOW - 9 * DAY_MS,
  off: null,
  previousUntil: null,
  ...change,
})

export const ENDPOINTS = [
  endpoint('crm', {
    description: 'Our CRM',
    types: ['case.opened', 'case.closed', 'customer.updated', 'customer.erased'],
    previousUntil: NOW + 5 * 60 * MINUTE_MS,
  }),
  endpoint('reports', { isOn: false, off: 'failing' }),
  endpoint('old', { isOn: false, off: 'gone' }),
  endpoint('spare', { isOn: false }),
]

const delivery = (id: string, change: Partial<WebhookDelivery>): WebhookDelivery => ({
  id,
  event: `msg_${id.padEnd(27, 'x')}`,
  type: 'case.closed',
  at: NOW - 20 * MINUTE_MS,
  state: 'delivered',
  nextAt: null,
  attempts: [{ at: NOW - 20 * MINUTE_MS, status: 204, error: null, tookMs: 84 }],
  ...change,
})

export const DELIVERIES = [
  delivery('9', {
    state: 'waiting',
    nextAt: NOW + 4 * MINUTE_MS,
    attempts: [
      { at: NOW - 2 * MINUTE_MS, status: 503, error: null, tookMs: 310 },
      { at: NOW - MINUTE_MS, status: null, error: 'timeout', tookMs: 20_000 },
    ],
  }),
  delivery('8', {
    type: 'customer.updated',
    state: 'failed',
    attempts: [{ at: NOW - 18 * MINUTE_MS, status: null, error: 'redirect', tookMs: 41 }],
  }),
  delivery('7', {}),
]

const key = (name: string, change: Partial<ApiKeyView> = {}): ApiKeyView => ({
  id: name.replace(/\W/g, '').padEnd(20, '0'),
  name,
  scopes: ['customers.read', 'sessions.read'],
  createdAt: NOW - 30 * DAY_MS,
  lastUsedAt: NOW - 3 * MINUTE_MS,
  expiresAt: null,
  revokedAt: null,
  ...change,
})

export const KEYS = [
  key('Order system', {
    scopes: ['customers.read', 'customers.write', 'messages.write'],
    expiresAt: NOW + 90 * DAY_MS,
  }),
  key('Data warehouse', { lastUsedAt: null }),
  key('Trial', { expiresAt: NOW - DAY_MS }),
  key('Old shop', { revokedAt: NOW - 2 * DAY_MS }),
]

const connector = (id: string, name: string, change: Partial<ConnectorView> = {}): ConnectorView => ({
  id,
  name,
  url: `https://${id}.lantern.example/v2`,
  auth: { kind: 'bearer' },
  headers: {},
  timeoutMs: 3_000,
  retries: 0,
  breaker: { failures: 5, restMs: 30_000 },
  createdAt: NOW - 30 * DAY_MS,
  changedAt: NOW - 2 * DAY_MS,
  ...change,
})

export const CONNECTORS = [
  connector('orders', 'Orders'),
  connector('crm', 'CRM', { auth: { kind: 'header', name: 'X-Api-Key' }, headers: { 'X-Shop': '4' }, retries: 2 }),
]

const record = ({ event: _, ...given }: WebhookDelivery, caseId: string): CrmRecord => ({
  ...given,
  session: 'sess_0123456789abcdef',
  caseId,
})

export const GIVEN = [
  record(
    delivery('5', {
      state: 'failed',
      attempts: [{ at: NOW - 9 * MINUTE_MS, status: null, error: 'timeout', tookMs: 10_000 }],
    }),
    'case_2',
  ),
  record(delivery('4', { type: 'case.rated' }), 'case_1'),
]

export const RECORDS: CrmResponse = { crm: { connector: 'crm', path: '/interactions' }, waiting: 3, failed: 2 }
