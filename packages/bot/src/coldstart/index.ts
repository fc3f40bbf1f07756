export type { Dialogue, ImportFormat, ReadDialogues } from './dialogues.ts'
export { readDialogues } from './dialogues.ts'
export { type Fault, type FaultCode, ImportUnreadable } from './fault.ts'
export { lacking, lessonsOf, type Proposal, type ProposedIntent, propose } from './propose.ts'
