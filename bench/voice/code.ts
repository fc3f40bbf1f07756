import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildAssets } from '@baton/box/assets'
import { root } from '@baton/box/root'
import type { Row } from '../row.ts'
import { measured } from './measured.ts'

const NAME = 'voice code brotli'

/** What a page loads for a call beyond its face, by the widget's own reckoning. */
export const code = (folder: string): Promise<Row[]> =>
  measured([[NAME, 'bytes', '<= 8192']], async () => {
    await buildAssets()
    const file = join(folder, 'sizes.json')
    const sizes = promisify(execFile)(process.execPath, ['size.ts', '--json', file], {
      cwd: join(root, 'packages/widget'),
    })
    await sizes.catch(() => undefined) // It ends with 1 when any budget is missed, and has written all the same.
    const { rows }: { rows: Row[] } = JSON.parse(await readFile(file, 'utf8'))
    return { [NAME]: rows.find(({ name }) => name === NAME)?.value ?? Number.NaN }
  })
