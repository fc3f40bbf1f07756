export { normalise } from '../normalise.ts'
export { strongest } from './certainty.ts'
export { buildSearch, type Near, type Search } from './nearest.ts'
