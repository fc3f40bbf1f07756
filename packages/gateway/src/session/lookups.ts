import type { Action, Flow, Locale, Option, Pack } from '@baton/protocol'
import { may, operationOfAction } from '@baton/relay/permissions'
import type { ChatTool, ToolCall } from '../providers/provider.ts'

/** Filled in by us, and by nobody else: whose orders these are is not a model's to say. */
const CUSTOMER = 'customerId'
const PLACEHOLDER = /\{(\w+)\}/g
const OFFER = 'offer_task'
const MOST_OFFERS = 2

/** What a call of a model's comes to. It never does anything: it looks, or it puts a button under the answer. */
export type Asked =
  | { do: 'look'; action: Action; input: Record<string, string> }
  | { do: 'offer'; option: Option }
  /** Not its to ask, or about something the customer never named. */
  | { do: 'refuse'; code: 'forbidden' | 'not_said' | 'malformed' }

/** What a model may ask for in a turn. */
export interface Lookups {
  tools: ChatTool[]
  read(call: ToolCall): Asked
}

/**
 * The tools of a turn: actions that only read, and tasks to offer. What has an effect is not among them, whatever its class:
 * it begins with the customer, in a flow that asks before it acts. What a model looks up is what the customer has named
 * themselves, so that nobody’s text has it look at somebody else’s order.
 *
 * @param named values of the customer's own, such as order numbers, in canonical form.
 * @param customer their id on the host site; null when nobody vouches for them.
 */
export function lookupsOf(
  pack: Pack,
  { named, customer, locale }: { named: ReadonlySet<string>; customer: string | null; locale: Locale },
): Lookups {
  const actions = new Map(
    pack.actions.flatMap((action) => {
      const operation = operationOfAction(action)
      const fields = fieldsOf(action)
      const isTheirs = fields.includes(CUSTOMER) && customer === null
      return operation === 'action.read' && may('bot', operation) && !isTheirs
        ? [[nameOf(action.id), { action, fields }] as const]
        : []
    }),
  )
  const tasks = new Map(
    pack.flows.flatMap((flow) => {
      const option = optionFor(pack, flow, locale)
      return option ? [[flow.id, option] as const] : []
    }),
  )
  let offers = 0

  return {
    tools: [
      ...[...actions].map(([name, { action, fields }]) => lookupTool(name, action, fields)),
      ...(tasks.size > 0 ? [offerTool([...tasks.keys()])] : []),
    ],
    read({ name, input }) {
      if (name === OFFER) {
        const option = typeof input?.task === 'string' ? tasks.get(input.task) : undefined
        if (!option || offers === MOST_OFFERS) return { do: 'refuse', code: 'malformed' }
        offers += 1
        return { do: 'offer', option }
      }
      const known = actions.get(name)
      if (!known) return { do: 'refuse', code: 'forbidden' }
      if (input === null) return { do: 'refuse', code: 'malformed' }
      const filled: Record<string, string> = {}
      for (const field of known.fields) {
        const value = field === CUSTOMER ? customer : input[field]
        if (typeof value !== 'string') return { do: 'refuse', code: 'malformed' }
        if (field !== CUSTOMER && !named.has(value)) return { do: 'refuse', code: 'not_said' }
        filled[field] = value
      }
      return { do: 'look', action: known.action, input: filled }
    },
  }
}

const fieldsOf = ({ path }: Action): string[] => [...path.matchAll(PLACEHOLDER)].map(([, field = '']) => field)
const nameOf = (id: string): string => id.replaceAll(/[^\w-]/g, '_')

const lookupTool = (name: string, { id }: Action, fields: readonly string[]): ChatTool => {
  const asked = fields.filter((field) => field !== CUSTOMER)
  return {
    name,
    description: `Look up ${id}. Only values that the customer has written.`,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(asked.map((field) => [field, { type: 'string' }])),
      required: asked,
      additionalProperties: false,
    },
  }
}

const offerTool = (tasks: readonly string[]): ChatTool => ({
  name: OFFER,
  description: 'Put a button under the answer by which the customer begins a task.',
  parameters: {
    type: 'object',
    properties: { task: { type: 'string', enum: tasks } },
    required: ['task'],
    additionalProperties: false,
  },
})

/** A button that says in the customer's name what begins the flow; null when no words of theirs do. */
function optionFor({ intents }: Pack, { id, name }: Flow, locale: Locale): Option | null {
  const intent = intents.find(({ serve }) => 'flow' in serve && serve.flow === id)
  const text = intent && (intent.phrasings[locale][0] ?? intent.phrasings['zh-CN'][0] ?? intent.phrasings.en[0])
  return text === undefined ? null : { label: name[locale], text }
}
