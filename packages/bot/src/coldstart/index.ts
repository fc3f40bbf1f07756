export { type Asked, asking } from './asking.ts'
export { type ImportFormat, readDialogues } from './dialogues.ts'
export { ImportUnreadable } from './fault.ts'
export { lacking, lessonsOf, propose, proposeFor } from './propose.ts'
