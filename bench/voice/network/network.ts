import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { within } from '../../numbers.ts'
import type { Conditions } from './path.ts'
import { namespaceOf, SIDES } from './sides.ts'

const READY_MS = 10_000

export interface Network {
  /** Puts a command on one of the two machines that are apart. */
  on(side: 'a' | 'b', command: readonly string[]): string[]
  /** This machine, as the other two reach it. */
  relay: string
  stop(): Promise<void>
}

/** Whether this machine can play a network: Linux, by root, with `ip`. */
export const canEmulate = (): boolean =>
  process.getuid?.() === 0 && existsSync('/dev/net/tun') && ['/usr/sbin/ip', '/sbin/ip'].some(existsSync)

const ip = (...words: string[]): void => void execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'] })

/** A run that was killed leaves them behind. Their interfaces are gone with the process that held them. */
function removeNamespaces(): void {
  const there = execFileSync('ip', ['netns', 'list']).toString().split('\n')
  for (const side of ['a', 'b'] as const) {
    const name = namespaceOf(side)
    if (there.some((line) => line.split(' ')[0] === name)) ip('netns', 'del', name)
  }
}

/** Two machines, each a hop away from this one. Nothing of it leaves this machine. */
export async function startNetwork(conditions: Conditions): Promise<Network> {
  removeNamespaces()
  const program = fileURLToPath(new URL('emulator-process.ts', import.meta.url).href)
  // A read of an interface waits in a thread of its own.
  const emulator = fork(program, [JSON.stringify(conditions)], { env: { ...process.env, UV_THREADPOOL_SIZE: '8' } })
  const stop = async () => {
    if (emulator.exitCode === null && emulator.signalCode === null) {
      const gone = once(emulator, 'exit')
      emulator.kill('SIGKILL')
      await gone
    }
    removeNamespaces()
  }
  try {
    const failed = once(emulator, 'exit').then(() => Promise.reject(new Error('the emulator of the network ended')))
    await within(READY_MS, 'an emulated network', Promise.race([once(emulator, 'message'), failed]))
    failed.catch(() => undefined) // It ends by `stop`, later.
    connect()
  } catch (error) {
    await stop()
    throw error
  }
  return {
    on: (side, command) => ['ip', 'netns', 'exec', namespaceOf(side), ...command],
    relay: SIDES.relay.address,
    stop,
  }
}

function connect(): void {
  const { relay, a, b } = SIDES
  for (const [side, { device, address }] of [['a', a] as const, ['b', b] as const]) {
    const name = namespaceOf(side)
    ip('netns', 'add', name)
    ip('link', 'set', device, 'netns', name)
    const inside = (...words: string[]) => ip('-n', name, ...words)
    inside('addr', 'add', `${address}/24`, 'dev', device)
    inside('link', 'set', 'lo', 'up')
    inside('link', 'set', device, 'up')
    inside('route', 'add', 'default', 'dev', device)
  }
  ip('addr', 'add', `${relay.address}/24`, 'dev', relay.device)
  ip('link', 'set', relay.device, 'up')
  for (const { net } of [a, b]) ip('route', 'add', net, 'dev', relay.device)
}
