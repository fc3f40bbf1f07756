import type { BotContext, Reading } from '@baton/protocol'

/** Files came, and nothing was said. */
export const isWordless = ({ text }: Pick<Reading, 'text'>, { files = 0 }: BotContext): boolean =>
  files > 0 && text === ''
