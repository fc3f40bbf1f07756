/** Caps of files; apart from the others, since a page loads them only with what brings files. Sizes in bytes, times in milliseconds. */
export const FILE_LIMITS = {
  /** One file, and how many a message carries. */
  fileBytes: 25 * 1024 * 1024,
  filesPerMessage: 10,
  fileNameChars: 120,
  /** A picture of more pixels is refused: what is small on disk may fill the memory of whoever opens it. */
  picturePixels: 64_000_000,
  thumbBytes: 64 * 1024,
  thumbPixels: 320,
  /** A file that no message carries this long after it was asked for is removed. */
  unsentFileMs: 3_600_000,
  /** An upload must have arrived within this time, and never pause for longer than the other. */
  uploadMs: 120_000,
  uploadPauseMs: 10_000,
  /** How long a link opens a file. */
  fileLinkMs: 60_000,
  /** How long the vendor of a channel may fetch a file: it does so when it likes. */
  vendorLinkMs: 3_600_000,
  /** Files one participant may begin to send within an hour. */
  filesPerHour: 100,
} as const
