import 'axe-core/axe.min.js'
import type axe from 'axe-core'

/** What axe finds wrong with the page, one line each; empty when it is clean. */
export async function violations(): Promise<string[]> {
  const runner = (window as unknown as { axe: typeof axe }).axe
  // What is still fading in has the contrast of neither.
  const passing = animationsOf(document).filter((each) => each.effect?.getComputedTiming().iterations !== Infinity)
  await Promise.all(passing.map(({ finished }) => finished.catch(() => {})))
  // The page of the test runner carries no title or landmarks of its own; the desk brings them.
  const result = await runner.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  })
  return result.violations.map(
    (violation) =>
      `${violation.id}: ${violation.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join(' | ')}`,
  )
}

/** Those in shadow trees, too, of which a document says nothing. */
function animationsOf(root: Document | ShadowRoot): Animation[] {
  const within = Array.from(root.querySelectorAll('*'), ({ shadowRoot }) =>
    shadowRoot ? animationsOf(shadowRoot) : [],
  )
  return [...root.getAnimations(), ...within.flat()]
}
