import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is asked of a union of frames, of whichever release's zod it is made. */
interface Schema {
  options: readonly { shape: { type: { values: ReadonlySet<string> } } }[]
  safeParse(frame: unknown): { success: boolean }
}
export type Schemas = Record<'clientFrame' | 'serverFrame' | 'floorClientFrame' | 'floorServerFrame', Schema>

const FILES = {
  'session.client': 'clientFrame',
  'session.server': 'serverFrame',
  'floor.client': 'floorClientFrame',
  'floor.server': 'floorServerFrame',
} as const satisfies Record<string, keyof Schemas>

export interface Reading {
  read: number
  /** Of types the other release does not have: clients ignore them, the gateway refuses them by name. */
  unknown: number
  /** Of a type it has, and cannot read. */
  refused: string[]
}

/** The golden frames of one release, read by the schemas of another. */
export function readGolden(packages: string, schemas: Schemas): Reading {
  const reading: Reading = { read: 0, unknown: 0, refused: [] }
  for (const [file, name] of Object.entries(FILES)) {
    const path = join(packages, 'protocol/golden', `${file}.json`)
    const frames: Record<string, { type: string }> = JSON.parse(readFileSync(path, 'utf8'))
    const schema = schemas[name]
    const known = new Set(schema.options.flatMap((option) => [...option.shape.type.values]))
    for (const [title, frame] of Object.entries(frames)) {
      if (!known.has(frame.type)) reading.unknown += 1
      else if (schema.safeParse(frame).success) reading.read += 1
      else reading.refused.push(`${file}: ${title}`)
    }
  }
  return reading
}
