import { FILE_LIMITS } from '@baton/protocol/wire'

/** Better first; a browser that cannot write one gives another. */
const TRIES = [
  ['image/webp', 0.8],
  ['image/webp', 0.4],
  ['image/jpeg', 0.7],
  ['image/jpeg', 0.3],
] as const

/** A small picture of a picture, made here since the gateway has no codec. Null where the browser cannot. */
export async function thumbnailOf(file: Blob): Promise<Blob | null> {
  if (!file.type.startsWith('image/') || file.type === 'image/svg+xml') return null
  try {
    const whole = await createImageBitmap(file)
    const scale = Math.min(1, FILE_LIMITS.thumbPixels / Math.max(whole.width, whole.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(whole.width * scale))
    canvas.height = Math.max(1, Math.round(whole.height * scale))
    canvas.getContext('2d')?.drawImage(whole, 0, 0, canvas.width, canvas.height)
    whole.close()
    for (const [type, quality] of TRIES) {
      const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
      if (small?.type === type && small.size <= FILE_LIMITS.thumbBytes) return small
    }
  } catch {
    // What is no picture after all is refused by the gateway, in words.
  }
  return null
}
