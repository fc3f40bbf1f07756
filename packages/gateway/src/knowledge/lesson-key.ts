import { trainingKey } from '@baton/bot/training'
import type { Pack } from '@baton/protocol'
import { sha256 } from '../audit/sha256.ts'

/** Packs with the same key share a model. */
export const keyOf = (pack: Pack): string => sha256(trainingKey(pack))

/** Another one whenever training gives something else for the same pack, or a model is stored in another way. */
export const FORMAT = sha256(trainingKey({ intents: [], articles: [] }))
