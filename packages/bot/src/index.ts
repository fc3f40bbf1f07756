export { type Brain, compile } from './brain.ts'
