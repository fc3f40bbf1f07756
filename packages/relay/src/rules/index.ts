export { evaluate, type FactSheet, type Fired } from './evaluate.ts'
