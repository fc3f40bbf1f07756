import type { Option, SessionSnapshot } from '@baton/client'
import { html, type TemplateResult } from 'lit'
import type { Calls } from '../call/calls.ts'
import { type HolderKind, holderKind } from '../header/holder.ts'
import { offlineStrip } from '../notice/notice.ts'
import type { Words } from '../words/words.ts'

const placeholder = (holder: HolderKind, name: string | undefined, words: Words): string => {
  switch (holder) {
    case 'bot':
      return words.writeToBot
    case 'queue':
      return words.writeWhileWaiting
    case 'agent':
      return words.writeTo(name ?? words.person)
  }
}

/** The panel below its header: the log, what is wrong with the line, and the field. */
export const conversation = (
  snapshot: SessionSnapshot,
  words: Words,
  business: string,
  starters: readonly Option[] | null,
  calls: Calls | null,
): TemplateResult => html`
  <baton-log .words=${words} .snapshot=${snapshot} .business=${business} .starters=${starters} .calls=${calls}></baton-log>
  ${offlineStrip(snapshot, words)} ${calls?.inside(words)}
  <baton-composer
    .words=${words}
    .placeholder=${placeholder(holderKind(snapshot), snapshot.view?.agent?.name, words)}
  ></baton-composer>
`
