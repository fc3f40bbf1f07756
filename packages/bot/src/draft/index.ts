export { flowing } from '../sentences.ts'
export { type CitedSentence, Cutter } from './cutter.ts'
export { type Passage, passagesFor } from './passage.ts'
export { NO_ANSWER, promptFor, toolAnswer } from './prompt.ts'
