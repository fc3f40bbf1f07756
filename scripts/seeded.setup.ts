import { configureGlobal } from 'fast-check'

/** Of every property test, so that a failure is of the change and not of the draw. `BATON_SEED` takes another course. */
const SEED = Number(process.env.BATON_SEED ?? 20_261_126)

configureGlobal({ seed: SEED })
