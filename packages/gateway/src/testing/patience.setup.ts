import { TOLERATED } from '../channels/lateness.ts'

TOLERATED.lateMs = Number.POSITIVE_INFINITY
