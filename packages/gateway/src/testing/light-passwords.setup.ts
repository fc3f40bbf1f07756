import { hashLightly } from './password-cost.ts'

hashLightly()
