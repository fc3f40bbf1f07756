import type { Profile } from '@baton/protocol'
import type { Detector } from './finding.ts'
import { type Masked, redact, redactJson } from './redacted.ts'

/** A host site's profile of its customer, masked. `hostId` stays: it is the address of the customer, and asked for by it. */
export const redactProfile = (profile: Profile, detectors: readonly Detector[]): Masked<Profile> => ({
  ...redactJson(profile, []),
  name: profile.name && redact(profile.name, detectors).text,
  tier: profile.tier && redact(profile.tier, detectors).text,
  attributes: redactJson(profile.attributes, detectors),
  ...(profile.tags && { tags: redactJson(profile.tags, detectors) }),
})
