import { PATIENCE } from '../channels/door.ts'

PATIENCE.lateMs = Number.POSITIVE_INFINITY
