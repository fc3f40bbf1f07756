import { type DeviceSeen, PROFILE_SOURCES, type Profile, type ProfileSource } from '@baton/protocol'

type Value = string | number | boolean | string[] | DeviceSeen[]

/** What somebody says of a customer: fields by their names (`tier`, `attributes.memberSince`, `consent.marketing`); null takes one back. */
export interface ProfileNews {
  by: ProfileSource
  at: number
  /** Which, of a channel. */
  channel?: Said['channel']
  fields: Readonly<Record<string, Value | null>>
}

type Said = NonNullable<Profile['sources']>[string]

export interface Seen {
  timeZone?: string | undefined
  device?: DeviceSeen | undefined
}

/** Fields that are a value by themselves. */
const PLAIN = ['name', 'tier', 'locale', 'timeZone', 'tags', 'devices'] as const
/** Fields that hold others. */
const HOLDERS = ['attributes', 'consent'] as const

const rankOf = (by: ProfileSource): number => PROFILE_SOURCES.indexOf(by)

/**
 * Takes what somebody says into what is known, field by field: whose word counts for more wins, of the same the newer, and
 * what is said at one time by one reads the same in whatever order it comes. What its owner takes back is gone, and stays
 * gone for whoever counts for less.
 */
export function mergeProfile(known: Profile, { by, at, channel, fields }: ProfileNews): Profile {
  const values = valuesOf(known)
  const sources: Record<string, Said> = { ...known.sources }
  for (const [name, value] of Object.entries(fields)) {
    if (!isField(name)) continue
    const before = sources[name] ?? unsourced(known, values, name)
    if (before && !isStronger({ by, at, channel, value }, { ...before, value: values.get(name) ?? null })) continue
    sources[name] = { by, at, ...(channel && { channel }) }
    if (value === null) values.delete(name)
    else values.set(name, value)
  }
  return profileOf(known, values, sources)
}

/**
 * A customer joins anew: what is told of them then is all that the host site, or a visitor, says, and needs no note of who said
 * it. What others have said stands where it says nothing, or counts for more.
 */
export function retold(known: Profile | null, told: Profile): Profile {
  if (known === null) return told
  const values = valuesOf(known)
  return Object.entries(known.sources ?? {}).reduce(
    (profile, [name, said]) => mergeProfile(profile, { ...said, fields: { [name]: values.get(name) ?? null } }),
    told,
  )
}

/** Kinds of devices that are kept. */
const MOST_DEVICES = 5

/** What the customer's browser says of itself: news only where it is not what stands there already. */
export function seen(known: Profile, at: number, { timeZone, device }: Seen): Profile {
  const { devices = [] } = known
  const isNew = device && !devices.some(({ kind, browser }) => kind === device.kind && browser === device.browser)
  const fields = {
    ...(timeZone !== undefined && timeZone !== known.timeZone && { timeZone }),
    ...(isNew && { devices: [...devices, device].slice(-MOST_DEVICES) }),
  }
  return Object.keys(fields).length > 0 ? mergeProfile(known, { by: 'said', at, fields }) : known
}

/** The fields of a profile as news: what is not there is not said. */
export const fieldsOf = (profile: Omit<Profile, 'id'>): Record<string, Value> => Object.fromEntries(valuesOf(profile))

function isField(name: string): boolean {
  return PLAIN.some((plain) => plain === name) || HOLDERS.some((holder) => name.startsWith(`${holder}.`))
}

/** What is known of before anybody noted who said it: the host site, of whom it vouches for; else the customer. */
const unsourced = (known: Profile, values: ReadonlyMap<string, Value>, name: string): Said | null =>
  values.has(name) ? { by: known.verified ? 'host_token' : 'said', at: 0 } : null

type Claim = Said & { value: Value | null }

function isStronger(news: Claim, before: Claim): boolean {
  const rank = rankOf(news.by) - rankOf(before.by)
  if (rank !== 0) return rank > 0
  if (news.at !== before.at) return news.at > before.at
  return textOf(news) > textOf(before)
}

const textOf = ({ value, channel }: Claim): string => JSON.stringify([value, channel])

function valuesOf(profile: Omit<Profile, 'id'>): Map<string, Value> {
  const values = new Map<string, Value>()
  for (const name of PLAIN) {
    const value = profile[name]
    if (value !== null && value !== undefined) values.set(name, value)
  }
  for (const holder of HOLDERS) {
    for (const [name, value] of Object.entries(profile[holder] ?? {})) values.set(`${holder}.${name}`, value)
  }
  return values
}

function profileOf(known: Profile, values: ReadonlyMap<string, Value>, sources: Record<string, Said>): Profile {
  const { id, hostId, verified } = known
  const within = (holder: string) =>
    Object.fromEntries(
      [...values].flatMap(([name, value]) =>
        name.startsWith(`${holder}.`) ? [[name.slice(holder.length + 1), value]] : [],
      ),
    )
  const consent = within('consent') as NonNullable<Profile['consent']>
  const [tags, timeZone, devices] = [values.get('tags'), values.get('timeZone'), values.get('devices')]
  return {
    id,
    hostId,
    verified,
    name: (values.get('name') ?? null) as Profile['name'],
    tier: (values.get('tier') ?? null) as Profile['tier'],
    // A customer always has a language.
    locale: (values.get('locale') ?? known.locale) as Profile['locale'],
    attributes: within('attributes') as Profile['attributes'],
    ...(Array.isArray(tags) && { tags: tags as NonNullable<Profile['tags']> }),
    ...(Object.keys(consent).length > 0 && { consent }),
    ...(typeof timeZone === 'string' && { timeZone }),
    ...(Array.isArray(devices) && { devices: devices as NonNullable<Profile['devices']> }),
    ...(Object.keys(sources).length > 0 && { sources }),
  }
}
