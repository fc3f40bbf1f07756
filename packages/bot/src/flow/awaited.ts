import type { Action, Flow, FlowState, WaitingStep } from '@baton/protocol'

const stepOf = (flow: Flow, state: FlowState) =>
  state.ended ? undefined : flow.steps.find((each) => each.id === state.step)

/** The action a flow waits for; null when it stands elsewhere. */
export function awaitedAction(flow: Flow, state: FlowState): Action['id'] | null {
  const step = stepOf(flow, state)
  return step?.do === 'act' ? step.action : null
}

/** The step at which a flow waits for the customer; null when it stands elsewhere, or is over. */
export function awaitedStep(flow: Flow, state: FlowState): WaitingStep | null {
  const step = stepOf(flow, state)
  return step?.do === 'ask' || step?.do === 'confirm' ? step : null
}
