import { repeatsAmbiguously } from './ambiguous-repeat.ts'
import { below, type Node, parsePattern } from './pattern-tree.ts'

/**
 * Why a regular expression may not be used; null when it may. Besides what the engine refuses, no repeat may hold one without
 * bound, and none without bound a choice: matching `(a+)+` or `(a|aa)+` can double its time with every character of a message,
 * `(a+){9}` takes its ninth power, and an isolate that stands still serves nobody. Nor may a repeat match the same text in two
 * ways, as `(aa?)+` does.
 */
export function patternFault(source: string, flags: string): string | null {
  try {
    new RegExp(source, flags)
  } catch (error) {
    return error instanceof Error ? error.message : 'bad pattern'
  }
  const tree = parsePattern(source)
  if (holds(tree, nestsEndlessly))
    return 'a repeat may not hold one without bound, and one without bound may not hold a choice'
  return repeatsAmbiguously(tree, source, flags) ? 'a repeat may not match the same text in two ways' : null
}

/** Whether a node, or one within it, is such a one. */
const holds = (node: Node, isSuch: (node: Node) => boolean): boolean =>
  isSuch(node) || below(node).some((part) => holds(part, isSuch))

const isEndless = (node: Node): boolean => node.is === 'repeat' && node.most === Number.POSITIVE_INFINITY

const nestsEndlessly = (node: Node): boolean =>
  node.is === 'repeat' &&
  ((node.most > 1 && holds(node.of, isEndless)) || (isEndless(node) && holds(node.of, ({ is }) => is === 'choice')))
