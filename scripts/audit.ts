import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { AuditHead } from '@baton/protocol'
import { type Break, firstBreak } from '@baton/relay/audit'
import { exportLog } from './audit/export-log.ts'
import { readLog } from './audit/read-log.ts'

const USAGE = `npm run audit -- export --workspace W --url https://baton.example > FILE
npm run audit -- verify FILE [--head N:HASH]

  export   writes the audit log of a workspace, one record a line, and tells its head; ADMIN_TOKEN comes from the environment
  verify   names the first record that was changed, moved, put in or left out
  --head   the last record as it was told at an earlier export: without it, an end that was cut off cannot be seen`

const REASONS = {
  unreadable: 'it is not a record',
  number: 'it is not the next: one is missing, moved or there twice',
  prev: 'it does not follow on from the record before it',
  hash: 'it is not what was written: its hash does not fit',
  end: 'the log ends, or differs, before the head that was given',
} as const satisfies Record<Break['reason'], string>

const textOf = ({ n, hash }: AuditHead): string => `${n}:${hash}`

function headFrom(text: string | undefined): AuditHead | null {
  if (text === undefined) return null
  const [, n, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? []
  if (n === undefined || hash === undefined) throw new Error('--head is the number and the hash of a record, N:HASH.')
  return { n: Number(n), hash }
}

/** Whether the file's chain holds. */
async function verify(file: string, head: AuditHead | null): Promise<boolean> {
  const records = readLog(await readFile(file, 'utf8'))
  const broken = firstBreak(records, (text) => createHash('sha256').update(text).digest('hex'), head)
  if (broken) {
    console.error(`${file}: broken at record ${broken.n}: ${REASONS[broken.reason]}.`)
    return false
  }
  const last = records.at(-1)
  console.log(`${file}: ${records.length} records, the chain holds${last ? `; head ${textOf(last)}` : ''}.`)
  return true
}

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      workspace: { type: 'string' },
      url: { type: 'string' },
      head: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const [command, file] = positionals
  if (command === 'verify' && file !== undefined) return verify(file, headFrom(values.head))
  if (command === 'export' && values.workspace && values.url) {
    const token = process.env.ADMIN_TOKEN
    if (!token) throw new Error('ADMIN_TOKEN is not set.')
    const { workspace, url } = values
    const head = await exportLog({ workspace, url, token }, (record) => console.log(JSON.stringify(record)))
    console.error(`Head ${textOf(head)}. Keep it where whoever can change the log cannot.`)
    return true
  }
  console.log(USAGE)
  return values.help === true
}

main().then(
  (isFine) => process.exit(isFine ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(1)
  },
)
