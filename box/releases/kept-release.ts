import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { GatewaySecrets } from '../kept-secrets.ts'
import { root } from '../root.ts'
import { sqlOf } from './sql-of.ts'

/** What a release left behind, besides its data: who was there and what had been said. */
export interface KeptRelease {
  release: string
  siteKey: string
  /** By customer: the epoch of their session, and each message as they read it. */
  customers: Record<string, { epoch: string; said: string[] }>
}

export const RELEASES = join(root, 'box/releases')

/** Known to everybody, so that the ids and signatures of kept data are found again. Never for anything else. */
export const FIXTURE_SECRETS: GatewaySecrets & Record<string, string> = {
  gateway: 'fixture-of-tests-only-not-a-secret-gateway',
  admin: 'fixture-of-tests-only-not-a-secret-admin',
  objects: 'fixture-of-tests-only-objects',
  host: 'fixture-of-tests-only-not-a-secret-host',
  business: 'fixture-of-tests-only-not-a-secret-business',
  agents: 'fixture-of-tests-only',
}

/** Writes the data of a stopped gateway as SQL, a file for each object. */
export async function keep(folder: string, kept: KeptRelease): Promise<void> {
  const target = join(RELEASES, kept.release)
  for (const [className, file, path] of await databasesOf(folder)) {
    const database = new DatabaseSync(path)
    await mkdir(join(target, className), { recursive: true })
    await writeFile(join(target, className, `${file}.sql`), sqlOf(database))
    database.close()
  }
  await writeFile(join(target, 'release.json'), `${JSON.stringify(kept, null, 2)}\n`)
}

async function databasesOf(folder: string): Promise<[className: string, file: string, path: string][]> {
  const data = join(folder, 'data')
  const entries = await readdir(data, { recursive: true })
  return entries.flatMap((entry) => {
    const [, className = '', file = ''] = /^.*-(\w+)\/(\w+)\.sqlite$/.exec(entry) ?? []
    return file ? [[className, file, join(data, entry)]] : []
  })
}

/** Makes of kept SQL a gateway's folder again. */
export async function rebuild(release: string, folder: string): Promise<KeptRelease> {
  const source = join(RELEASES, release)
  for (const entry of await readdir(source, { recursive: true })) {
    if (!entry.endsWith('.sql')) continue
    const path = join(folder, 'data', `${FIXTURE_SECRETS.objects}-${entry.slice(0, -'.sql'.length)}.sqlite`)
    await mkdir(dirname(path), { recursive: true })
    const database = new DatabaseSync(path)
    database.exec(await readFile(join(source, entry), 'utf8'))
    database.close()
  }
  await writeFile(join(folder, 'secrets.json'), JSON.stringify(FIXTURE_SECRETS), { mode: 0o600 })
  return JSON.parse(await readFile(join(source, 'release.json'), 'utf8'))
}
