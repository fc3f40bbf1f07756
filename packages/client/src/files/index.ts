export { type Attachment, type Attachments, createAttachments } from './attachments.ts'
export { createFiles, type Files, type Outgoing } from './files.ts'
