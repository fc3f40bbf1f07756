import type { Decision, SessionEvent } from '@baton/protocol'
import { Rehearsal, type Stage } from './rehearsal.ts'
import type { Line, Script } from './script.ts'

/** What came of a line. */
export interface Heard {
  /** Everything the bot said, in one text, and the answers it offered. */
  text: string
  options: string[]
  does: Decision['do'] | 'failed' | null
  intent: string | null
  confidence: number
  articles: string[]
  flow: string | null
  /** Rules that fired, each with what it saw. */
  rules: { rule: string; evidence: string }[]
  /** `action`, or `action: code` where it was refused. */
  did: string[]
  mood: string
}

/** Plays a script to its end; `after` is told what came of every line. */
let count = 0

export async function play(
  stage: Stage & { spoil(mode: 'none' | 'down'): Promise<void> },
  script: Script,
  after: (line: Line, heard: Heard) => void,
): Promise<void> {
  const { customer = { id: null }, locale, flagged = [], lines } = script
  const session = new Rehearsal({ ...stage, pack: { ...stage.pack, flagged } }, `s_${count++}`, customer, locale)
  try {
    for (const line of lines) {
      const before = session.log.length
      await happen(stage, session, line)
      after(line, heardIn(session.log.slice(before)))
    }
  } finally {
    await stage.spoil('none')
  }
}

async function happen(
  stage: { spoil(mode: 'none' | 'down'): Promise<void> },
  session: Rehearsal,
  line: Line,
): Promise<void> {
  if (line.shop) await stage.spoil(line.shop === 'down' ? 'down' : 'none')
  if (line.wait !== undefined) session.wait(line.wait * 1_000)
  if (line.press) await session.press(line.press === 'person' ? 'handoff.request' : 'handoff.cancel')
  if (line.rate !== undefined) await session.rate(line.rate)
  if (line.agent !== undefined) await session.agent(line.agent, line.settled ? 'resolve' : 'handback')
  if (line.say !== undefined || line.photo) await session.say(line.say ?? '', line.photo)
}

function heardIn(events: readonly SessionEvent[]): Heard {
  const of = <K extends SessionEvent['kind']>(kind: K) =>
    events.filter((event): event is Extract<SessionEvent, { kind: K }> => event.kind === kind)
  const said = of('message').filter(({ by }) => by.role === 'bot')
  const decided = of('bot.decided').at(-1)?.body
  return {
    text: said.map(({ body }) => body.text).join('\n'),
    options: said.flatMap(({ body }) => body.options?.map(({ text }) => text) ?? []),
    does: decided?.outcome ?? null,
    intent: decided?.intent?.id ?? null,
    confidence: decided?.intent?.confidence ?? 0,
    articles: said.flatMap(({ body }) => body.citations?.map(({ article }) => article) ?? []),
    flow: decided?.flow?.flow ?? null,
    rules: of('rule.fired').map(({ body }) => ({
      rule: body.rule,
      evidence: body.evidence.map(({ fact, value, words }) => `${fact}=${value} ${words.join(' ')}`.trim()).join('; '),
    })),
    did: of('action.finished').map(({ body }) => (body.ok ? body.action : `${body.action}: ${body.code}`)),
    mood: decided?.mood.level ?? '',
  }
}
