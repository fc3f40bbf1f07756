import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { held, type Row, told } from '@baton/bench/row'
import { compile } from '@baton/bot'
import { alikePairs, ranker, train } from '@baton/bot/training'
import { root } from '@baton/box/root'
import type { Locale, Pack } from '@baton/protocol'
import { loadPack } from '@baton/scripts/pack'
import { crossValidated } from '../accuracy.ts'
import { atBar } from '../at-bar.ts'
import type { Labelled } from '../lessons.ts'
import { type Outcome, outcomeOf } from '../outcome.ts'

/** Something a customer might write. `kind` says what it is where no intent means it. */
interface Message extends Pick<Labelled, 'text'> {
  locale: Locale
  intent: string | null
  kind?: 'near-miss' | 'off-topic'
}

const SEED = 1
/** Beyond this, two phrasings say the same. */
const ALIKE = 0.85

/**
 * The shipped pack. By cross-validation of its phrasings, one language after the other, and by messages that were written
 * apart from them: those are for measuring, and nothing is ever trained on them.
 */
export async function ecommerce(): Promise<Row[]> {
  const pack = await loadPack(join(root, 'packs/ecommerce'))
  const chinese: Labelled[] = []
  const english: Labelled[] = []
  for (const { id: intent, phrasings } of pack.intents) {
    english.push(...phrasings.en.map((text) => ({ text, intent })))
    chinese.push(...[...phrasings['zh-CN'], ...phrasings['zh-TW']].map((text) => ({ text, intent })))
  }
  const all = [...chinese, ...english]
  return [
    held('ecommerce pack zh 5-fold', crossValidated(chinese, 5, SEED, english), '%', '>= 92'),
    held('ecommerce pack en 5-fold', crossValidated(english, 5, SEED, chinese), '%', '>= 92'),
    told('ecommerce pack intents', pack.intents.length, ''),
    told('ecommerce pack phrasings', all.length, ''),
    told(
      `ecommerce pack phrasings alike (cosine > ${ALIKE})`,
      alikePairs(
        all.map(({ text }) => text),
        ALIKE,
      ).length,
      'pairs',
    ),
    ...(await messages(pack)),
  ]
}

async function messages(pack: Pack): Promise<Row[]> {
  const source = await readFile(join(root, 'eval/messages/ecommerce.jsonl'), 'utf8')
  const all = source
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Message)
  const inside = all.flatMap(({ text, intent }) => (intent === null ? [] : [{ text, intent }]))
  const outside = all.filter(({ intent }) => intent === null)
  const model = train(pack)
  const rank = ranker(model, pack)
  const seen = atBar(rank, inside, outside, outside.length / all.length)
  const refused = (kind: Message['kind']) =>
    atBar(
      rank,
      inside,
      outside.filter((each) => each.kind === kind),
      0,
    ).refused
  const brain = compile(pack, model)
  const share = (list: readonly Message[], outcome: Outcome) =>
    (100 * list.filter((each) => outcomeOf(brain, pack, each) === outcome).length) / list.length
  const meant = all.filter(({ intent }) => intent !== null)
  return [
    told('ecommerce messages, accuracy', seen.accuracy, '%'),
    told('ecommerce messages, served right at the bar', seen.kept, '%'),
    told('ecommerce messages, precision at the bar', seen.precision, '%'),
    told('ecommerce messages, near misses refused', refused('near-miss'), '%'),
    told('ecommerce messages, off topic refused', refused('off-topic'), '%'),
    told('ecommerce bot, got what was meant', share(meant, 'right'), '%'),
    told('ecommerce bot, was asked whether that is meant', share(meant, 'asked'), '%'),
    told('ecommerce bot, was told "I do not know"', share(meant, 'unknown'), '%'),
    told('ecommerce bot, got something else', share(meant, 'wrong'), '%'),
    told('ecommerce bot, no business of its own, answered', share(outside, 'wrong'), '%'),
    told('ecommerce bot, no business of its own, asked about', share(outside, 'asked'), '%'),
  ]
}
