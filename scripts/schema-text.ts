import * as protocol from '@baton/protocol'

/** What is read of a zod schema. Its own types are too deep to be walked. */
export interface Schema {
  def: {
    type: string
    shape?: Record<string, Schema>
    options?: readonly Schema[]
    values?: readonly unknown[]
    entries?: Record<string, string>
    element?: Schema
    innerType?: Schema
    keyType?: Schema
    valueType?: Schema
    parts?: readonly (Schema | string)[]
    getter?: () => Schema
  }
  isInt?: boolean
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && 'def' in value

const SCHEMAS = new Map<string, Schema>(
  Object.entries(protocol).flatMap(([name, value]) => (isSchema(value) ? [[name, value]] : [])),
)
const NAMES = new Map([...SCHEMAS].map(([name, schema]) => [schema, name]))
const CODES = Object.keys(protocol.ERRORS).join()

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
const quoted = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value))

/** The name of a schema that has one: types as TypeScript exports them, scalars as the schemas are called. */
function nameOf(schema: Schema): string | undefined {
  const name = NAMES.get(schema)
  return name && ['string', 'number'].includes(schema.def.type) ? name : name && capital(name)
}

/** A schema in TypeScript's words; what has a name is named, unless it is asked for `spelled` out. */
export function typeOf(schema: Schema, spelled = false): string {
  const name = nameOf(schema)
  if (name && !spelled) return name
  const { def } = schema
  switch (def.type) {
    case 'object':
      return `{ ${fieldsOf(schema).join('; ')} }`
    case 'union':
      return (def.options ?? []).map((each) => typeOf(each)).join(' | ')
    case 'literal':
      return (def.values ?? []).map(quoted).join(' | ')
    case 'enum': {
      const values = Object.values(def.entries ?? {})
      return values.join() === CODES ? 'ErrorCode' : values.map(quoted).join(' | ')
    }
    case 'array': {
      const element = def.element ? typeOf(def.element) : 'unknown'
      return / /.test(element) && !element.startsWith('{') ? `(${element})[]` : `${element}[]`
    }
    case 'record':
      return `Record<${def.keyType ? typeOf(def.keyType) : 'string'}, ${def.valueType ? typeOf(def.valueType) : 'unknown'}>`
    case 'nullable':
      return `${def.innerType ? typeOf(def.innerType) : 'unknown'} | null`
    case 'optional':
    case 'default':
    case 'prefault':
      return def.innerType ? typeOf(def.innerType) : 'unknown'
    case 'template_literal':
      return `\`${(def.parts ?? []).map((part) => (isSchema(part) ? `\${${typeOf(part)}}` : part)).join('')}\``
    case 'number':
      return schema.isInt ? 'integer' : 'number'
    case 'lazy':
      return 'Json'
    default:
      return def.type
  }
}

const MAY_BE_ABSENT = new Set(['optional', 'default', 'prefault'])
const TELLING = ['type', 'kind']
/** Whether a field is the one that tells variants apart; it is written first. */
const tells = ([name]: [string, Schema]): number => (TELLING.includes(name) ? 0 : 1)

const fieldsOf = ({ def }: Schema): string[] =>
  Object.entries(def.shape ?? {})
    .sort((a, b) => tells(a) - tells(b))
    .map(
      ([name, field]) =>
        `${/^\w+$/.test(name) ? name : `'${name}'`}${MAY_BE_ABSENT.has(field.def.type) ? '?' : ''}: ${typeOf(field)}`,
    )

const WIDE = 100
const typescript = (lines: readonly string[]): string => ['```ts', ...lines, '```'].join('\n')

function spelt(schema: Schema): string {
  const line = typeOf(schema, true)
  if (line.length <= WIDE || schema.def.type !== 'object') return line
  return `{\n${fieldsOf(schema)
    .map((field) => `  ${field}`)
    .join('\n')}\n}`
}

/** A schema as a declaration; the variants of a union stand on lines of their own. */
function declared(name: string, schema: Schema): string {
  const variants = schema.def.options
  if (!variants?.some((each) => each.def.type === 'object')) return `type ${name} = ${spelt(schema)}`
  return `type ${name} =\n${variants.map((each) => `  | ${spelt(each).replaceAll('\n', '\n    ')}`).join('\n')}`
}

/** The schemas of these names as TypeScript declarations in a code block. Throws for a name that is no schema. */
export const declarations = (names: readonly string[]): string =>
  typescript(
    names
      .map((name) => {
        const schema = SCHEMAS.get(name)
        if (!schema) throw new Error(`${name} is not a schema of the protocol.`)
        return declared(capital(name), schema)
      })
      .join('\n\n')
      .split('\n'),
  )
