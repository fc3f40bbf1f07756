/** Finds an element through open shadow roots; each selector starts in the root of the one before. */
export function find<T extends Element = HTMLElement>(from: Element, ...selectors: string[]): T | null {
  let at: Element | null = from
  for (const selector of selectors) at = (at?.shadowRoot ?? at)?.querySelector(selector) ?? null
  // A selector chain names the element it ends at; what kind it is only its reader knows.
  return at as T | null
}

export function get<T extends Element = HTMLElement>(from: Element, ...selectors: string[]): T {
  const found = find<T>(from, ...selectors)
  if (!found) throw new Error(`There is no ${selectors.join(' → ')}.`)
  return found
}

export const all = (from: Element, ...selectors: string[]): HTMLElement[] => {
  const last = selectors.at(-1) ?? '*'
  const root = selectors.length > 1 ? get(from, ...selectors.slice(0, -1)) : from
  return [...(root.shadowRoot ?? root).querySelectorAll<HTMLElement>(last)]
}

/** What a reader sees: text without the white space of templates. */
export const textOf = (element: Element | null): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()

export const texts = (from: Element, ...selectors: string[]): string[] => all(from, ...selectors).map(textOf)

/** The element that has the focus, through every shadow root. */
export function focused(): Element | null {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  return at
}
