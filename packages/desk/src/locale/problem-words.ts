import type { ClientProblem } from '@baton/client'
import type { Dictionary } from './dictionary.ts'

/** The sentence for a problem. A gateway newer than this desk may know codes that have no words here yet. */
export function problemWords(problem: ClientProblem, { problems }: Dictionary): string {
  return Object.hasOwn(problems, problem.code) ? problems[problem.code] : problems.internal
}
