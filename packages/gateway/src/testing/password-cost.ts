import { COST } from '../directory/password.ts'

const FULL = { ...COST }

/** A guess costs nothing, so that a test that needs somebody to be signed in waits for no hash. */
export const hashLightly = () => Object.assign(COST, { N: 2, r: 1, p: 1 })

/** A guess costs what it does in the product. */
export const hashFully = () => Object.assign(COST, FULL)
