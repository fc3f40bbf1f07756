import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cost } from './cost/cost.ts'
import { machine } from './machine.ts'
import { type Row, save, table } from './row.ts'
import { accept } from './suites/accept.ts'
import { bot } from './suites/bot.ts'
import { channels } from './suites/channels.ts'
import { kill } from './suites/kill.ts'
import { memory } from './suites/memory.ts'
import { relay } from './suites/relay.ts'
import { resume } from './suites/resume.ts'
import { voice } from './voice/voice.ts'

const SPEED: Record<string, (folder: string) => Promise<Row[]>> = { relay, bot, resume, accept, memory, kill }
/** What is run when nothing is named is the speed; what a conversation costs, what channels bear and how calls sound are asked for by name. */
const SUITES: typeof SPEED = { ...SPEED, cost, channels, voice }

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' }, folder: { type: 'string' } },
  allowPositionals: true,
})
const folder = await mkdtemp(join(values.folder ?? tmpdir(), 'baton-bench-'))
const rows: Row[] = []
try {
  for (const name of positionals.length > 0 ? positionals : Object.keys(SPEED)) {
    const suite = SUITES[name]
    if (!suite) throw new Error(`There is no suite ${name}. There are: ${Object.keys(SUITES).join(', ')}.`)
    process.stderr.write(`${name} …\n`)
    rows.push(...(await suite(join(folder, name))))
  }
  console.log(`\n${await machine(folder)}\n\n${table(rows)}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
if (values.json) await save(values.json, rows)
process.exit(rows.every(({ ok }) => ok) ? 0 : 1)
