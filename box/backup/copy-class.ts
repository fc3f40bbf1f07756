import { mkdir, opendir } from 'node:fs/promises'
import { join } from 'node:path'
import { Alarms, alarmOf } from './alarms.ts'
import { copyDatabase } from './copy-database.ts'
import type { Sums } from './sums.ts'

const ALARMS = 'metadata.sqlite'

/** Copies all objects of a class into `data/<name>` of `part`, and answers how many there are. */
export async function copyClass(name: string, from: string, part: string, written: Sums): Promise<number> {
  const folder = join('data', name)
  await mkdir(join(part, folder), { recursive: true })
  await copyDatabase(join(from, ALARMS), join(part, folder, ALARMS))
  const alarms = new Alarms(join(part, folder, ALARMS))
  let objects = 0
  for await (const { name: file } of await opendir(from)) {
    if (!file.endsWith('.sqlite') || file === ALARMS) continue
    await copyDatabase(join(from, file), join(part, folder, file))
    alarms.set(file.slice(0, -'.sqlite'.length), alarmOf(join(part, folder, file)))
    await written.add(join(folder, file))
    objects += 1
  }
  alarms.close()
  await written.add(join(folder, ALARMS))
  return objects
}
