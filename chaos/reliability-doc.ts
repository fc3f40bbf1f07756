import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { markdownTable, rewrite } from '@baton/bench/generated'
import type { Row } from '@baton/bench/row'
import { root } from '@baton/box/root'

/** Rewrites the tables of `docs/reliability.md` from `chaos/results.json`, which `npm run chaos -- --json` wrote. */
const { rows }: { rows: Row[] } = JSON.parse(await readFile(join(root, 'chaos/results.json'), 'utf8'))

const short = (value: number | null): string =>
  value === null ? 'not run' : value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(2)
const cells = ({ name, value, unit }: Row): string[] => [
  name,
  unit === 'count' ? short(value) : `${short(value)} ${unit}`,
]

await rewrite(
  join(root, 'docs/reliability.md'),
  {
    bars: () =>
      markdownTable(
        ['What', 'measured', 'bar', ''],
        rows
          .filter(({ bar }) => bar !== null)
          .map((row) => [
            ...cells(row),
            (row.bar ?? '').replace('<=', '≤').replace('>=', '≥'),
            row.ok ? 'holds' : 'missed',
          ]),
      ),
    told: () => markdownTable(['', 'measured'], rows.filter(({ bar }) => bar === null).map(cells)),
  },
  'node chaos/reliability-doc.ts',
)
