import { BatonComposer } from '../composer/composer.ts'
import { BatonHeader } from '../header/header.ts'
import { BatonLog } from '../log/log.ts'

const PARTS = {
  'baton-header': BatonHeader,
  'baton-log': BatonLog,
  'baton-composer': BatonComposer,
} as const

/** Registers the panel's inner elements at the first widget, so that importing the class alone has no effect. */
export const registerParts = (): void => {
  for (const [tag, part] of Object.entries(PARTS)) if (!customElements.get(tag)) customElements.define(tag, part)
}
