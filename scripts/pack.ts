import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import {
  action,
  article,
  entityPattern,
  flow,
  forbidden,
  intent,
  LOCALES,
  type Pack,
  pack,
  prescreen,
  product,
  type Rule,
  rule,
  slug,
  synonyms,
  training,
  wording,
} from '@baton/protocol'
import { parseDocument } from 'yaml'

/** A pack that cannot be used. `message` reads `file: path: reason`, ready for a terminal. */
export class PackError extends Error {
  override name = 'PackError'
  readonly code: 'pack_unreadable' | 'pack_invalid'
  /** The offending file, relative to the working directory. */
  readonly file: string
  /** Place inside the file, e.g. `[3].phrasings.en`; empty for the file as a whole. */
  readonly path: string
  readonly reason: string

  constructor(code: PackError['code'], file: string, path: string, reason: string) {
    super([file, path, reason].filter(Boolean).join(': '))
    this.code = code
    this.file = file
    this.path = path
    this.reason = reason
  }
}

type Path = readonly PropertyKey[]
interface Issue {
  path: Path
  message: string
}
interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } }
}
/** An item of a list together with where it was read, so that a fault of the whole still names its file. */
interface Placed<T> {
  item: T
  file: string
  index: number
}

/**
 * Reads the pack in `folder`: `pack.yaml`, `actions.yaml`, `rules.yaml`, `wording.yaml` and every list under
 * `articles/<locale>/`, `intents/`, `flows/`, `products/` and `forbidden/`, in the order of file names. The folder gives articles their locale.
 * Throws `PackError`.
 */
export async function loadPack(folder: string): Promise<Pack> {
  const head = await readMap(join(folder, 'pack.yaml'), ['id', 'entities', 'synonyms', 'prescreen', 'training'])
  const headFile = shown(join(folder, 'pack.yaml'))
  const id = check(slug, head.id, headFile, ['id'])
  const entities = await checkList(entityPattern, head.entities ?? [], headFile, ['entities'])
  const groups = head.synonyms === undefined ? null : check(synonyms, head.synonyms, headFile, ['synonyms'])
  const trained = head.training === undefined ? null : check(training, head.training, headFile, ['training'])
  const screened = await checkList(prescreen, head.prescreen ?? [], headFile, ['prescreen'])
  const parts = {
    articles: (
      await Promise.all(LOCALES.map((locale) => readLists(join(folder, 'articles', locale), article, { locale })))
    ).flat(),
    intents: await readLists(join(folder, 'intents'), intent),
    flows: await readLists(join(folder, 'flows'), flow),
    rules: await readList(join(folder, 'rules.yaml'), rule),
    actions: await readList(join(folder, 'actions.yaml'), action),
    products: await readLists(join(folder, 'products'), product),
    forbidden: await readLists(join(folder, 'forbidden'), forbidden),
  }
  for (const name of ['intents', 'flows', 'rules', 'actions', 'products'] as const) refuseRepeatedIds(parts[name])
  const words = check(wording, await readYaml(join(folder, 'wording.yaml')), shown(join(folder, 'wording.yaml')))

  const whole = pack.safeParse({
    id,
    entities: entities.map((each) => each.item),
    ...(groups && { synonyms: groups }),
    ...(trained && { training: trained }),
    ...(screened.length > 0 && { prescreen: screened.map((each) => each.item) }),
    articles: parts.articles.map((each) => each.item),
    intents: parts.intents.map((each) => each.item),
    flows: parts.flows.map((each) => each.item),
    rules: parts.rules.map((each) => each.item),
    actions: parts.actions.map((each) => each.item),
    ...(parts.products.length > 0 && { products: parts.products.map((each) => each.item) }),
    ...(parts.forbidden.length > 0 && { forbidden: parts.forbidden.map((each) => each.item) }),
    wording: words,
  })
  if (whole.success) return whole.data
  const [issue] = whole.error.issues
  const [list, index, ...rest] = issue?.path ?? []
  const holder = parts[list as keyof typeof parts]?.[index as number]
  const reason = issue?.message ?? 'not a pack'
  if (!holder) throw new PackError('pack_invalid', shown(folder), written(issue?.path ?? []), reason)
  throw new PackError('pack_invalid', holder.file, written([holder.index, ...rest]), reason)
}

/** Rules from a file of their own, checked as those of a pack are. Throws `PackError`. */
export async function loadRules(file: string): Promise<Rule[]> {
  const read = await readList(file, rule)
  refuseRepeatedIds(read)
  return read.map(({ item }) => item)
}

async function readLists<T>(folder: string, schema: Schema<T>, given: object = {}): Promise<Placed<T>[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    // A pack without flows, or without one of the languages, simply has no such folder.
    if (error.code === 'ENOENT') return []
    throw new PackError('pack_unreadable', shown(folder), '', error.message)
  })
  const files = names.filter((name) => /\.ya?ml$/.test(name)).sort()
  return (await Promise.all(files.map((name) => readList(join(folder, name), schema, given)))).flat()
}

async function readList<T>(file: string, schema: Schema<T>, given: object = {}): Promise<Placed<T>[]> {
  return checkList(schema, await readYaml(file), shown(file), [], given)
}

function checkList<T>(schema: Schema<T>, value: unknown, file: string, path: Path, given: object = {}): Placed<T>[] {
  if (!Array.isArray(value)) throw new PackError('pack_invalid', file, written(path), 'must be a list')
  return value.map((each, index) => {
    const whole = isMap(each) ? { ...each, ...given } : each
    for (const key of Object.keys(given)) {
      if (isMap(each) && key in each)
        throw new PackError('pack_invalid', file, written([...path, index, key]), 'is given by the folder')
    }
    return { item: check(schema, whole, file, [...path, index]), file, index }
  })
}

function check<T>(schema: Schema<T>, value: unknown, file: string, path: Path = []): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new PackError('pack_invalid', file, written([...path, ...(issue?.path ?? [])]), issue?.message ?? 'not valid')
  }
  // The schemas drop what they do not know; in a hand-written file that is a typing mistake and must not pass silently.
  const unknown = unknownKey(value, parsed.data, path)
  if (unknown) throw new PackError('pack_invalid', file, written(unknown), 'unknown field')
  return parsed.data
}

function unknownKey(given: unknown, kept: unknown, path: Path): Path | undefined {
  if (Array.isArray(given) && Array.isArray(kept)) {
    for (const [index, each] of given.entries()) {
      const found = unknownKey(each, kept[index], [...path, index])
      if (found) return found
    }
  } else if (isMap(given) && isMap(kept)) {
    for (const [key, each] of Object.entries(given)) {
      const found = key in kept ? unknownKey(each, kept[key], [...path, key]) : [...path, key]
      if (found) return found
    }
  }
  return undefined
}

function refuseRepeatedIds(list: Placed<{ id: string }>[]): void {
  const first = new Map<string, string>()
  for (const { item, file, index } of list) {
    const earlier = first.get(item.id)
    if (earlier)
      throw new PackError('pack_invalid', file, written([index, 'id']), `${item.id} is already in ${earlier}`)
    first.set(item.id, file)
  }
}

async function readMap(file: string, keys: readonly string[]): Promise<Record<string, unknown>> {
  const value = await readYaml(file)
  if (!isMap(value)) throw new PackError('pack_invalid', shown(file), '', 'must be a map')
  const unknown = Object.keys(value).find((key) => !keys.includes(key))
  if (unknown) throw new PackError('pack_invalid', shown(file), unknown, 'unknown field')
  return value
}

async function readYaml(file: string): Promise<unknown> {
  const source = await readFile(file, 'utf8').catch((error: Error) => {
    throw new PackError('pack_unreadable', shown(file), '', error.message)
  })
  const document = parseDocument(source, { prettyErrors: true, uniqueKeys: true, strict: true })
  const [fault] = [...document.errors, ...document.warnings]
  if (fault) {
    const [start] = fault.linePos ?? []
    const place = start ? `line ${start.line}, column ${start.col}` : ''
    throw new PackError('pack_unreadable', shown(file), place, fault.message.split(/ at line |\n/)[0] ?? fault.message)
  }
  return document.toJS()
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(file: string): string {
  return relative(process.cwd(), file).split(sep).join('/')
}

function written(path: Path): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}
