import { readFile, writeFile } from 'node:fs/promises'

const MARKED = /(<!-- generated:([\w-]+) -->\n)[\s\S]*?(<!-- \/generated -->)/g

/**
 * Rewrites the marked parts of a document from what was measured. With `--check` on the command line it changes nothing
 * and ends the process with 1 when a part is out of date.
 *
 * @param command what a reader runs to bring it up to date.
 */
export async function rewrite(
  file: string,
  sections: Readonly<Record<string, () => string>>,
  command: string,
): Promise<void> {
  const before = await readFile(file, 'utf8')
  const after = before.replace(MARKED, (_, start: string, name: string, end: string) => {
    const section = sections[name]
    if (!section) throw new Error(`${file} asks for a part called ${name}, which there is not.`)
    return `${start}\n${section()}\n\n${end}`
  })
  if (process.argv.includes('--check') && after !== before) {
    console.error(`${file} is out of date: ${command}`)
    process.exit(1)
  }
  await writeFile(file, after)
}

/** A table whose first column is words and whose others are numbers. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
