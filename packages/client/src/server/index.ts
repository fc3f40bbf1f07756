export { createServerApi, type ServerApi, type ServerApiOptions } from './api.ts'
