/**
 * The file routes of a gateway, for the test servers of the elements: takes what has a ticket, and shows one small picture.
 * The ticket says how it goes: `ok`, `slow` (never ends), or the code of a refusal.
 */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

export const fileGateway = async (context, next) => {
  if (!context.path.startsWith('/v1/files')) return next()
  if (context.method === 'GET') {
    context.type = 'image/png'
    context.body = PICTURE
    return
  }
  let bytes = 0
  for await (const chunk of context.req) bytes += chunk.length
  const how = (context.get('authorization') || '').replace('Bearer ', '')
  if (how === 'slow') await new Promise(() => {})
  if (how === 'ok') context.body = { file: 'f', type: 'image/png', bytes }
  else {
    context.status = 415
    context.body = { code: how, title: how, retryable: how === 'upload_slow' }
  }
}
