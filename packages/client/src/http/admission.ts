import type { Admission, FloorClient } from '../types.ts'

/** `https://chat.example` → `wss://chat.example/v1/…` */
export const socketUrl = (gateway: string, room: 'session' | 'floor'): string =>
  `${gateway.replace(/^http/, 'ws').replace(/\/$/, '')}/v1/${room}`

/** The other way round: `wss://chat.example/v1/session` → `https://chat.example` */
export const originOf = (socket: string): string => socket.replace(/^ws/, 'http').replace(/\/v1\/\w+$/, '')

/**
 * `admit` for an agent's session: the ticket that came with `accept` first, where there is one, then a new one from
 * the floor for every attempt.
 */
export function agentAdmission(options: {
  gateway: string
  floor: Pick<FloorClient, 'open'>
  session: string
  ticket?: string
}): () => Promise<Admission> {
  let first = options.ticket
  return async () => {
    const ticket = first ?? (await options.floor.open(options.session)).ticket
    first = undefined
    return { url: socketUrl(options.gateway, 'session'), ticket }
  }
}
