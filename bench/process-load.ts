import { readdir, readFile, readlink } from 'node:fs/promises'

const TICKS_PER_SECOND = 100

/** Processor time a process has used so far, in milliseconds, its children not counted. Linux only. */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The name may hold spaces; the fields begin behind its bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_PER_SECOND
}

/** Memory of a process that is in RAM and its own, in bytes. */
export async function residentBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
  const kilobytes = (name: string): number => Number(rollup.match(new RegExp(`^${name}:\\s+(\\d+)`, 'm'))?.[1] ?? 0)
  return (kilobytes('Private_Dirty') + kilobytes('Private_Clean')) * 1024
}

/** How many SQLite files a process holds open. Linux only. */
export async function openDatabases(pid: number): Promise<number> {
  const descriptors = await readdir(`/proc/${pid}/fd`)
  const targets = await Promise.all(descriptors.map((each) => readlink(`/proc/${pid}/fd/${each}`).catch(() => '')))
  return targets.filter((target) => target.endsWith('.sqlite')).length
}
