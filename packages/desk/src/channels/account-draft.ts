import { type AccountRequest, type AccountView, CHANNEL_FORMS, type ChannelKind, type Template } from '@baton/client'

/** One field of a channel's form. */
export interface FormField {
  name: string
  pattern: RegExp
  isOptional: boolean
}

interface Shape {
  settings: Readonly<Record<string, { pattern: RegExp; isOptional?: true }>>
  secrets: Readonly<Record<string, { pattern: RegExp; isOptional?: true }>>
}

/** The fields of a channel, as the gateway checks them too. */
export function fieldsOf(channel: ChannelKind, part: 'settings' | 'secrets'): FormField[] {
  const form: Shape = CHANNEL_FORMS[channel]
  return Object.entries(form[part]).map(([name, { pattern, isOptional }]) => ({
    name,
    pattern,
    isOptional: isOptional === true,
  }))
}

/** An account as it is being written. Empty values are left out: a form may be saved before the vendor has told everything. */
export interface AccountDraft {
  channel: ChannelKind
  name: string
  isOn: boolean
  settings: Readonly<Record<string, string>>
  /** Only those that are set anew. */
  secrets: Readonly<Record<string, string>>
  templates: readonly Template[]
}

export const draftOf = (account: AccountView | null, channel: ChannelKind): AccountDraft =>
  account ? { ...account, secrets: {} } : { channel, name: '', isOn: true, settings: {}, secrets: {}, templates: [] }

const TEMPLATE_NAME = /^[a-z0-9_]{1,512}$/
const TEMPLATE_LANGUAGE = /^[a-z]{2,3}(_[A-Z]{2})?$/

const isTemplate = ({ name, language, text }: Template): boolean =>
  TEMPLATE_NAME.test(name) && TEMPLATE_LANGUAGE.test(language) && text.trim() !== ''

/** Which fields are not as they have to be: `name`, those of the channel, and `templates.0`, `templates.1` … */
export function wrongIn(draft: AccountDraft): string[] {
  const wrong = (['settings', 'secrets'] as const).flatMap((part) =>
    fieldsOf(draft.channel, part).flatMap(({ name, pattern }) => {
      const value = draft[part][name]?.trim() ?? ''
      return value === '' || pattern.test(value) ? [] : [name]
    }),
  )
  const templates = draft.templates.flatMap((template, at) => (isTemplate(template) ? [] : [`templates.${at}`]))
  return [...(draft.name.trim() === '' ? ['name'] : []), ...wrong, ...templates]
}

const given = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  )

export const requestOf = ({ channel, name, isOn, settings, secrets, templates }: AccountDraft): AccountRequest => ({
  channel,
  name: name.trim(),
  isOn,
  settings: given(settings),
  secrets: given(secrets),
  templates: [...templates],
})
