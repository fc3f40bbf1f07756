import type { SessionEvent } from '../events.ts'
import type { CallView } from './call.ts'

type CallEvent = Extract<SessionEvent, { kind: `call.${string}` }>

/**
 * The call as it is after an event about it; the gateway and its clients fold it by the same rule. `at` is when it was
 * answered, or, while it rings, begun.
 */
export function afterCallEvent(call: CallView | undefined, event: CallEvent): CallView | undefined {
  switch (event.kind) {
    case 'call.started': {
      const { call: id, direction, channel, agent = null } = event.body
      return { id, direction, channel, agent, status: direction === 'in' ? 'live' : 'ringing', at: event.at }
    }
    case 'call.answered':
      return call && { ...call, status: 'live', at: event.at }
    case 'call.bridged':
      return call && { ...call, agent: event.body.agent }
    case 'call.consent':
      return call && { ...call, recorded: event.body.granted }
    case 'call.cut':
    case 'call.recorded':
      return call
    case 'call.ended':
      return undefined
  }
}
