import { digits, LETTERS, labelled } from './context.ts'
import type { Detector } from './finding.ts'

const ends = (value: string): string => `${value.charAt(0).toUpperCase()}••••${value.slice(-1).toUpperCase()}`

export const PASSPORT_LABEL = 'passport|护照|護照'

/** Passports (ICAO 9303: up to nine characters; letters lead) by the word beside them. First and last stay. */
export const passport: Detector = labelled({
  kind: 'passport',
  keep: 'seal',
  label: PASSPORT_LABEL,
  value: LETTERS + digits(6, 9),
  placeholder: (value) => `[passport ${ends(value)}]`,
})

export const IDENTITY_LABEL =
  "身份证|身分證|身份證|居留证|居留證|统一编号|統一編號|驾照|駕照|驾驶证|台胞证|台胞證|回乡证|(?:national|identity|id) (?:card|number|no)|driv(?:er|ing)'?s? licen[cs]e|social security|(?<![a-z])ssn(?![a-z])"

/** Identity documents by the word beside them, when no checksum finds them. First and last stay. */
export const identity: Detector = labelled({
  kind: 'id',
  keep: 'seal',
  label: IDENTITY_LABEL,
  value: `${LETTERS}${digits(7, 18)}(?:[ -]?x)?`,
  placeholder: (value) => `[ID ${ends(value)}]`,
})

export const INSURANCE_LABEL =
  '医保|醫保|社保|健保|社会保障|(?:医疗|醫療|健康)保[险險]|(?:health|medical) (?:insurance|plan|card)|insurance (?:number|no|id|policy)|member id|medicare|medicaid|nhs'

/** Numbers of medical insurance by the word beside them. Nothing stays. */
export const insurance: Detector = labelled({
  kind: 'insurance',
  keep: 'seal',
  label: INSURANCE_LABEL,
  value: LETTERS + digits(6, 20),
  placeholder: () => '[insurance ••••]',
})

export const RECORD_LABEL =
  '病[历歷](?:号|號|编号|編號)?|住院(?:号|號)|门诊(?:号|号码)?|門診(?:號|號碼)?|就诊(?:卡|号)?|就診(?:卡|號)?|挂号(?:单|单号)?|掛號(?:單|單號)?|检查号|(?:medical|patient|hospital|health) (?:record|file|chart|id|number|no)|(?<![a-z])mrn(?![a-z])|chart (?:number|no)'

/** Numbers of medical records and visits by the word beside them. Nothing stays. */
export const record: Detector = labelled({
  kind: 'record',
  keep: 'seal',
  label: RECORD_LABEL,
  value: LETTERS + digits(4, 20),
  placeholder: () => '[record ••••]',
})
