import type { ClientProblem, ErrorCode } from '@baton/client'

/** What is said of a problem: the sentence of its code, where there is one. */
export const sentenceOf = (
  problem: Pick<ClientProblem, 'code'> | null | undefined,
  sentences: Partial<Record<ErrorCode, string>>,
  otherwise: string,
): string => (problem && problem.code !== 'network' && sentences[problem.code]) || otherwise
