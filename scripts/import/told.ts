import type { Report } from '@baton/bot/training'
import type { ImportFault, Proposal } from '@baton/protocol'

type FaultCode = ImportFault['code']

const FAULTS: Readonly<Record<FaultCode, string>> = {
  row_malformed: 'a quote that is not closed, or another number of cells than the head has',
  json_malformed: 'not JSON, or not a message, ticket or dialogue',
  text_missing: 'no text',
  text_too_long: 'longer than 4 000 characters',
  role_unknown: 'nobody knows whose words these are',
  too_many_rows: 'more than 500 000 rows: give the rest in another file',
}
const LINES_TOLD = 5

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** What was read, what is proposed and how well it can be told apart, for a terminal. */
export function told(
  { rows, faults }: { rows: number; faults: readonly ImportFault[] },
  proposal: Proposal,
  report: Report | null,
): string {
  const { dialogues, silent, repeated, beyond, intents, left } = proposal
  return [
    `${rows} rows, ${dialogues} conversations; ${silent} asked for nothing, ${repeated} asked in the words of another`,
    ...(beyond > 0 ? [`${beyond} were not looked at: there are more than can be compared`] : []),
    ...faultLines(faults),
    '',
    ...intents.map(({ id, size, terms, like, article, phrasings }) => {
      const [example = ''] = Object.values(phrasings).flat()
      const near = [like && `like ${like.intent}`, article && `article ${article.id}`].filter(Boolean).join(', ')
      return `${String(size).padStart(6)}  ${id}${terms.length > 0 ? ` (${terms.join(', ')})` : ''}${near ? ` → ${near}` : ''}\n        ${example}`
    }),
    `${String(left.count).padStart(6)}  belong to none of them`,
    '',
    ...reportLines(report),
  ].join('\n')
}

function faultLines(faults: readonly ImportFault[]): string[] {
  return (Object.keys(FAULTS) as FaultCode[]).flatMap((code) => {
    const lines = faults.filter((fault) => fault.code === code).map(({ line }) => line)
    if (lines.length === 0) return []
    const more = lines.length > LINES_TOLD ? ` and ${lines.length - LINES_TOLD} more` : ''
    return [`${lines.length} left out, ${code}: ${FAULTS[code]} (line ${lines.slice(0, LINES_TOLD).join(', ')}${more})`]
  })
}

function reportLines(report: Report | null): string[] {
  if (!report) return ['Fewer than two intents: there is nothing to tell apart.']
  const { accuracy, atBar, confused, phrasings } = report
  return [
    `Held out, ${phrasings} phrasings: ${percent(accuracy)} right; at the bar ${percent(atBar.precision)} precision, ${percent(atBar.coverage)} coverage`,
    ...confused.slice(0, LINES_TOLD).map((pair) => `  ${pair.intent} taken for ${pair.takenFor}: ${pair.times}`),
  ]
}
