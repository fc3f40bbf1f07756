export { announcementOf } from './announcement.ts'
export { decidePass, holderOf, type PassRequest } from './baton.ts'
export {
  actionFinished,
  actionStarted,
  botContext,
  botDecided,
  botSays,
  firingOf,
  heardOf,
  offerUnasked,
  personOffered,
  soundOf,
} from './bot-turn.ts'
export { writeBrief } from './brief.ts'
export { type CallCommand, callEnded, decideCall, isOfCall, startCall } from './call.ts'
export { closeSilent } from './case.ts'
export { type Actor, type CommandContext, decide, type MaskedCommand, partyOf } from './command.ts'
export { afterCut } from './cut.ts'
export { advances } from './delivery.ts'
export { isDisclosed } from './disclosure.ts'
export {
  accept,
  BOT,
  type EventDraft,
  firedBefore,
  type MaskedFiring,
  numbered,
  refuse,
  SYSTEM,
  type Verdict,
} from './draft.ts'
export { type Effect, effectsOf, goingOn, queued } from './effect.ts'
export { escalate } from './escalation.ts'
export { type Failure, isRecognised, type Look, STANDING } from './facts.ts'
export { fold, foldDrafts } from './fold.ts'
export { type FollowedTurn, type FollowUp, followedTurns } from './follow-up.ts'
export { caseRecord } from './interaction.ts'
export { becomeEarlier, becomeNewer, holdLink, type Link, type MovedCase, takeCase, unlink } from './link.ts'
export { maskCommand } from './mask-command.ts'
export type { Original } from './originals.ts'
export { type Brought, type Prepared, prepare, type Saying, windowAfter } from './prepare.ts'
export { endOfPatience, endPrescreen, prescreenAsked, prescreenBefore, prescreenEnded } from './prescreen.ts'
export { mergeProfile, retold, type Seen, seen } from './profile.ts'
export { hasProved } from './proof.ts'
export type { Removal } from './quotes.ts'
export { audienceOf, headFor, type Live, mayRead, maySee, viewFor } from './reader.ts'
export { decideRedact, REMOVED } from './redact.ts'
export { type RedactedLog, redactLog } from './redaction.ts'
export { firstLook, RETENTION, retentionMs, type Term, termOf } from './retention.ts'
export { decideReveal } from './reveal.ts'
export { mayReach, type Reach, routeOf } from './routes.ts'
export { ruleOn, weightier } from './ruling.ts'
export { spokenOf } from './spoken.ts'
export { type CaseState, initialState, type SessionState } from './state.ts'
export { rendered, valuesIn } from './template.ts'
export { isCurrent, joinTurn, type Turn } from './turn.ts'
