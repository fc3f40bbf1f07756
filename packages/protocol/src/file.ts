import { z } from 'zod'
import { instant, opaqueId, workspaceId } from './ids.ts'
import { role } from './party.ts'

/** A file as a message shows it. Its bytes are behind a link that a `file` frame asks for. */
export const sentFile = z.object({
  id: opaqueId,
  /** Masked, and without anything a path or a screen could be led astray by. */
  name: z.string(),
  /** What the bytes are, whatever its sender called them. */
  type: z.string(),
  /** Size as it is kept. */
  bytes: z.number().int().nonnegative(),
  /** Of a picture, in pixels as stored. */
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  /** Whether there is a small picture of it. */
  thumb: z.boolean().optional(),
})
export type SentFile = z.infer<typeof sentFile>

export const fileSize = z.enum(['full', 'thumb'])
export type FileSize = z.infer<typeof fileSize>

/** What an upload ticket says: one `POST /v1/files`, for one file of one session. */
export const uploadClaims = z.object({
  workspace: workspaceId,
  origin: z.string(),
  session: opaqueId,
  file: opaqueId,
  size: fileSize,
  jti: opaqueId,
  expiresAt: instant,
})
export type UploadClaims = z.infer<typeof uploadClaims>

/** What the signed part of `GET /v1/files/…` says. */
export const linkClaims = z.object({
  workspace: workspaceId,
  origin: z.string(),
  session: opaqueId,
  role,
  participant: z.string().max(80),
  file: opaqueId,
  size: fileSize,
  expiresAt: instant,
})
export type LinkClaims = z.infer<typeof linkClaims>

/** One file of a session for the vendor of a channel, whoever of it fetches: it is on its way to the customer anyway. */
export const vendorClaims = linkClaims.pick({ workspace: true, session: true, file: true, expiresAt: true })
export type VendorClaims = z.infer<typeof vendorClaims>

/** Answers `POST /v1/files`: what the file is from now on. */
export const uploadResponse = z.object({
  file: opaqueId,
  type: z.string(),
  bytes: z.number().int().nonnegative(),
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
})
export type UploadResponse = z.infer<typeof uploadResponse>
