import { call } from './a-workspace.ts'
import { until } from './business.ts'
import type { Wire } from './wire.ts'

let requests = 1_000

/** The bytes of a file, as a client gets them: asks for a link and follows it. The code of a refusal, or the status. */
export async function opened(wire: Wire, file: string): Promise<Uint8Array | string> {
  const req = ++requests
  wire.tell({ type: 'file', req, file, size: 'full' })
  const answered = () => wire.frames.find((frame) => 'req' in frame && frame.req === req)
  await until(async () => answered() !== undefined)
  const answer = answered()
  if (answer?.type !== 'link') return answer?.type === 'fault' ? answer.code : 'nothing'
  const response = await call(answer.path)
  return response.status === 200 ? new Uint8Array(await response.arrayBuffer()) : String(response.status)
}
