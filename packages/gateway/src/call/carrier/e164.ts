/** A number somebody can be called at, with its country: https://www.itu.int/rec/T-REC-E.164 */
export const E164 = /^\+[1-9]\d{6,14}$/
