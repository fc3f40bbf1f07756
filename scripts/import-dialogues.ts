import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type ImportFormat, ImportUnreadable, lessonsOf, propose, readDialogues } from '@baton/bot/coldstart'
import { train } from '@baton/bot/training'
import { DETECTORS, redact } from '@baton/relay/masking'
import { draftOf } from './import/draft.ts'
import { told } from './import/told.ts'
import { loadPack, PackError } from './pack.ts'

const USAGE = `npm run import:dialogues -- FILE [--pack PACK] [--draft FILE] [--json FILE]

  FILE          past dialogues or tickets: .csv, or .jsonl
  --pack PACK   folder of a knowledge pack: its nearest intents and articles are suggested
  --draft FILE  where the draft of intents goes (FILE.intents.yaml); must not be there yet
  --json FILE   write what was found to FILE, as JSON`

/** Ends the process with an explanation: these are mistakes a person can mend. */
function leave(reason: string): never {
  console.error(`\n${reason}\n`)
  process.exit(1)
}

async function main(): Promise<void> {
  const options = {
    pack: { type: 'string' },
    draft: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean' },
  } as const
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [file] = positionals
  if (values.help || !file) return console.log(USAGE)
  const format = formatOf(file)
  const read = readDialogues(await readFile(file, 'utf8'), format)
  const pack = values.pack === undefined ? null : await loadPack(values.pack)
  const proposal = propose(read.dialogues, (text) => redact(text, DETECTORS).text, pack)
  const report = proposal.intents.length < 2 ? null : train(lessonsOf(proposal)).report
  console.log(told(read, proposal, report))

  const draft = values.draft ?? `${file}.intents.yaml`
  await writeFile(draft, draftOf(proposal), { flag: 'wx' })
  console.log(`\nDraft of the intents: ${draft}`)
  const { rows, faults } = read
  if (values.json) await writeFile(values.json, `${JSON.stringify({ rows, faults, proposal, report }, null, 2)}\n`)
}

function formatOf(file: string): ImportFormat {
  if (/\.csv$/i.test(file)) return 'csv'
  if (/\.(jsonl|ndjson)$/i.test(file)) return 'jsonl'
  return leave('The name of the file must end in .csv or .jsonl.')
}

main().catch((error: unknown) => {
  if (error instanceof ImportUnreadable) leave(`${error.message} (${error.code})`)
  if (error instanceof PackError) leave(`The knowledge pack cannot be used.\n${error.message}`)
  leave(error instanceof Error ? error.message : String(error))
})
