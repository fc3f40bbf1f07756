import { openApi } from '@baton/protocol'

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
}
interface Content {
  content?: Record<string, { schema: { $ref: string } }>
}
interface Operation {
  summary: string
  description: string
  parameters: Parameter[]
  requestBody?: Content
  responses: Record<string, Content>
}

const code = (text: string): string => `\`${text}\``

const nameOf = ({ content = {} }: Content): string => {
  const ref = Object.values(content)[0]?.schema.$ref
  return ref ? code(ref.slice(ref.lastIndexOf('/') + 1)) : ''
}

/** The operations of the server API as rows of a table, read from its OpenAPI document. */
export function apiRows(): string[][] {
  const paths = openApi('').paths as Record<string, Record<string, Operation>>
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary, description, parameters, requestBody, responses }]) => {
      const [[status = '', answer = {}] = []] = Object.entries(responses)
      const query = parameters.filter((each) => each.in === 'query').map(({ name }) => code(name))
      return [
        code(`${method.toUpperCase()} ${path}`),
        description.replace(/^Scope: |\.$/g, ''),
        [...query, ...(requestBody ? [nameOf(requestBody)] : [])].join(', '),
        `${status} ${nameOf(answer)}`.trim(),
        summary,
      ]
    }),
  )
}
