interface Axe {
  run(
    context: Element,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>
}

const loadAxe = async (): Promise<Axe> => {
  const page = window as typeof window & { axe?: Axe }
  if (!page.axe) {
    const script = document.createElement('script')
    script.src = new URL('../../node_modules/axe-core/axe.min.js', import.meta.url).href
    document.head.append(script)
    await new Promise((resolve) => script.addEventListener('load', resolve, { once: true }))
  }
  if (!page.axe) throw new Error('axe-core did not load.')
  return page.axe
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds wrong with the page as it is. */
export const violations = async (): Promise<string[]> => {
  const axe = await loadAxe()
  const result = await axe.run(document.documentElement, { runOnly: { type: 'tag', values: TAGS } })
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  )
}

/** Makes the page one on which nothing is wrong by itself; answers what to take away afterwards. */
export function shopPage(): HTMLElement {
  document.documentElement.lang = 'en'
  document.title = 'Shop'
  document.body.style.background = 'Canvas'
  document.documentElement.style.colorScheme = 'light dark'
  const main = document.body.appendChild(document.createElement('main'))
  main.appendChild(document.createElement('h1')).textContent = 'Shop'
  return main
}
