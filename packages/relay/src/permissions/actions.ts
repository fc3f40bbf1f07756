import type { Action } from '@baton/protocol'
import type { Grade, Operation } from './operations.ts'

/** How much an action of the business system can do. What its operator does not say is told by how it is called. */
const gradeOf = ({ class: said, method, safe }: Pick<Action, 'class' | 'method' | 'safe'>): Grade =>
  said ?? (method === 'GET' && safe ? 'read' : 'standard')

/** What having the business system do it asks for. */
export const operationOfAction = (action: Pick<Action, 'class' | 'method' | 'safe'>): Operation =>
  `action.${gradeOf(action)}`
