export { type Brain, compile } from './brain.ts'
export { phrase } from './phrase.ts'
export { type Grounded, type Grounds, ground, type Ungrounded } from './screen/ground.ts'
export { splitSentences } from './sentences.ts'
