import type { Row } from '@baton/bench/row'
import type { Data } from './data.ts'
import { banking } from './suites/banking.ts'
import { clinc } from './suites/clinc.ts'
import { coldstart } from './suites/coldstart.ts'
import { curekart } from './suites/curekart.ts'
import { ecommerce } from './suites/ecommerce.ts'
import { massive } from './suites/massive.ts'
import { mood } from './suites/mood.ts'
import { nearMisses } from './suites/near-misses.ts'
import { peer } from './suites/nlpjs.ts'
import { person } from './suites/person.ts'
import { retrieval } from './suites/retrieval.ts'
import { training } from './suites/training.ts'
import { turn } from './suites/turn.ts'

/** Measures one thing on the public data. Rows with a bar must hold; the others stand beside them. */
export type Suite = (data: Data) => Row[] | Promise<Row[]>

/** In the order in which they are run. */
export const SUITES: Readonly<Record<string, Suite>> = {
  training,
  curekart,
  clinc,
  banking,
  massive,
  'near-misses': nearMisses,
  'nlp.js': peer,
  ecommerce,
  person,
  mood,
  coldstart,
  retrieval,
  turn,
}
