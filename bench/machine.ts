import { execFile } from 'node:child_process'
import { availableParallelism, cpus, release, totalmem } from 'node:os'
import { promisify } from 'node:util'

/** What the figures were taken on, and how: they mean nothing without it. */
export async function machine(folder: string): Promise<string> {
  const [cpu] = cpus()
  const { stdout } = await promisify(execFile)('df', ['--output=fstype,source', folder])
  const [, medium = ''] = stdout.trim().split('\n')
  return [
    `${availableParallelism()} cores of ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.versions.node}.`,
    `Stored on ${medium.trim().replace(/\s+/, ', ')}; every commit of the objects is written through (WAL, fsync).`,
    'Bare workerd, WebSocket compression off for all. All on loopback; the load generator is a process of its own.',
  ].join('\n')
}
