import { spawnSync } from 'node:child_process'
import { SettingError } from './settings.ts'

/** What the process needs besides its sockets. */
const RESERVED = 1_000
/** workerd holds five for an object with one socket that is awake, two asleep; with too few when all wake, it dies. */
const PER_SOCKET = 6
/** Below this it is not worth serving. */
const FEWEST_SOCKETS = 100

/** How many sockets a process that may open `nofile` descriptors can let in and survive when all drop at once. */
export const socketsWithin = (nofile: number): number => Math.max(0, Math.floor((nofile - RESERVED) / PER_SOCKET))

/**
 * The same, capped by what the operator allows.
 *
 * @throws SettingError when the limit is too low to serve anybody.
 */
export function socketsAllowed(nofile: number, most = Number.POSITIVE_INFINITY): number {
  const sockets = socketsWithin(nofile)
  if (sockets < FEWEST_SOCKETS) {
    const wanted = RESERVED + PER_SOCKET * 10_000
    throw new SettingError(
      `This process may open ${nofile} files, which is too few to serve: ${RESERVED} are reserved, and each socket needs ${PER_SOCKET}. ` +
        `Raise the hard limit: LimitNOFILE=${wanted} in systemd, --ulimit nofile=${wanted}:${wanted} for a container, or \`ulimit -n ${wanted}\` before.`,
    )
  }
  return Math.min(sockets, most)
}

/**
 * Descriptors a child of this process may open. Node raises its soft limit to the hard one when it starts, and children
 * inherit it, so this is asked of a child.
 */
export function descriptorLimit(): number {
  const { stdout } = spawnSync('/bin/sh', ['-c', 'ulimit -n'], { encoding: 'utf8' })
  const said = (stdout ?? '').trim()
  return said === 'unlimited' ? Number.MAX_SAFE_INTEGER : Number(said) || 0
}
