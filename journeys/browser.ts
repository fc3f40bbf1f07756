import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { CHROMIUM_FLAGS, chromium } from '@baton/scripts/chromium'
import { type Browser, type BrowserContextOptions, chromium as engine, type Locator, type Page } from 'playwright-core'
import { expect } from 'vitest'

export const launch = (): Promise<Browser> => engine.launch({ executablePath: chromium(), args: CHROMIUM_FLAGS })

/** A browser, or what stands before one and gives its pages something more. */
export type Contexts = Pick<Browser, 'newContext'>

/** A browser of its own, as another person would have. Errors of its page are collected. */
export async function openPage(
  browser: Contexts,
  options: BrowserContextOptions,
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  return { page, errors }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Lets every movement of the page come to rest: what is half faded in has half its contrast. Loops are left running. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const roots: (Document | ShadowRoot)[] = [document]
    for (const root of roots) {
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot)
    }
    const movements = roots.flatMap((root) => root.getAnimations())
    const finite = movements.filter(
      (movement) => movement.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
    )
    await Promise.all(finite.map((movement) => movement.finished.catch(() => null))) // cancelled: it is over as well
  })

/** Holds the page against axe-core. `screen` names it where it fails. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  await settle(page)
  // Through the debugger, so that the page's own content security policy stays as it is.
  await page.evaluate(axe)
  const found = await page.evaluate(
    (values) =>
      (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run({ runOnly: { type: 'tag', values } }),
    RULES,
  )
  const violations = found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
  expect(violations, `axe on ${screen}`).toEqual([])
}

/** Waits until a visible part of `place` says this; when it never does, the error tells what it says instead. */
export async function waitForText(place: Locator, text: string | RegExp, withinMs: number): Promise<void> {
  const found = place.getByText(text).filter({ visible: true }).first()
  await found.waitFor({ timeout: withinMs }).catch(async () => {
    const says = await place.evaluate((element) => {
      const textOf = (node: Node): string => {
        if (node instanceof Text) return node.data
        if (node instanceof HTMLStyleElement) return ''
        const root = node instanceof Element && node.shadowRoot ? node.shadowRoot : node
        return Array.from(root.childNodes, textOf).join(' ')
      }
      return textOf(element)
    })
    throw new Error(`never said ${text}; it says: ${says.replaceAll(/\s+/g, ' ').slice(-600)}`)
  })
}
