import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BackupError } from './backup/backup-error.ts'
import { writeBackup } from './backup/write-backup.ts'
import { servedFolder } from './served-folder.ts'

const USAGE = `npm run backup -- --to DIR

  --to DIR      a folder that does not exist yet; the gateway may be running
  --keys DIR    the one copy of the keys, replaced each time (baton-keys beside DIR)

  BATON_FOLDER  the gateway's folder (.baton-serve)

No backup holds keys: what was sealed of a customer who is erased later opens from none.
A backup holds what customers said, in clear, and every secret of the gateway. Keep it as you keep those.`

const { values } = parseArgs({
  options: { to: { type: 'string' }, keys: { type: 'string' }, help: { type: 'boolean' } },
})
if (values.help || !values.to) {
  console.log(USAGE)
  process.exit(values.help ? 0 : 2)
}
const to = resolve(values.to)
try {
  const { objects, bytes } = await writeBackup({
    folder: servedFolder(process.env),
    to,
    keys: values.keys && resolve(values.keys),
  })
  console.log(`${objects} objects, ${(bytes / 1e6).toFixed(1)} MB, in ${to}`)
} catch (error) {
  if (!(error instanceof BackupError)) throw error
  console.error(error.message)
  process.exit(1)
}
