import type { OpenTalk, TalkHost, TalkOpening } from './talk.ts'
import { noTalk } from './talk-host.ts'

/** Begins the conversation of a call whose customer is on the line. */
export const openTalk = async (_host: TalkHost, _opening: TalkOpening): Promise<OpenTalk> => noTalk()
