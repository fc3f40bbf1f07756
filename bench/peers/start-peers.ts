import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Pair } from '../load/generator.ts'
import type { Contender } from './contender.ts'
import { runRoomWorker } from './plain-worker.ts'

const at = (file: string): string => join(import.meta.dirname, file)

const plainPairs = (url: string, count: number, path: (room: string) => string): Pair[] =>
  Array.from({ length: count }, (_, index) => {
    const peer = (role: string) =>
      ({ speaks: 'plain', url: `${url.replace('http', 'ws')}${path(`room-${index}`)}?role=${role}` }) as const
    return { customer: peer('customer'), agent: peer('agent') }
  })

/** A Durable Object with nothing around it. */
export async function startBareObject(folder: string, sessions: number): Promise<Contender> {
  const { url, pid, stop } = await runRoomWorker(at('bare-object.ts'), folder)
  return { name: 'bare DO', pid, pairs: plainPairs(url, sessions, (room) => `/${room}`), stop }
}

export async function startParty(folder: string, sessions: number): Promise<Contender> {
  const { url, pid, stop } = await runRoomWorker(at('party.ts'), folder)
  return { name: 'partyserver', pid, pairs: plainPairs(url, sessions, (room) => `/parties/room/${room}`), stop }
}

/** A Worker that verifies a webhook and an object that stores it, with nothing around them. */
export const startBareHook = (folder: string): Promise<{ url: string; stop(): Promise<void> }> =>
  runRoomWorker(at('bare-hook.ts'), folder)

export async function startWsSqlite(folder: string, sessions: number): Promise<Contender> {
  const { url, pid, stop } = await runNode('ws-sqlite.ts', folder)
  return { name: 'ws + node:sqlite', pid, pairs: plainPairs(url, sessions, (room) => `/${room}`), stop }
}

export async function startSocketIo(_folder: string, sessions: number): Promise<Contender> {
  const { url, pid, stop } = await runNode('socket-io.ts')
  const pairs = Array.from({ length: sessions }, (_, index): Pair => {
    const peer = (role: string) => ({ speaks: 'socket.io', url, room: `room-${index}`, role }) as const
    return { customer: peer('customer'), agent: peer('agent') }
  })
  return { name: 'socket.io with recovery (not durable)', pid, pairs, stop }
}

/** Runs a peer that is a Node program; it says its port on the first line. */
export async function runNode(
  file: string,
  ...args: string[]
): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', at(file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = await once(createInterface({ input: child.stdout }), 'line')
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}
