/**
 * Whether any object in a JSON text says a name twice. `JSON.parse` keeps the last and another parser may keep the first,
 * so two readers of one signed text could see two things. The text must be valid JSON.
 */
export function hasRepeatedNames(json: string): boolean {
  const names: Set<string>[] = []
  for (const [token, text] of json.matchAll(TOKEN)) {
    if (token === '{') names.push(new Set())
    else if (token === '}') names.pop()
    else if (text !== undefined) {
      const seen = names.at(-1)
      // Compared as read: two writings of one name are one name.
      const name: string = JSON.parse(text)
      if (seen?.has(name)) return true
      seen?.add(name)
    }
  }
  return false
}

/** A brace, a name with its colon, or any other text, which is skipped whole so that braces in it do not count. */
const TOKEN = /[{}]|("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"/g
