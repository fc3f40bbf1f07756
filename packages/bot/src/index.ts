export { type Brain, compile } from './brain.ts'
export { type Grounded, type Grounds, ground, type Ungrounded } from './screen/ground.ts'
export { splitSentences } from './sentences.ts'
