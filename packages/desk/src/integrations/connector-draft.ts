import type { ConnectorAuth, ConnectorRequest, ConnectorView } from '@baton/client'
import { isAddress } from './address.ts'

/** A connector as it is being written: numbers and headers as they are typed. */
export interface ConnectorDraft {
  id: string
  name: string
  url: string
  kind: ConnectorAuth['kind']
  /** Name of the header, where `kind` is one. */
  header: string
  user: string
  /** Null: as it is. */
  secret: string | null
  headers: string
  timeout: string
  retries: string
  failures: string
  rest: string
}

const SECOND_MS = 1_000

export const draftOf = (connector: ConnectorView | null): ConnectorDraft => ({
  id: connector?.id ?? '',
  name: connector?.name ?? '',
  url: connector?.url ?? '',
  kind: connector?.auth.kind ?? 'bearer',
  header: connector?.auth.kind === 'header' ? connector.auth.name : '',
  user: connector?.auth.kind === 'basic' ? connector.auth.user : '',
  secret: connector ? null : '',
  headers: Object.entries(connector?.headers ?? {})
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n'),
  timeout: String(connector?.timeoutMs ?? 3_000),
  retries: String(connector?.retries ?? 0),
  failures: String(connector?.breaker.failures ?? 5),
  rest: String((connector?.breaker.restMs ?? 30_000) / SECOND_MS),
})

const ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/
const HEADER = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e]{0,998}[\x21-\x7e])?$/
const USER = /^[\x20-\x39\x3b-\x7e]{1,200}$/

const RANGES = { timeout: [100, 10_000], retries: [0, 3], failures: [1, 20], rest: [1, 300] } as const
export type NumberField = keyof typeof RANGES

const numberIn = (text: string, [least, most]: readonly [number, number]): boolean =>
  /^\d{1,6}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most

/** What is written, line by line. Null where a line is none. */
function headersOf(text: string): Record<string, string> | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const pairs = lines.map(
    (line) =>
      /^([^:]+):(.*)$/
        .exec(line)
        ?.slice(1)
        .map((part) => part.trim()) ?? [],
  )
  const isRight = pairs.every(([name = '', value = '']) => HEADER.test(name) && VALUE.test(value))
  return isRight ? Object.fromEntries(pairs) : null
}

/** Which fields are not as they have to be, in the order they stand in. `taken`: names of others. */
export function wrongIn(draft: ConnectorDraft, isNew: boolean, taken: readonly string[]): string[] {
  const checks: [string, boolean][] = [
    ['id', !isNew || (ID.test(draft.id.trim()) && !taken.includes(draft.id.trim()))],
    ['name', draft.name.trim() !== ''],
    ['url', isAddress(draft.url)],
    ['header', draft.kind !== 'header' || HEADER.test(draft.header.trim())],
    ['user', draft.kind !== 'basic' || USER.test(draft.user)],
    ['secret', draft.secret === null || VALUE.test(draft.secret.trim())],
    ...Object.entries(RANGES).map(([name, range]): [string, boolean] => [
      name,
      numberIn(draft[name as NumberField], range),
    ]),
    ['headers', headersOf(draft.headers) !== null],
  ]
  return checks.filter(([, isRight]) => !isRight).map(([name]) => name)
}

const authOf = ({ kind, header, user }: ConnectorDraft): ConnectorAuth =>
  kind === 'header' ? { kind, name: header.trim() } : kind === 'basic' ? { kind, user } : { kind }

export const requestOf = (draft: ConnectorDraft): ConnectorRequest => ({
  name: draft.name.trim(),
  url: draft.url.trim(),
  auth: authOf(draft),
  ...(draft.secret !== null && { secret: draft.secret.trim() }),
  headers: headersOf(draft.headers) ?? {},
  timeoutMs: Number(draft.timeout),
  retries: Number(draft.retries),
  breaker: { failures: Number(draft.failures), restMs: Number(draft.rest) * SECOND_MS },
})
