import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BackupError } from './backup/backup-error.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { servedFolder } from './served-folder.ts'

const USAGE = `npm run restore -- --from DIR [--into FOLDER] [--replace]

  --from DIR     a backup
  --into FOLDER  where to (the folder of BATON_FOLDER, else .baton-serve); no gateway may run on it
  --replace      the folder need not be empty; the data and secrets in it are removed, its keys stay
  --keys DIR     the copy of the keys, for a folder that has none (baton-keys beside the backup)
  --without-keys what is sealed stays shut, and customers who were erased since come back

Clients and desks notice: docs/guides/backup.md says what they see.`

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    into: { type: 'string' },
    replace: { type: 'boolean', default: false },
    keys: { type: 'string' },
    'without-keys': { type: 'boolean', default: false },
    help: { type: 'boolean' },
  },
})
if (values.help || !values.from) {
  console.log(USAGE)
  process.exit(values.help ? 0 : 2)
}
const into = values.into ? resolve(values.into) : servedFolder(process.env)
try {
  const { objects, at, release } = await restoreBackup({
    from: resolve(values.from),
    into,
    replace: values.replace,
    keys: values['without-keys'] ? null : values.keys && resolve(values.keys),
  })
  console.log(`${objects} objects as of ${at}, written by ${release}, are in ${into}`)
} catch (error) {
  if (!(error instanceof BackupError)) throw error
  console.error(error.message)
  process.exit(1)
}
