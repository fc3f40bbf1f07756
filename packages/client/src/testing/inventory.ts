/** What stands on a page, through every shadow root: names of elements, of attributes, and where links lead. */
export interface Inventory {
  tags: string[]
  attributes: string[]
  hrefs: string[]
}

/** Holds itself together, so that a test may send it into a page as it is. */
export function inventoryOf(root: ParentNode): Inventory {
  const tags = new Set<string>()
  const attributes = new Set<string>()
  const hrefs: string[] = []
  const visit = (place: ParentNode): void => {
    for (const element of place.querySelectorAll('*')) {
      tags.add(element.localName)
      for (const { name } of element.attributes) attributes.add(name)
      const href = element.getAttribute('href')
      if (href !== null) hrefs.push(href)
      if (element.shadowRoot) visit(element.shadowRoot)
    }
  }
  visit(root)
  return { tags: [...tags].sort(), attributes: [...attributes].sort(), hrefs }
}
