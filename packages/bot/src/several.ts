import type { Besides, Decision, Flow, Option } from '@baton/protocol'
import type { Answer } from './answers.ts'
import { withWhatIsBesides } from './flow/besides.ts'
import { type Part, partsOf, servedBy } from './parts.ts'
import { begin, fromArticle } from './serve.ts'
import { plain, type Turn } from './turn.ts'
import { put, WORDING } from './wording.ts'

/** More answers than these are not read in a chat. */
const MOST = 3
/** So much is said again of what was not understood. */
const LONGEST_QUOTE = 60

/** A question that waits: another task than the one begun, or the fourth answer. */
type Told = Extract<Decision, { do: 'answer' }> & { name: string }
interface Task extends Option {
  flow: Flow
}

/**
 * One reply to several questions: up to three, each under its name, what articles tell first. One task is begun, last of all,
 * since it may ask something; what else was asked is named and waits. Null when a message does not ask several.
 */
export function several(turn: Turn, { mayBegin }: { mayBegin: boolean }): Decision | null {
  const parts = partsOf(turn)
  if (parts.length === 0) return null
  const asked = distinct(parts)
  turn.why.push({ step: 'intent', code: 'several', detail: asked.map(({ answer }) => servedBy(answer)).join(', ') })
  const { locale } = turn.reading
  const share = Math.min(MOST, asked.length)
  const told: Told[] = []
  const tasks: Task[] = []
  const waiting: Option[] = []
  for (const { text, analysis, answer, article } of asked) {
    const intent = 'intent' in answer ? answer.intent : null
    const flow = intent && 'flow' in intent.serve ? turn.knowledge.flows.get(intent.serve.flow) : undefined
    const isNext = flow && (tasks.length > 0 || !mayBegin)
    const id = flow ? isNext && article && articleOf(article) : articleOf(answer)
    const found = id ? fromArticle({ ...turn, analysis }, id, answer.confidence, analysis.asked, share) : null
    const name = intent?.name[locale]
    if (found?.do === 'answer' && told.length < MOST)
      told.push({ ...found, name: name ?? found.citations[0]?.title ?? text })
    else if (flow) tasks.push({ label: name ?? flow.name[locale], text, flow })
    else if (found?.do === 'answer') waiting.push({ label: name ?? found.citations[0]?.title ?? text, text })
  }
  const begun = mayBegin && told.length < MOST ? tasks.shift() : undefined
  waiting.unshift(...tasks.map(({ label, text }) => ({ label, text })))
  const besides: Besides = {
    sentences: [
      ...told.flatMap(({ name, sentences }) => [put(WORDING.under, locale, { name }), ...paragraph(sentences)]),
      ...unclear(parts, turn),
      ...order(turn, { first: begun?.label, waiting, alone: told.length === 0 }),
    ],
    citations: told.flatMap(({ citations }) => citations),
    options: waiting,
  }
  if (begun) return withWhatIsBesides(begin(turn, begun.flow), besides)
  if (told.length === 0) return null
  return { ...plain(turn, besides.sentences, waiting), citations: besides.citations }
}

function articleOf(answer: Answer): string | null {
  const serve = 'intent' in answer ? answer.intent.serve : answer
  return 'article' in serve ? serve.article : null
}

type Answered = Part & { answer: NonNullable<Part['answer']> }

/** What is answered in the same way is asked once. */
function distinct(parts: readonly Part[]): Answered[] {
  const by = new Map<string, Answered>()
  for (const { answer, ...part } of parts) {
    const key = answer && servedBy(answer)
    if (answer && key !== null && !by.has(key)) by.set(key, { ...part, answer })
  }
  return [...by.values()]
}

/** A question below the bar is not guessed at. */
const unclear = (parts: readonly Part[], { reading: { locale } }: Turn): string[] =>
  parts
    .filter(({ answer }) => answer === null)
    .slice(0, 1)
    .flatMap(({ text }) => {
      const words = text.replace(/[\s?!.。]+$/u, '')
      const question = words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words
      return paragraph([put(WORDING.unclear, locale, { question })])
    })

/** What is taken first, and what after it. */
function order(
  { reading: { locale } }: Turn,
  { first, waiting, alone }: { first: string | undefined; waiting: readonly Option[]; alone: boolean },
): string[] {
  const names = waiting.map(({ label }) => label).join(locale === 'en' ? ', ' : '、')
  if (first !== undefined && names !== '') return [put(WORDING.firstOf, locale, { first, names })]
  if (first !== undefined) return alone ? [] : [put(WORDING.under, locale, { name: first })]
  return names === '' ? [] : [put(WORDING.afterThat, locale, { names })]
}

const paragraph = (sentences: readonly string[]): string[] => [
  ...sentences.slice(0, -1),
  `${(sentences.at(-1) ?? '').trimEnd()}\n\n`,
]
