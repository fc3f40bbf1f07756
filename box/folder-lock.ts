import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { isInUse } from './in-use.ts'
import { SettingError } from './settings.ts'

const GONE_MS = 5_000

/** Held until `release`, or until the process is gone, however it went. */
export interface FolderLock {
  /** Remembers which process has the stored objects open, for who comes after a crash. */
  note(pid: number): Promise<void>
  release(): void
}

/**
 * Makes sure that nobody else uses the data in `folder`: two processes on the same objects would each believe their own
 * memory. The lock is SQLite's, so the kernel drops it with the process, and no id of an old one can be mistaken for it.
 *
 * @throws SettingError when another service holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = new DatabaseSync(join(folder, 'service.lock'))
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw taken(folder)
  }
  const noted = join(folder, 'workerd.pid')
  try {
    await endOrphan(Number(await readFile(noted, 'utf8').catch(() => '')), folder)
    if (await isInUse(folder)) throw taken(folder)
  } catch (error) {
    lock.close()
    throw error
  }
  return { note: (pid) => writeFile(noted, String(pid)), release: () => lock.close() }
}

const taken = (folder: string): SettingError =>
  new SettingError(`Another gateway uses ${folder}. Stop it, or choose another: BATON_FOLDER=…`)

/** A killed service leaves its workerd behind, with the objects open. Known by its id and by the folder it was started on. */
async function endOrphan(pid: number, folder: string): Promise<void> {
  if (!Number.isSafeInteger(pid) || pid <= 1) return
  // Not there: no such process, or not Linux.
  const told = (what: string): Promise<string> => readFile(`/proc/${pid}/${what}`, 'utf8').catch(() => '')
  const command = await told('cmdline')
  if (!command.includes('workerd') || !command.includes(join(folder, 'gateway.capnp'))) return
  process.kill(pid, 'SIGKILL')
  for (const end = Date.now() + GONE_MS; Date.now() < end; await sleep(20)) {
    // Once its last thread is a zombie its files are closed; who reaps it is another matter.
    const status = await told('status')
    if (status === '' || (/^State:\s+[ZX]/m.test(status) && /^Threads:\s+1$/m.test(status))) return
  }
  throw new SettingError(`The gateway of a killed service, process ${pid}, does not end. End it, then start again.`)
}
