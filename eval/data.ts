import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '@baton/box/root'
import { parseCsv } from './csv.ts'

/** Public data that lies beside the repository, never in it: it is for measuring, and none of it ships. */
export interface Data {
  /** A CSV file with a head line, as one object a line. */
  csv(path: string): Promise<Record<string, string>[]>
  /** A file of JSON lines. */
  jsonLines<Line>(path: string): Promise<Line[]>
}

/** Where the data is: `BATON_EVAL_DATA`, or `shared/eval` beside the repository. Ends the process when it is not there. */
export function openData(): Data {
  const folder = process.env.BATON_EVAL_DATA ?? join(root, '../shared/eval')
  if (!existsSync(folder)) {
    console.error(`There is no data in ${folder}. Set BATON_EVAL_DATA to the folder that holds clinc150, banking77, …`)
    process.exit(2)
  }
  const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8')
  return {
    csv: async (path) => {
      const [head = [], ...lines] = parseCsv(await read(path))
      return lines.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])))
    },
    jsonLines: async <Line>(path: string) =>
      (await read(path))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Line),
  }
}
