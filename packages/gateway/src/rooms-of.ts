import { REGISTER } from './directory/register.ts'
import { type Env, sessionName } from './env.ts'
import { type Places, placed } from './jurisdiction.ts'

/**
 * The only way to an object: every room is reached by its workspace's name, in that workspace's jurisdiction. A test
 * sees to it that no other file asks a namespace.
 *
 * What a room is asked is in the `rooms.ts` of its folder. Every call is idempotent, and an older fence is ignored, so that
 * both sides may send again whenever they are unsure.
 */
type In<Binding extends keyof Env> = Places & Pick<Env, Binding>

export const sessionOf = (env: In<'SESSION'>, workspace: string, session: string) =>
  placed(env, env.SESSION, workspace).getByName(sessionName(workspace, session))

/** A call is an object of its own, for as long as it goes on. */
export const callOf = (env: In<'CALL'>, workspace: string, call: string) =>
  placed(env, env.CALL, workspace).getByName(`${workspace}:${call}`)

/** `near` is a wish the platform hears when an object is reached for the first time; afterwards it changes nothing. */
export const floorOf = (env: In<'FLOOR'>, workspace: string, near?: DurableObjectLocationHint) =>
  placed(env, env.FLOOR, workspace).getByName(workspace, near && { locationHint: near })

export const directoryOf = (env: In<'DIRECTORY'>, workspace: string, near?: DurableObjectLocationHint) =>
  placed(env, env.DIRECTORY, workspace).getByName(workspace, near && { locationHint: near })

export const knowledgeOf = (env: In<'KNOWLEDGE'>, workspace: string, near?: DurableObjectLocationHint) =>
  placed(env, env.KNOWLEDGE, workspace).getByName(workspace, near && { locationHint: near })

export const auditOf = (env: In<'AUDIT'>, workspace: string) => placed(env, env.AUDIT, workspace).getByName(workspace)

export const keysOf = (env: In<'KEYS'>, workspace: string, near?: DurableObjectLocationHint) =>
  placed(env, env.KEYS, workspace).getByName(workspace, near && { locationHint: near })

export const channelsOf = (env: In<'CHANNELS'>, workspace: string) =>
  placed(env, env.CHANNELS, workspace).getByName(workspace)

export const integrationsOf = (env: In<'INTEGRATIONS'>, workspace: string) =>
  placed(env, env.INTEGRATIONS, workspace).getByName(workspace)

/** The register lives where workspaces do whose id names no place. It holds their names and nothing else. */
export const registerOf = (env: In<'DIRECTORY'>) => placed(env, env.DIRECTORY, REGISTER).getByName(REGISTER)
