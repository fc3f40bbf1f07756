/** What may be sent, as the bytes tell it. Anything else is refused, whatever its name. */
export const FILE_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
  'audio/ogg',
  'audio/mpeg',
  'audio/mp4',
  'audio/amr',
  'video/mp4',
] as const
export type FileType = (typeof FILE_TYPES)[number]

/** What a log may show; everything else is only ever downloaded. */
export const isPicture = (type: string): boolean =>
  type.startsWith('image/') && FILE_TYPES.some((each) => each === type)
