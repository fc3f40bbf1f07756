import type { Locale, SessionEvent, Template } from '@baton/protocol'
import { type SessionState, valuesIn } from '@baton/relay/session'
import type { Outgoing } from '../channels/channel.ts'

/** Who takes over says so on a channel, where no page shows it. */
const IS_HERE: Readonly<Record<Locale, (name: string) => string>> = {
  en: (name) => `${name} is here now.`,
  'zh-CN': (name) => `${name} 已接入，现在为您服务。`,
  'zh-TW': (name) => `${name} 已接入，現在為您服務。`,
}

/** What goes out of an event, as the log has it at this moment; null when nothing does, or it is in no words a vendor has approved. */
export function outgoingOf(
  id: string,
  event: SessionEvent,
  state: SessionState,
  { templates }: { templates: readonly Template[] },
): Outgoing | 'template_refused' | null {
  const locale = state.case?.locale ?? state.profile?.locale ?? 'en'
  if (event.kind === 'baton.passed') {
    const { agent } = event.body
    return agent ? bare(id, IS_HERE[locale](agent.name), locale) : null
  }
  if (event.kind !== 'message') return null
  const { text, locale: own = locale, options = [], files = [], place, to } = event.body
  const by =
    event.by.role === 'agent'
      ? ({ role: 'agent', name: event.by.name ?? null } as const)
      : ({ role: 'bot', name: null } as const)
  const said = { ...bare(id, text, own), by, options, files: files.map(fileOf), ...(place && { place }) }
  if (!to?.template) return said
  const { name, language } = to.template
  const known = templates.find((each) => each.name === name && each.language === language)
  const values = known ? valuesIn(known.text, text) : null
  return values ? { ...said, template: { name, language, values } } : 'template_refused'
}

const bare = (id: string, text: string, locale: Locale): Outgoing => ({
  id,
  text,
  by: { role: 'bot', name: null },
  locale,
  options: [],
  files: [],
})

const fileOf = ({ id, name, type, bytes }: Outgoing['files'][number]): Outgoing['files'][number] => ({
  id,
  name,
  type,
  bytes,
})
